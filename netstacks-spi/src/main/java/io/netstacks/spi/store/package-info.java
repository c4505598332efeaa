/** A backend that remembers: all stores together, and the keys that protect them. */
@NullMarked
package io.netstacks.spi.store;

import org.jspecify.annotations.NullMarked;
