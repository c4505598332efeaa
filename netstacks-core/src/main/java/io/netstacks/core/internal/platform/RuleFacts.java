package io.netstacks.core.internal.platform;

import io.netstacks.core.internal.platform.FactNode.FactMap;
import io.netstacks.core.internal.platform.FactNode.FactText;
import io.netstacks.spi.platform.CommitModel;
import io.netstacks.spi.platform.CommitRules;
import io.netstacks.spi.platform.ConfigModeRules;
import io.netstacks.spi.platform.ConfigRules;
import io.netstacks.spi.platform.DetectRules;
import io.netstacks.spi.platform.EchoStyle;
import io.netstacks.spi.platform.EnableRules;
import io.netstacks.spi.platform.Expectation;
import io.netstacks.spi.platform.LineEditing;
import io.netstacks.spi.platform.PagingRules;
import io.netstacks.spi.platform.SaveRules;
import io.netstacks.spi.platform.SessionRules;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns the sections of a platform file into rules, one method a section. Confined: one thread at a time. */
final class RuleFacts {

    private static final Pattern PASSWORD_QUESTION = Pattern.compile("(?i)password:\\s*$");
    private static final String SECRET_GROUP = "(?<s>";

    private final PlatformShared shared;
    private final FactProblems problems;

    RuleFacts(PlatformShared shared, FactProblems problems) {
        this.shared = shared;
        this.problems = problems;
    }

    SessionRules session(FactSection facts, Map<String, Integer> truncate) {
        Optional<LogoutFacts> logout = facts.section("logout", LogoutFacts::of);
        return new SessionRules(
                facts.text("enter").orElse("\n"),
                facts.text("telnet_enter").orElse("\r\n"),
                facts.constant("echo", EchoStyle.class, EchoStyle.NORMAL),
                facts.flag("ansi"),
                charset(facts),
                Duration.ofMillis(facts.number("settle_ms", 30, 0, 10_000)),
                facts.text("username_suffix").orElse(""),
                expectations(facts, "login"),
                expectations(facts, "authentication"),
                facts.texts("init"),
                facts.named("init_ok", (name, node) -> facts.asPattern(node, 0)),
                facts.text("width"),
                facts.texts("restore"),
                logout.map(LogoutFacts::command),
                logout.map(LogoutFacts::dialogue).orElse(List.of()),
                truncate,
                facts.pattern("join_lines"),
                new LineEditing(
                        facts.constant("help_key", LineEditing.Help.class, LineEditing.Help.ANYWHERE),
                        facts.text("literal_key")));
    }

    PagingRules paging(FactSection facts) {
        List<Expectation> pager = new ArrayList<>(expectations(facts, "pager"));
        pager.addAll(shared.universalPager());
        return new PagingRules(
                facts.texts("disable"),
                facts.flag("persistent"),
                facts.texts("restore"),
                facts.text("per_command"),
                facts.text("environment"),
                pager);
    }

    EnableRules enable(FactSection facts) {
        return new EnableRules(
                facts.required("command"),
                facts.text("from"),
                facts.text("then"),
                facts.pattern("password_prompt").orElse(PASSWORD_QUESTION),
                facts.pattern("username_prompt"),
                facts.pattern("none_set"),
                facts.section("retry", RuleFacts::expectation),
                facts.pattern("success"),
                facts.text("exit"));
    }

    ConfigModeRules configMode(FactSection facts) {
        List<String> exit = facts.texts("exit");
        if (exit.isEmpty()) {
            problems.add(facts.place(), "\"exit\" is missing: what leaves configuration mode");
        }
        return new ConfigModeRules(
                facts.required("enter"),
                facts.text("exclusive"),
                facts.text("private"),
                String.join("\n", exit),
                facts.number("exit_repeat", 1, 1, 50),
                facts.text("abort"),
                expectations(facts, "exit_dialogue"));
    }

