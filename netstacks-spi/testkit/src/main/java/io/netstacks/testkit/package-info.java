/** Placeholder. */
@NullMarked
package io.netstacks.testkit;

import org.jspecify.annotations.NullMarked;
