/** Placeholder. */
@NullMarked
package io.netstacks.examples;

import org.jspecify.annotations.NullMarked;
