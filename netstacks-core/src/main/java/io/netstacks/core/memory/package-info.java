/** The storage that remembers until the process ends: for tests, and for hosts that keep nothing. */
@NullMarked
package io.netstacks.core.memory;

import org.jspecify.annotations.NullMarked;
