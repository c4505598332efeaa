package io.netstacks.core.internal.ttp;

import io.netstacks.core.internal.pyregex.PyMatchException;
import io.netstacks.spi.Deadline;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One template with its inputs and results, as a run goes on. Confined: one thread at a time. */
public final class TtpRunner {

    private final TtpDefinition template;
    private final Map<String, TtpMacroCall> macros;
    private final Clock clock;
    private final Map<Object, @Nullable Object> variables;
    private final Map<Object, @Nullable Object> lookups;
    private final Map<String, Input> inputs = new LinkedHashMap<>();
    private @Nullable Object results = new ArrayList<>();

    /** Creates it with the inputs that the template brings. */
    public TtpRunner(TtpDefinition template, Map<String, TtpMacroCall> macros, Clock clock) {
        this.template = template;
        this.macros = macros;
        this.clock = clock;
        this.variables = new LinkedHashMap<>(template.variables());
        this.lookups = new LinkedHashMap<>(template.lookups());
        template.inputs().forEach(this::addInput);
    }

    /** An input with all that was added to it. */
    private static final class Input {
        private final List<TtpInput.Source> texts = new ArrayList<>();
        private final TreeSet<Integer> groups = new TreeSet<>();
        private final List<TtpCall> functions = new ArrayList<>();
    }

    /** Returns the template's name. */
    public String name() {
        return template.name();
    }

    /** Returns what was parsed so far: one result an input, or one for all. */
    public @Nullable Object results() {
        return results;
    }

    /** Returns the same as a tree for the outside. */
    public @Nullable Object plainResults() {
        return TtpValues.plain(results);
    }

    /** Returns the same without a copy, and forgets the results. */
    public @Nullable Object takeResults() {
        Object taken = TtpValues.settled(results);
        clearResults();
        return taken;
    }

    /** Forgets the results. */
    public void clearResults() {
        results = new ArrayList<>();
    }

    /** Adds texts to the input of that name. */
    public void addInput(TtpInput given) {
        Input input = inputs.computeIfAbsent(given.name(), name -> new Input());
        given.texts().stream().filter(text -> !input.texts.contains(text)).forEach(input.texts::add);
        input.functions.addAll(given.functions());
        input.groups.addAll(groupsFor(given));
    }

