package io.netstacks.core.internal.platform;

import io.netstacks.core.internal.platform.FactNode.FactList;
import io.netstacks.core.internal.platform.FactNode.FactMap;
import io.netstacks.core.internal.platform.FactNode.FactText;
import io.netstacks.spi.platform.CommitRules;
import io.netstacks.spi.platform.ConfigRules;
import io.netstacks.spi.platform.DetectRules;
import io.netstacks.spi.platform.PagingRules;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.platform.PrivilegeLevel;
import io.netstacks.spi.platform.SessionRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns one merged platform file into a {@link Platform}, checked against its samples. Confined: one thread at a time. */
final class PlatformFacts {

    private final String id;
    private final FactProblems problems;
    private final RuleFacts rules;

    PlatformFacts(String id, PlatformShared shared, FactProblems problems) {
        this.id = id;
        this.problems = problems;
        this.rules = new RuleFacts(shared, problems);
    }

    /** Reads the platform; where there are problems, what comes back is good for finding more of them only. */
    Platform read(FactMap file) {
        FactSection facts = new FactSection(file, problems);
        facts.text("extends");
        Map<String, LevelFacts> levels =
                facts.named("levels", (name, node) -> facts.asSection(node, section -> LevelFacts.of(name, section)));
        if (levels.isEmpty()) {
            problems.add(facts.place("levels"), "\"levels\" is missing: a platform has at least one prompt");
        }
        Platform.Builder builder = builder(facts, levels)
                .vendor(facts.text("vendor").orElse(""))
                .names(names(facts))
                .contextLines(facts.patterns("context_lines", 0))
                .unverified(facts.texts("unverified"))
                .notes(facts.text("notes").orElse(""));
        facts.section("enable", rules::enable).ifPresent(builder::enable);
        facts.section("config_mode", rules::configMode).ifPresent(builder::configMode);
        Optional<ContextFacts> contexts = facts.section("contexts", ContextFacts::of);
        contexts.map(ContextFacts::rules).ifPresent(builder::contexts);
        facts.section("save", rules::save).ifPresent(builder::save);
        ErrorFacts errors = facts.sectionOrEmpty("errors", ErrorFacts::of);
        Map<String, List<String>> samples = new LinkedHashMap<>();
        levels.forEach((name, level) -> samples.put(name, level.sampleTexts()));
        Platform platform = builder.errors(errors.patterns()).samples(samples).build();
        facts.done();
        PlatformCheck check = new PlatformCheck(platform, problems);
        levels.values()
                .forEach(level -> check.level(level.place(), level.level().name(), level.samples()));
        check.errors(facts.place("errors"), errors.samples());
        contexts.ifPresent(read -> read.check(platform, problems));
        detectSample(file).ifPresentOrElse(check::detection, () -> check.noDetection(facts.place("detect")));
        return platform;
    }

    private Platform.Builder builder(FactSection facts, Map<String, LevelFacts> levels) {
        Map<String, Integer> truncate = new LinkedHashMap<>();
        List<PrivilegeLevel> prompts = new ArrayList<>();
        levels.forEach((name, level) -> {
            prompts.add(level.level());
            level.truncate().ifPresent(length -> truncate.put(name, length));
        });
        SessionRules session = facts.sectionOrEmpty("session", section -> rules.session(section, truncate));
        PagingRules paging = facts.sectionOrEmpty("paging", rules::paging);
        CommitRules commit = facts.sectionOrEmpty("commit", rules::commit);
        ConfigRules config = facts.sectionOrEmpty("config", rules::config);
        DetectRules detect = facts.sectionOrEmpty("detect", section -> {
            section.text("sample");
            return rules.detect(section);
        });
        return Platform.named(id, prompts, session, paging, commit, config, detect);
    }

    /** Returns the sample of what the detect command answers. */
    static Optional<FactText> detectSample(FactMap file) {
        return file.entries().get("detect") instanceof FactMap detect
                        && detect.entries().get("sample") instanceof FactText sample
                ? Optional.of(sample)
                : Optional.empty();
    }

    private static Map<String, List<String>> names(FactSection facts) {
        return facts.named("names", (tool, node) -> {
            List<FactNode> items = node instanceof FactList list ? list.items() : List.of(node);
            return Optional.of(
                    items.stream().flatMap(item -> facts.asText(item).stream()).toList());
        });
    }

    private record LevelFacts(
            FactPlace place, PrivilegeLevel level, Optional<Integer> truncate, List<FactNode> samples) {

        static LevelFacts of(String name, FactSection facts) {
            if (!facts.has("prompt")) {
                facts.problem("level " + name + " has no \"prompt\"");
            }
            Pattern prompt = facts.pattern("prompt").orElse(Pattern.compile(""));
            int truncate = facts.number("truncate", 0, 1, 255);
            return new LevelFacts(
                    facts.place(),
                    new PrivilegeLevel(name, prompt, facts.pattern("context")),
                    truncate == 0 ? Optional.empty() : Optional.of(truncate),
                    facts.items("samples"));
        }

        List<String> sampleTexts() {
            return samples.stream()
                    .filter(FactText.class::isInstance)
                    .map(node -> ((FactText) node).text())
                    .toList();
        }
    }

    private record ErrorFacts(List<Pattern> patterns, List<FactNode> samples) {
        static ErrorFacts of(FactSection facts) {
            return new ErrorFacts(facts.patterns("patterns", Pattern.MULTILINE), facts.items("samples"));
        }
    }
}
