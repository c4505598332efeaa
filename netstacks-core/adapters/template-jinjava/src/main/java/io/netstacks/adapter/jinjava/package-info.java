/** Placeholder. */
@NullMarked
package io.netstacks.adapter.jinjava;

import org.jspecify.annotations.NullMarked;