    private List<Integer> groupsFor(TtpInput input) {
        List<Integer> naming = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < template.groups().size(); i++) {
            TtpGroup group = template.groups().get(i);
            if (group.inputs().contains(input.name())) {
                naming.add(i);
            } else if (group.inputs().isEmpty()
                    && (input.groups().contains("all")
                            || input.groups().contains(group.id().name()))) {
                others.add(i);
            }
        }
        return naming.isEmpty() ? others : naming;
    }

    /** Forgets the texts of all inputs. */
    public void clearInputs() {
        inputs.values().forEach(input -> input.texts.clear());
    }

    /** Adds variables, over those of the same name. */
    public void addVariables(Map<String, ?> more) {
        more.forEach((name, value) -> variables.put(name, TtpValues.copy(value)));
    }

    /** Adds a lookup table. */
    public void addLookup(String name, Object table) {
        lookups.put(name, Optional.ofNullable(TtpValues.copy(table)).orElseThrow());
    }

    /**
     * Parses all inputs.
     *
     * @param globals what templates of a run record for each other
     * @param templateResults finds what another template gave
     * @throws TtpRunException if a function fails or time is up
     */
    public void parse(
            Map<Object, @Nullable Object> globals,
            Function<String, Optional<Object>> templateResults,
            Deadline deadline) {
        Object shared = new LinkedHashMap<>();
        for (Input input : inputs.values()) {
            for (TtpInput.Source source : input.texts) {
                Object from = template.perTemplate() ? shared : new LinkedHashMap<>();
                Object made = parse(input, source, from, globals, templateResults, deadline);
                if (template.perTemplate()) {
                    shared = made;
                } else {
                    add(unwrapped(made));
                }
            }
        }
        if (template.perTemplate()) {
            results = unwrapped(shared);
        }
        runOutputs();
    }

    private void add(@Nullable Object result) {
        List<@Nullable Object> all = TtpValues.list(results);
        List<@Nullable Object> more = all == null ? new ArrayList<>() : all;
        more.add(result);
        results = more;
    }

    /** What is in no named group stands for itself. */
    private static @Nullable Object unwrapped(@Nullable Object result) {
        Map<Object, @Nullable Object> map = TtpValues.map(result);
        if (map == null || !map.containsKey("_anonymous_")) {
            return result;
        }
        Object anonymous = map.remove("_anonymous_");
        if (map.isEmpty()) {
            return anonymous;
        }
        List<@Nullable Object> list = TtpValues.list(anonymous);
        List<@Nullable Object> all = new ArrayList<>();
        if (list == null) {
            all.add(anonymous);
        } else {
            all.addAll(list);
        }
        all.add(map);
        return all;
    }

    private Object parse(
            Input input,
            TtpInput.Source source,
            Object into,
            Map<Object, @Nullable Object> globals,
            Function<String, Optional<Object>> templateResults,
            Deadline deadline) {
        List<Object> parts = new ArrayList<>();
        Map<Object, @Nullable Object> root = TtpValues.map(into);
        List<@Nullable Object> before = TtpValues.list(into);
        if (before != null) {
            before.stream().map(part -> part == null ? "" : part).forEach(parts::add);
        }
        TtpTree tree = new TtpTree(root == null ? new LinkedHashMap<>() : root);
        TtpState state = new TtpState(
                variables, globals, lookups, templateResults, name -> groupResults(name, tree), macros, deadline);
        TtpText named = TtpText.of(source.name(), source.text());
        TtpText text = prepared(input, named, state);
        scan(input.groups, text, state, tree, parts);
        if (parts.isEmpty()) {
            return tree.root();
        }
        return parts;
    }

    private TtpText prepared(Input input, TtpText named, TtpState state) {
        try {
            template.getters()
                    .forEach((name, getter) -> getter.get(named, clock, state.deadline())
                            .ifPresent(value -> state.variables().put(name, value)));
            return InputFunctions.apply(input.functions, named, state);
        } catch (PyMatchException e) {
            throw new TtpRunException(e.code(), e.reason(), 0, e);
        }
    }

    private void scan(Collection<Integer> groups, TtpText text, TtpState state, TtpTree tree, List<Object> parts) {
        TtpScanner scanner = new TtpScanner(text, state);
        List<List<TtpHit>> common = new ArrayList<>();
        Map<TtpGroup, List<TtpHit>> apart = new LinkedHashMap<>();
        for (int index : groups) {
            TtpGroup group = template.groups().get(index);
            List<TtpHit> hits = scanner.scan(group);
            if (hits.isEmpty()) {
                continue;
            }
            if (outputs(group).isEmpty()) {
                common.add(hits);
            } else {
                apart.put(group, hits);
            }
        }
        TtpRecorder recorder = new TtpRecorder(state, tree);
        if (!common.isEmpty()) {
            recorder.saveVariables(template.savedVariables());
        }
        common.forEach(recorder::take);
        recorder.finish();
        apart.forEach((group, hits) -> {
            TtpTree own = new TtpTree(new LinkedHashMap<>());
            TtpRecorder ofGroup = new TtpRecorder(state, own);
            ofGroup.saveVariables(template.savedVariables());
            ofGroup.take(hits);
            ofGroup.finish();
            Object made = own.root();
            for (TtpOutput output : outputs(group)) {
                made = new TtpOutputs(output, state.variables(), macros).run(made);
            }
            if (parts.isEmpty() && !tree.root().isEmpty()) {
                parts.add(tree.root());
            }
            parts.add(Optional.ofNullable(made).orElse(""));
        });
    }

    private List<TtpOutput> outputs(TtpGroup group) {
        return group.outputs().stream()
                .flatMap(name -> template.outputs().stream()
                        .filter(output -> output.name().equals(name))
                        .limit(1))
                .toList();
    }

    private Optional<Object> groupResults(String name, TtpTree tree) {
        Object here = tree.root().get(name);
        if (here != null) {
            return Optional.of(here);
        }
        for (Object result : results instanceof List<?> list ? list : List.of()) {
            Object found = result instanceof Map<?, ?> map ? map.get(name) : null;
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private void runOutputs() {
        Map<String, Boolean> ofGroups = new HashMap<>();
        template.groups().forEach(group -> group.outputs().forEach(name -> ofGroups.put(name, true)));
        for (TtpOutput output : template.outputs()) {
            if (output.name().isEmpty() || !ofGroups.containsKey(output.name())) {
                results = new TtpOutputs(output, variables, macros).run(results);
            }
        }
    }
}