    SaveRules save(FactSection facts) {
        return new SaveRules(
                facts.required("command"),
                facts.text("alternative"),
                expectations(facts, "dialogue"),
                facts.pattern("success"),
                facts.flag("in_config_mode"));
    }

    CommitRules commit(FactSection facts) {
        return new CommitRules(
                facts.constant("model", CommitModel.class, CommitModel.IMMEDIATE),
                facts.text("start"),
                facts.text("commit"),
                facts.flag("in_exec_mode"),
                facts.text("validate"),
                facts.text("diff"),
                facts.text("discard"),
                expectations(facts, "dialogue"),
                facts.pattern("success"),
                facts.pattern("failed"),
                facts.textMap("guide"));
    }

    ConfigRules config(FactSection facts) {
        CompleteFacts complete = facts.sectionOrEmpty("complete", CompleteFacts::of);
        return new ConfigRules(
                facts.textMap("show"),
                facts.flag("exec_channel"),
                facts.patterns("volatile_lines", 0),
                facts.patterns("volatile_blocks", 0),
                secrets(facts, "secrets", shared.secretSets(), problems),
                complete.lastLine(),
                complete.minimumLines());
    }

    DetectRules detect(FactSection facts) {
        return new DetectRules(
                facts.text("command"),
                facts.patterns("match", 0),
                facts.number("priority", 50, 0, 99),
                facts.patterns("identification", Pattern.MULTILINE));
    }

    /** Reads a list of {@code {match, send}} and {@code {match, fail}}. */
    static List<Expectation> expectations(FactSection facts, String key) {
        return facts.sections(key, RuleFacts::expectation);
    }

    /** Reads patterns with the group {@code s}, and sets of them. */
    static List<Pattern> secrets(
            FactSection facts, String key, Map<String, List<Pattern>> sets, FactProblems problems) {
        return facts.items(key).stream()
                .flatMap(item -> item instanceof FactMap
                        ? facts.asSection(item, use -> used(use, sets, problems)).stream()
                                .flatMap(List::stream)
                        : secret(facts, item, problems))
                .toList();
    }

    private static List<Pattern> used(FactSection use, Map<String, List<Pattern>> sets, FactProblems problems) {
        String name = use.required("use");
        List<Pattern> set = sets.get(name);
        if (set == null) {
            problems.add(
                    use.place("use"), "no secret set \"" + name + "\"; there are " + String.join(", ", sets.keySet()));
            return List.of();
        }
        return set;
    }

    private static Stream<Pattern> secret(FactSection facts, FactNode item, FactProblems problems) {
        if (item instanceof FactText text && !text.text().contains(SECRET_GROUP)) {
            problems.add(item.place(), "a secret pattern needs the group (?<s>...) around what is to be masked");
            return Stream.empty();
        }
        return facts.asPattern(item, 0).stream();
    }

    private static Expectation expectation(FactSection facts) {
        Pattern match = facts.pattern("match").orElse(PASSWORD_QUESTION);
        Optional<String> failure = facts.text("fail");
        Optional<String> send = facts.text("send");
        if (!facts.has("match") || send.isPresent() == failure.isPresent()) {
            facts.problem("expected \"match\" and either \"send\" or \"fail\"");
        }
        return failure.map(why -> Expectation.fail(match, why))
                .orElseGet(() -> Expectation.answer(match, send.orElse("")));
    }

    private Charset charset(FactSection facts) {
        String name = facts.text("charset").orElse("UTF-8");
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            problems.add(facts.place("charset"), "this Java has no charset \"" + name + "\"");
            return StandardCharsets.UTF_8;
        }
    }

    private record LogoutFacts(String command, List<Expectation> dialogue) {
        static LogoutFacts of(FactSection facts) {
            return new LogoutFacts(facts.required("command"), expectations(facts, "dialogue"));
        }
    }

    private record CompleteFacts(Optional<Pattern> lastLine, int minimumLines) {
        static CompleteFacts of(FactSection facts) {
            return new CompleteFacts(facts.pattern("last_line"), facts.number("minimum_lines", 2, 1, 100_000));
        }
    }
}
