/** What a language model, or an interface, may ask the platform to do: described, validated, with a risk. */
@NullMarked
package io.netstacks.spi.tool;

import org.jspecify.annotations.NullMarked;
