/** Placeholder. */
@NullMarked
package io.netstacks.agent;

import org.jspecify.annotations.NullMarked;
