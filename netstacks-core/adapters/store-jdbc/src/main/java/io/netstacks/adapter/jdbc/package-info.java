/** Placeholder. */
@NullMarked
package io.netstacks.adapter.jdbc;

import org.jspecify.annotations.NullMarked;
