/** Conversations with devices in memory. */
@NullMarked
package io.netstacks.core.internal.cli;

import org.jspecify.annotations.NullMarked;
