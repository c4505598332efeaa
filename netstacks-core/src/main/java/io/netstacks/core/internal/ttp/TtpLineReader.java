package io.netstacks.core.internal.ttp;

import io.netstacks.core.internal.pyregex.PyRegex;
import io.netstacks.core.internal.pyregex.PyRegexException;
import io.netstacks.core.internal.ttp.TtpLine.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes one line of a template into a regular expression and the variables that it fills. Used once. */
final class TtpLineReader {

    static final Pattern VARIABLE = Pattern.compile("\\{\\{(.+?)\\}\\}", Pattern.DOTALL);

    private static final String BLANKS = "[ \\t]+";
    private static final String LINE_END = "[\\t ]*(?=\\n|\\r\\n)";

    private final TtpCompiler compiler;
    private final TtpGroupBuilder group;
    private final String line;
    private final int number;
    private final StringBuilder regex = new StringBuilder();
    private final Map<String, TtpVariable> byGroup = new LinkedHashMap<>();
    private final List<TtpVariable> variables = new ArrayList<>();
    private final Map<String, String> joins = new LinkedHashMap<>();
    private Action action = Action.ADD;
    private boolean anyLine;
    private boolean unconditional;
    private boolean cut;

    TtpLineReader(TtpCompiler compiler, TtpGroupBuilder group, TtpElement.Line line) {
        this.compiler = compiler;
        this.group = group;
        this.line = line.text().stripTrailing();
        this.number = line.number();
    }

    /** Returns the line; empty if it only gives a variable of the group its default. */
    Optional<TtpLine> read() {
        int indent = line.length() - line.stripLeading().length();
        regex.append("\\n").append(line, 0, indent);
        Matcher found = VARIABLE.matcher(line);
        int from = indent;
        while (found.find()) {
            literal(line.substring(Math.min(from, found.start()), found.start()));
            variable(found.group(1), found.start());
            from = found.end();
        }
        if (unconditional) {
            return Optional.empty();
        }
        literal(line.substring(from));
        if (regex.indexOf(HeaderColumns.MARK) < 0 && !cut) {
            regex.append(LINE_END);
        }
        return Optional.of(compile());
    }

    private TtpLine compile() {
        try {
            PyRegex compiled = PyRegex.compile(regex.toString().replace(HeaderColumns.MARK, ""));
            List<TtpLine.Captured> captured = new ArrayList<>();
            compiled.groupNames().forEach((name, place) -> {
                TtpVariable variable = byGroup.get(name);
                if (variable == null) {
                    throw TtpSyntaxException.at(
                            number,
                            "the group (?P<" + name + ">..) of a regular expression is no variable of the line",
                            line.strip());
                }
                captured.add(new TtpLine.Captured(place, variable));
            });
            return new TtpLine(
                    compiled,
                    fixedStart(),
                    action,
                    anyLine,
                    List.copyOf(captured),
                    captured.isEmpty() ? List.copyOf(variables) : List.of(),
                    Map.copyOf(joins),
                    number);
        } catch (PyRegexException e) {
            String problem = e.problem().startsWith("redefinition")
                    ? "a variable is used twice in the line; give them different names"
                    : "its regular expression is wrong: " + e.problem();
            throw TtpSyntaxException.at(number, problem, line.strip());
        }
    }

    /** Returns what all matches start with: the indentation and the text up to the first blank, digit or variable. */
    private String fixedStart() {
        StringBuilder start = new StringBuilder("\n");
        boolean exact = line.contains("_exact_");
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean leading = line.substring(0, i).isBlank();
            if (line.startsWith("{{", i)
                    || (!leading && (c == ' ' || c == '\t'))
                    || (!exact && Character.isDigit(c))
                    || regex.indexOf(HeaderColumns.MARK) >= 0) {
                break;
            }
            start.append(c);
        }
        // Blanks before a variable that is cut away go with it
        String text = start.toString();
        return text.isBlank() && cut ? "\n" : text;
    }

    private void literal(String text) {
        if (text.isEmpty() || cut || regex.indexOf(HeaderColumns.MARK) >= 0) {
            return;
        }
        boolean exactSpace = line.contains("_exact_space_");
        boolean exact = line.contains("_exact_");
        for (int i = 0; i < text.length(); ) {
            int end = i;
            if (!exactSpace && isBlank(text.charAt(i))) {
                while (end < text.length() && isBlank(text.charAt(end))) {
                    end++;
                }
                regex.append(BLANKS);
            } else if (!exact && Character.isDigit(text.charAt(i))) {
                while (end < text.length() && Character.isDigit(text.charAt(end))) {
                    end++;
                }
                regex.append("\\d+");
            } else {
                end++;
                regex.append(PyRegex.escape(text.substring(i, end)));
            }
            i = end;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private void variable(String source, int start) {
        List<TtpCall> calls = TtpCall.pipeline(source, number);
        TtpCall head = calls.get(0);
        VariableBuilder made = new VariableBuilder(compiler, group, head, this::setLine, number);
        made.readAll(calls);
        if (made.unconditional()) {
            unconditional = true;
            return;
        }
        anyLine |= made.anyLine();
        if (!action.starts() && !head.name().equals("ignore")) {
            action = made.action();
        }
        if (!head.name().equals("ignore")) {
            variables.add(made.variable());
        }
        made.join().ifPresent(join -> joins.put(head.name(), join));
        place(made, head, start);
    }

    private void place(VariableBuilder made, TtpCall head, int start) {
        if (cut) {
            return;
        }
        if (head.name().equals("_headers_")) {
            new HeaderColumns(line.substring(0, start).stripTrailing(), made.columns())
                    .write(regex, name -> byGroup.put(identifier(name), made.column(name)));
            action = Action.START;
        } else if (head.name().equals("ignore")) {
            Object given = head.argument(0, "pattern", "\\S+");
            regex.append("(?:")
                    .append(TtpPatterns.resolve(given, compiler.variables()))
                    .append(')');
        } else if (made.cutsLine()
                || head.name().equals("_start_")
                || head.name().equals("_end_")) {
            if (regex.toString().endsWith(BLANKS)) {
                regex.setLength(regex.length() - BLANKS.length());
            }
            regex.append(LINE_END);
            cut = true;
        } else {
            String name = identifier(head.name());
            byGroup.putIfAbsent(name, made.variable());
            regex.append("(?P<").append(name).append(">(?:");
            regex.append(String.join(")|(?:", made.patterns())).append("))");
        }
    }

    /** Returns what the line looks like without its variables; null if nothing is left. */
    private @Nullable String setLine() {
        String left = VARIABLE.matcher(line).replaceAll("").stripTrailing();
        return left.isEmpty() ? null : "\n" + left;
    }

    /** Returns a name that a regular expression's group may have. */
    static String identifier(String name) {
        String made = name.replaceAll("[^\\p{L}\\p{N}_]+", "_");
        return Character.isDigit(made.charAt(0)) ? "_" + made : made;
    }
}
