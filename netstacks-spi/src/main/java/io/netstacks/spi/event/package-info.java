/** News: what has happened, for hosts that want to show or count it. */
@NullMarked
package io.netstacks.spi.event;

import org.jspecify.annotations.NullMarked;
