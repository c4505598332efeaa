package io.netstacks.core.internal.clitable;

import java.util.List;

/**
 * One row of an index. Immutable.
 *
 * @param number its place among the rows that are well-formed, from 1
 * @param line its line in the file, from 1
 * @param cells its cells, with the abbreviations of the column Command written out
 * @param templates the templates that it names
 */
public record CliIndexRow(int number, int line, List<String> cells, List<String> templates) {}
