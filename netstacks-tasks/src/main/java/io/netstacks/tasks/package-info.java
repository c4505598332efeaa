/** Placeholder. */
@NullMarked
package io.netstacks.tasks;

import org.jspecify.annotations.NullMarked;
