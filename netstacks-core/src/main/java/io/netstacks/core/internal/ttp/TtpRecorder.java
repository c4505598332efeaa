package io.netstacks.core.internal.ttp;

import io.netstacks.core.internal.ttp.TtpGroup.GroupStep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts what was found together to records, and the records into the tree of results. Confined: one thread at a time. */
final class TtpRecorder {

    private static final Pattern DYNAMIC = Pattern.compile("\\{\\{\\s*(\\S+?)\\s*\\}\\}");

    private final TtpState state;
    private final TtpTree tree;
    private final Map<TtpGroup, Map<Object, @Nullable Object>> defaults = new HashMap<>();
    private final Map<Object, @Nullable Object> lastPathValues = new HashMap<>();
    private final Set<TtpGroup.Id> started = new HashSet<>();
    private final Deque<TtpGroup.Id> around = new ArrayDeque<>();
    private final Set<TtpGroup.Id> ended = new HashSet<>();
    private TtpRecord current;

    TtpRecorder(TtpState state, TtpTree tree) {
        this.state = state;
        this.tree = tree;
        this.current = TtpRecord.none(this);
    }

    /** Saves variables that a template wants in its results. */
    void saveVariables(Map<String, List<String>> pathsToNames) {
        pathsToNames.keySet().stream().sorted().filter(path -> !path.isEmpty()).forEach(path -> {
            Map<Object, @Nullable Object> values = new LinkedHashMap<>();
            for (String name : pathsToNames.getOrDefault(path, List.of())) {
                if (state.variables().containsKey(name)) {
                    values.put(name, state.variables().get(name));
                }
            }
            current = new TtpRecord(null, List.of(path.split("\\s*\\.\\s*", -1)), Map.of(), this, false, values);
            resolve(current.path).ifPresent(resolved -> tree.save(values, resolved, false));
        });
        current = TtpRecord.none(this);
    }

    /** Takes what was found of one top group, in the order of the text. */
    void take(List<TtpHit> hits) {
        started.clear();
        around.clear();
        ended.clear();
        for (int i = 0; i < hits.size(); ) {
            int end = i + 1;
            while (end < hits.size()
                    && hits.get(end).offset() == hits.get(i).offset()
                    && hits.get(i).line() != null) {
                end++;
            }
            take(end == i + 1 ? hits.get(i) : HitChoice.of(hits.subList(i, end), current, around));
            i = end;
        }
    }

    /** Saves the last record. */
    void finish() {
        complete();
        current = TtpRecord.none(this);
    }

    private void take(TtpHit hit) {
        TtpGroup group = hit.group();
        Map<Object, @Nullable Object> values = hit.values();
        if (values == null) {
            ended.add(group.id());
            return;
        }
        if (ended.contains(group.id())) {
            if (!hit.action().starts()) {
                return;
            }
            ended.remove(group.id());
        }
        if (group.parent() != null && ended.contains(group.parent())) {
            ended.add(group.id());
            return;
        }
        switch (hit.action()) {
            case START -> start(group, values);
            case START_EMPTY -> start(group, new LinkedHashMap<>());
            case ADD -> add(group, values);
            case JOIN -> join(group, hit.line(), values);
            case END -> end(group);
        }
    }

    private void start(TtpGroup group, Map<Object, @Nullable Object> values) {
        // Groups within it belong to its record before; those beside it go on
        forget(group);
        started.add(group.id());
        while (!around.isEmpty() && !around.peek().equals(group.parent())) {
            around.pop();
        }
        around.push(group.id());
        complete();
        current = record(group, values, false);
    }

    private void forget(TtpGroup group) {
        for (TtpGroup child : group.children()) {
            started.remove(child.id());
            forget(child);
        }
    }

    private TtpRecord record(TtpGroup group, Map<Object, @Nullable Object> values, boolean continues) {
        Map<Object, @Nullable Object> own = defaults.computeIfAbsent(group, g -> state.resolved(g.defaults()));
        return new TtpRecord(group, group.path(), own, this, continues, values);
    }

    private void add(TtpGroup group, Map<Object, @Nullable Object> values) {
        if (!belongs(group)) {
            if (!started.contains(group.id())) {
                return;
            }
            complete();
            current = record(group, new LinkedHashMap<>(), true);
        }
        current.add(values);
    }

