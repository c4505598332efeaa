package io.netstacks.core.internal.clitable;

import io.netstacks.core.internal.pyregex.PyRegex;
import io.netstacks.core.internal.pyregex.PyRegexException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an index: comma-separated, without quoting, one row a line. A row that cannot be used is noted as a problem and does
 * not hide the others. Confined to one index.
 */
final class CliIndexReader {

    private static final Pattern ABBREVIATION = Pattern.compile("\\[\\[(.+?)]]");

    private final String[] lines;
    private final List<CliIndexRow> rows = new ArrayList<>();
    private final List<@Nullable CliIndexCell[]> cells = new ArrayList<>();
    private final Map<String, CliIndexCell> known = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    CliIndexReader(String text) {
        this.lines = text.split("\r\n|\r|\n", -1);
    }

    CliIndex read() {
        int at = 0;
        while (at < lines.length && beforeComment(lines[at]).isEmpty()) {
            at++;
        }
        if (at == lines.length) {
            throw new CliIndexException(
                    "the index has no header: expected a line such as \"Template, Hostname, Platform, Command\"");
        }
        List<String> header = header(at);
        for (int i = at + 1; i < lines.length; i++) {
            if (!lines[i].startsWith("#") && !lines[i].isBlank()) {
                row(header, i);
            }
        }
        return new CliIndex(header, rows, cells.toArray(CliIndexCell[][]::new), known.size(), problems);
    }

    private static String beforeComment(String line) {
        int comment = line.indexOf('#');
        return (comment < 0 ? line : line.substring(0, comment)).strip();
    }

    private static List<String> split(String line) {
        return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
    }

    private List<String> header(int at) {
        List<String> header = split(beforeComment(lines[at]));
        for (String name : header) {
            if (header.indexOf(name) != header.lastIndexOf(name)) {
                throw new CliIndexException("index line " + (at + 1) + ": duplicate header entry " + name);
            }
        }
        if (!header.contains(CliIndex.TEMPLATE)) {
            throw new CliIndexException(
                    "index line " + (at + 1) + ": Index file does not have 'Template' column: " + header);
        }
        return header;
    }

    private void row(List<String> header, int at) {
        List<String> texts = split(lines[at]);
        if (texts.size() != header.size()) {
            problem(
                    at,
                    "expected " + header.size() + " cells and found " + texts.size()
                            + "; a regular expression cannot hold a comma");
            return;
        }
        List<String> expanded = new ArrayList<>();
        @Nullable CliIndexCell[] compiled = new CliIndexCell[texts.size()];
        for (int i = 0; i < texts.size(); i++) {
            String column = header.get(i);
            String text = column.equals("Command") ? expanded(texts.get(i)) : texts.get(i);
            expanded.add(text);
            if (!text.isEmpty() && !column.equals(CliIndex.TEMPLATE)) {
                Optional<CliIndexCell> cell = cell(text, column, at);
                if (cell.isEmpty()) {
                    return;
                }
                compiled[i] = cell.get();
            }
        }
        List<String> templates =
                List.of(texts.get(header.indexOf(CliIndex.TEMPLATE)).split(":", -1));
        rows.add(new CliIndexRow(rows.size() + 1, at + 1, List.copyOf(expanded), templates));
        cells.add(compiled);
    }

    /** Returns the cell; none, and a problem noted, if it is no regular expression. */
    private Optional<CliIndexCell> cell(String text, String column, int at) {
        String key = column + "," + text;
        try {
            return Optional.of(known.computeIfAbsent(key, k -> new CliIndexCell(known.size(), PyRegex.compile(text))));
        } catch (PyRegexException e) {
            problem(at, "column " + column + ": " + e.reason());
            return Optional.empty();
        }
    }

    private void problem(int at, String what) {
        problems.add("index line " + (at + 1) + ": " + what + "; the row is left out: " + lines[at].strip());
    }

    /** Writes out abbreviations: {@code sh[[ow]]} takes sh, sho and show. */
    private static String expanded(String command) {
        Matcher matcher = ABBREVIATION.matcher(command);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String[] letters =
                    matcher.group(1).codePoints().mapToObj(Character::toString).toArray(String[]::new);
            String nested = "(" + String.join("(", letters) + ")?".repeat(letters.length);
            matcher.appendReplacement(out, Matcher.quoteReplacement(nested));
        }
        return matcher.appendTail(out).toString();
    }
}
