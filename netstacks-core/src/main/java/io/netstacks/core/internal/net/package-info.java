/** TCP, directly or through a proxy. */
@NullMarked
package io.netstacks.core.internal.net;

import org.jspecify.annotations.NullMarked;
