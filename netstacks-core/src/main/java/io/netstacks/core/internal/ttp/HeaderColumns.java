package io.netstacks.core.internal.ttp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Columns of fixed width, taken from a line of headers. */
final class HeaderColumns {

    /** Marks in an expression that it is complete already; no expression holds this character. */
    static final String MARK = "\uffff";

    private static final Pattern HEADER = Pattern.compile("\\S+\\s*");

    private final String line;
    private final Optional<Long> wanted;

    /**
     * Creates it.
     *
     * @param wanted how many columns a row has at least; the usual is all but two
     */
    HeaderColumns(String line, Optional<Long> wanted) {
        this.line = line.replace("\t", "    ");
        this.wanted = wanted;
    }

    /** Replaces what the expression holds by one for the columns, and says each column's name. */
    void write(StringBuilder regex, Consumer<String> columns) {
        List<String> headers = new ArrayList<>();
        Matcher found = HEADER.matcher(line);
        while (found.find()) {
            headers.add(found.group());
        }
        if (headers.isEmpty()) {
            throw new TtpLiterals.Problem("_headers_ needs the names of the columns before it");
        }
        headers.set(0, " ".repeat(line.length() - line.stripLeading().length()) + headers.get(0));
        long needed = Math.max(1, Math.min(wanted.orElse((long) headers.size() - 2), headers.size()));
        regex.setLength(0);
        regex.append("\\n");
        for (int i = 0; i < headers.size(); i++) {
            String header = headers.get(i);
            String name = header.strip();
            columns.accept(name);
            boolean last = i + 1 == headers.size();
            regex.append("(?P<").append(TtpLineReader.identifier(name)).append(">.");
            regex.append(width(i + 1, needed, header.length(), last)).append(')');
        }
        regex.append("(?=\\n|\\r\\n)").append(MARK);
    }

    private static String width(int column, long needed, int width, boolean last) {
        if (last) {
            return column <= needed ? "+" : "*";
        }
        return column < needed ? "{" + width + "}" : column == needed ? "{1," + width + "}" : "{0," + width + "}";
    }
}
