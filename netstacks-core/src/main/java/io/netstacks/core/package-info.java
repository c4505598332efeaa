/** Placeholder. */
@NullMarked
package io.netstacks.core;

import org.jspecify.annotations.NullMarked;