    private boolean belongs(TtpGroup group) {
        return current.group != null && current.group.path().equals(group.path());
    }

    private void join(TtpGroup group, @Nullable TtpLine line, Map<Object, @Nullable Object> values) {
        if (!belongs(group) || line == null) {
            return;
        }
        Map<Object, @Nullable Object> record = current.values();
        values.forEach((name, value) -> {
            if (record.containsKey(name)) {
                record.put(
                        name, joined(record.get(name), value, line.joins().getOrDefault(String.valueOf(name), "\n")));
            } else {
                record.put(name, value);
            }
        });
    }

    private static Object joined(@Nullable Object before, @Nullable Object more, String between) {
        if (before instanceof String text) {
            return text + between + TtpValues.text(more);
        }
        List<@Nullable Object> list = TtpValues.list(before);
        List<@Nullable Object> all = new ArrayList<>();
        if (list == null) {
            all.add(before);
            all.add(more);
            return all;
        }
        all.addAll(list);
        List<@Nullable Object> others = TtpValues.list(more);
        if (others == null) {
            all.add(more);
        } else {
            all.addAll(others);
        }
        return all;
    }

    private void end(TtpGroup group) {
        if (belongs(group) || !group.id().equals(around.peek())) {
            ended.add(group.id());
        }
    }

    /** Gives the record its defaults, runs its group's functions and saves it, unless one of them drops it. */
    private void complete() {
        TtpGroup group = current.group;
        if (group == null) {
            return;
        }
        Map<Object, @Nullable Object> values = current.values();
        if (current.continues) {
            reopen();
        } else {
            current.defaults.forEach((name, value) -> {
                if (!values.containsKey(name)) {
                    values.put(name, TtpValues.copy(value));
                }
            });
        }
        for (GroupStep step : group.functions()) {
            if (!run(step)) {
                return;
            }
        }
        resolve(current.path).ifPresent(path -> tree.save(current.value(), path, current.continues));
    }

    private boolean run(GroupStep step) {
        try {
            return step.function().apply(current, step.call(), state);
        } catch (TtpRunException e) {
            throw e.at(step.line());
        }
    }

    /** Lets a record that goes on see what it had, so that functions judge it as a whole. */
    private void reopen() {
        resolve(current.path).ifPresent(path -> current.value(tree.lastWith(path, current.values())));
    }

    /** Puts a value that a function split off at a path of its own. */
    void saveApart(@Nullable Object value, List<String> path) {
        resolve(path).ifPresent(resolved -> tree.save(value, resolved, false));
    }

    /** Notes values that paths may name. */
    void notePathValues(Map<Object, @Nullable Object> values) {
        lastPathValues.putAll(values);
    }

    /** Returns the path with variables put in, which are taken out of the record; empty if one is not known. */
    private Optional<List<TtpPathItem>> resolve(List<String> path) {
        List<TtpPathItem> resolved = new ArrayList<>();
        for (String item : path) {
            int end = item.length();
            while (end > 0 && item.charAt(end - 1) == '*') {
                end--;
            }
            StringBuilder name = new StringBuilder();
            Matcher dynamic = DYNAMIC.matcher(item.substring(0, end));
            while (dynamic.find()) {
                String variable = dynamic.group(1);
                if (!known(variable)) {
                    return Optional.empty();
                }
                dynamic.appendReplacement(name, Matcher.quoteReplacement(TtpValues.text(taken(variable))));
            }
            dynamic.appendTail(name);
            resolved.add(new TtpPathItem(name.toString(), item.length() - end));
        }
        return resolved.isEmpty() ? Optional.empty() : Optional.of(resolved);
    }

    private boolean known(String variable) {
        return current.values().containsKey(variable)
                || lastPathValues.containsKey(variable)
                || state.variables().containsKey(variable);
    }

    private @Nullable Object taken(String variable) {
        Map<Object, @Nullable Object> values = current.values();
        if (values.containsKey(variable)) {
            Object value = values.remove(variable);
            lastPathValues.put(variable, value);
            return value;
        }
        return lastPathValues.containsKey(variable)
                ? lastPathValues.get(variable)
                : state.variables().get(variable);
    }
}
