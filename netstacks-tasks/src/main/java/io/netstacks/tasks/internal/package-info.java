/** How tasks run in this process. */
@NullMarked
package io.netstacks.tasks.internal;

import org.jspecify.annotations.NullMarked;
