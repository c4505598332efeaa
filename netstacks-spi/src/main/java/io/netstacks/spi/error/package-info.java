/** The failures that callers meet: one unchecked root, a stable code each, and what to do about it. */
@NullMarked
package io.netstacks.spi.error;

import org.jspecify.annotations.NullMarked;
