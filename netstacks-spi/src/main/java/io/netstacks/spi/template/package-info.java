/** Rendering configuration templates: the engine port, its options, and where included templates come from. */
@NullMarked
package io.netstacks.spi.template;

import org.jspecify.annotations.NullMarked;
