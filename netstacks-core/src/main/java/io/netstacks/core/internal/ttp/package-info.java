/**
 * The TTP engine: templates read from XML into groups of lines, lines turned into regular expressions, texts scanned line by
 * line, and matches put together into the tree of results. Stands alone; {@code core.parse} is its door.
 */
@NullMarked
package io.netstacks.core.internal.ttp;

import org.jspecify.annotations.NullMarked;
