/** Ready-made places for trusted host keys. */
@NullMarked
package io.netstacks.core.transport;

import org.jspecify.annotations.NullMarked;
