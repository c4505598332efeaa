/** What requests of several packages are checked for when they are made. */
@NullMarked
package io.netstacks.tasks.internal.request;

import org.jspecify.annotations.NullMarked;
