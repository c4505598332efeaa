package io.netstacks.core.internal.platform;

import io.netstacks.core.internal.platform.FactNode.FactList;
import io.netstacks.core.internal.platform.FactNode.FactText;
import io.netstacks.spi.platform.ContextRules;
import io.netstacks.spi.platform.ContextRules.Listing;
import io.netstacks.spi.platform.Platform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The section {@code contexts} of a platform file, with the samples that its patterns are held against. Immutable.
 *
 * @param samples texts that each pattern is for, by the pattern's key
 */
record ContextFacts(FactPlace place, ContextRules rules, Map<String, List<FactNode>> samples) {

    private static final String NAME = "(?<" + ContextRules.NAME_GROUP + ">";

    static ContextFacts of(FactSection facts) {
        Optional<Listing> listing = facts.section("listing", ContextFacts::listing);
        Pattern prompt = named(facts, "prompt").orElseGet(() -> {
            facts.problem("\"prompt\" is missing: how a prompt names the context");
            return Pattern.compile("(?!)" + NAME + ")");
        });
        Map<String, List<String>> own = facts.named("own", (name, node) -> Optional.of(texts(facts, node)));
        List<String> enter = facts.texts("enter");
        if (enter.stream().noneMatch(line -> line.contains("${context}"))) {
            facts.problem("\"enter\" is missing, or has no ${context} in it: what enters a context by name");
        }
        ContextRules rules = new ContextRules(
                facts.text("base"),
                enter,
                own,
                facts.texts("leave"),
                prompt,
                facts.text("level"),
                facts.pattern("outside"),
                named(facts, "block"),
                listing);
        return new ContextFacts(
                facts.place(),
                rules,
                facts.named(
                        "samples",
                        (key, node) -> Optional.of(node instanceof FactList list ? list.items() : List.of(node))));
    }

    private static Listing listing(FactSection facts) {
        return new Listing(
                facts.required("in"),
                facts.required("command"),
                named(facts, "name").orElseGet(() -> {
                    facts.problem("\"name\" is missing: what finds a context in the output");
                    return Pattern.compile("(?!)" + NAME + ")");
                }));
    }

    private static Optional<Pattern> named(FactSection facts, String key) {
        Optional<String> text = facts.text(key);
        if (text.isPresent() && !text.get().contains(NAME)) {
            facts.problem("\"" + key + "\" needs the group " + NAME + "...) around the name of the context");
            return Optional.empty();
        }
        return facts.pattern(key);
    }

    private static List<String> texts(FactSection facts, FactNode node) {
        List<FactNode> items = node instanceof FactList list ? list.items() : List.of(node);
        return items.stream().flatMap(item -> facts.asText(item).stream()).toList();
    }

    /** Every pattern needs a sample that it finds, and what is named has to be there. */
    void check(Platform platform, FactProblems problems) {
        rules.level()
                .filter(level -> platform.level(level).isEmpty())
                .ifPresent(level -> problems.add(place, "contexts: there is no level \"" + level + "\""));
        rules.listing()
                .map(Listing::in)
                .filter(in -> !rules.own().containsKey(in))
                .ifPresent(in -> problems.add(
                        place, "contexts: \"listing.in\" is \"" + in + "\", which \"own\" does not enter"));
        patterns().forEach((key, pattern) -> check(key, pattern, problems));
        samples.keySet().stream()
                .filter(key -> !patterns().containsKey(key))
                .forEach(key -> problems.add(place, "contexts: samples for \"" + key + "\", which is no pattern here"));
    }

    private void check(String key, Predicate<String> found, FactProblems problems) {
        List<FactNode> texts = samples.getOrDefault(key, List.of());
        if (texts.isEmpty()) {
            problems.add(place, "contexts: \"" + key + "\" has no \"samples\"");
        }
        for (FactNode node : texts) {
            if (!(node instanceof FactText sample) || !found.test(sample.text().stripTrailing())) {
                problems.add(node.place(), "contexts: sample of \"" + key + "\" is not found by its pattern");
            }
        }
    }

    private Map<String, Predicate<String>> patterns() {
        Map<String, Predicate<String>> patterns = new LinkedHashMap<>();
        patterns.put("prompt", rules.prompt().asMatchPredicate());
        rules.outside().ifPresent(pattern -> patterns.put("outside", pattern.asMatchPredicate()));
        rules.block().ifPresent(pattern -> patterns.put("block", pattern.asMatchPredicate()));
        rules.listing()
                .ifPresent(listing -> patterns.put("listing", listing.name().asPredicate()));
        return patterns;
    }
}
