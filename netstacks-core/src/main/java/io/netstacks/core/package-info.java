/** The entry: a host builds a {@code NetStacks} here, and everything else hangs off it. */
@NullMarked
package io.netstacks.core;

import org.jspecify.annotations.NullMarked;
