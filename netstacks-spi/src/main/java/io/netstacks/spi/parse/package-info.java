/** Turning a command's output into rows: the outcome types, and the port for other parsers. */
@NullMarked
package io.netstacks.spi.parse;

import org.jspecify.annotations.NullMarked;
