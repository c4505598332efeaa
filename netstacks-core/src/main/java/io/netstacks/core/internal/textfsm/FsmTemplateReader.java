package io.netstacks.core.internal.textfsm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a template, line by line: the values, a blank line, the states. Confined to one template. */
final class FsmTemplateReader {

    private static final Pattern STATE_NAME = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Set<String> RESERVED =
            Set.of("Continue", "Next", "Error", "Clear", "Clearall", "Record", "NoRecord");

    private final String[] lines;
    private int next;
    private final List<FsmValue> values = new ArrayList<>();
    private final Map<String, String> groups = new LinkedHashMap<>();
    private final Map<String, List<FsmRule>> states = new LinkedHashMap<>();

    FsmTemplateReader(String template) {
        this.lines = template.split("\n", -1);
    }

    FsmDefinition read() {
        readValues();
        while (readState()) {}
        checkStates();
        Map<String, FsmState> built = new LinkedHashMap<>();
        List<String> header = List.copyOf(groups.keySet());
        states.forEach((name, rules) -> built.put(name, new FsmState(name, rules, header)));
        return new FsmDefinition(values, Collections.unmodifiableMap(built));
    }

    private boolean more() {
        return next < lines.length;
    }

    private String line() {
        return lines[next++].stripTrailing();
    }

    private static boolean isComment(String line) {
        return line.stripLeading().startsWith("#");
    }

    private void readValues() {
        while (more()) {
            String line = line();
            if (line.isEmpty()) {
                return;
            }
            if (isComment(line)) {
                continue;
            }
            if (!line.startsWith("Value ")) {
                String problem = values.isEmpty()
                        ? "No Value definitions found: a template begins with lines such as \"Value NAME (regex)\""
                        : "Expected blank line after last Value entry";
                throw error(problem, line);
            }
            add(new FsmValueReader(next).read(line));
        }
    }

    private void add(FsmValue value) {
        if (groups.putIfAbsent(value.name(), value.namedGroup()) != null) {
            throw error("Duplicate declarations for Value", value.name());
        }
        values.add(value);
    }

    /** Reads the next state; returns false if there is none. */
    private boolean readState() {
        while (more()) {
            String line = line();
            if (!line.isEmpty() && !isComment(line)) {
                readRules(stateNamed(line));
                return true;
            }
        }
        return false;
    }

    private List<FsmRule> stateNamed(String line) {
        boolean named = STATE_NAME.matcher(line).matches()
                && line.length() <= FsmValueReader.MAX_NAME
                && !RESERVED.contains(line);
        if (!named) {
            throw error(
                    "Invalid state name: expected one word, not one of the actions, at the start of the line; a blank"
                            + " line ends a state",
                    line);
        }
        List<FsmRule> rules = new ArrayList<>();
        if (states.putIfAbsent(line, rules) != null) {
            throw error("Duplicate state name", line);
        }
        return rules;
    }

    private void readRules(List<FsmRule> rules) {
        while (more()) {
            String line = line();
            if (line.isEmpty()) {
                return;
            }
            if (isComment(line)) {
                continue;
            }
            if (!line.startsWith(" ^") && !line.startsWith("  ^") && !line.startsWith("\t^")) {
                throw error(
                        "Missing white space or carat ('^') before rule: expected one or two blanks, or a tab", line);
            }
            rules.add(new FsmRuleReader(groups, next).read(line));
        }
    }

    private void checkStates() {
        if (!states.containsKey(FsmDefinition.START)) {
            throw new FsmSyntaxException("Missing state 'Start'", 0, 0, "");
        }
        for (String name : List.of(FsmDefinition.END, FsmDefinition.EOF)) {
            List<FsmRule> rules = states.getOrDefault(name, List.of());
            if (!rules.isEmpty()) {
                throw new FsmSyntaxException(
                        "Non-Empty '" + name + "' state", rules.get(0).line(), 1, name);
            }
        }
        states.remove(FsmDefinition.END);
        states.forEach((name, rules) -> rules.forEach(rule -> checkTarget(name, rule)));
    }

    private void checkTarget(String state, FsmRule rule) {
        String target = rule.target();
        boolean known = rule.lineOp() == FsmLineOp.ERROR
                || target.isEmpty()
                || target.equals(FsmDefinition.END)
                || target.equals(FsmDefinition.EOF)
                || states.containsKey(target);
        if (!known) {
            throw new FsmSyntaxException(
                    "State not found, referenced in state '" + state + "'", rule.line(), 1, target);
        }
    }

    private FsmSyntaxException error(String problem, String offending) {
        return new FsmSyntaxException(problem, next, 1, offending);
    }
}
