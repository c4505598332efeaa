package io.netstacks.testkit.fake;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A command as a script has it, read and checked once and answered often. Immutable. */
final class ScriptCommand implements FakeAnswer {

    private static final Set<String> KEYS = Set.of(
            "run",
            "match",
            "in",
            "answer",
            "refused",
            "pause_ms",
            "page_length",
            "enter",
            "flood_bytes",
            "logout",
            "drop",
            "silence",
            "ask",
            "hidden",
            "key",
            "accept",
            "refuse");

    private final boolean literal;
    private final String line;
    private final Set<String> in = new LinkedHashSet<>();
    private final String answer;
    private final Optional<String> refused;
    private final FakeReply after;
    private final Optional<String> question;
    private final boolean key;
    private final boolean hidden;
    private final Optional<String> accept;
    private final String refuse;

    /**
     * Reads one.
     *
     * @param modes the names of the modes that there are
     */
    ScriptCommand(ScriptNode written, String source, Set<String> modes) {
        literal = written.has("run");
        line = written.at(literal ? "run" : "match").text("");
        ScriptNode node = written.called(source + ": command " + line).mapping(KEYS);
        if (!literal && !node.has("match")) {
            throw node.wrong("a command needs run or match");
        }
        node.at("in").items().forEach(mode -> in.add(known(mode.text(""), modes, node)));
        int groups = literal ? 0 : groupsOf(node);
        answer = filled(node, "answer", groups).orElse("");
        refused = filled(node, "refused", groups);
        after = after(node, modes);
        question = optional(node, "ask");
        key = node.at("key").flag();
        hidden = node.at("hidden").flag();
        accept = optional(node, "accept");
        refuse = optional(node, "refuse").orElse("% Refused");
    }

    void addTo(DeviceScript.Builder script) {
        if (literal) {
            script.command(in, line, this);
        } else {
            script.pattern(in, line, this);
        }
    }

    @Override
    public FakeReply answer(FakeCall call) {
        FakeReply text = FakeReply.text(groups(answer, call));
        FakeReply effect = refused.map(words -> text.then(FakeReply.refused(groups(words, call))))
                .orElse(text)
                .then(after);
        if (question.isEmpty()) {
            return effect;
        }
        Function<String, FakeReply> onAnswer =
                typed -> accept.isPresent() && !accept.get().equals(typed) ? FakeReply.refused(refuse) : effect;
        if (key) {
            return FakeReply.confirm(question.get(), onAnswer);
        }
        return hidden ? FakeReply.askHidden(question.get(), onAnswer) : FakeReply.ask(question.get(), onAnswer);
    }

    /** What happens behind the texts, in the order that the keys promise. */
    private static FakeReply after(ScriptNode node, Set<String> modes) {
        FakeReply reply = FakeReply.none();
        if (node.has("pause_ms")) {
            reply = reply.then(
                    FakeReply.pause(Duration.ofMillis(node.at("pause_ms").whole(0))));
        }
        if (node.has("page_length")) {
            reply = reply.then(FakeReply.pageLength((int) node.at("page_length").whole(0)));
        }
        if (node.has("enter")) {
            reply = reply.then(FakeReply.enter(known(node.at("enter").text(""), modes, node)));
        }
        if (node.has("flood_bytes")) {
            reply = reply.then(FakeReply.flood(node.at("flood_bytes").whole(0)));
        }
        if (node.at("logout").flag()) {
            reply = reply.then(FakeReply.logout());
        }
        if (node.at("drop").flag()) {
            reply = reply.then(FakeReply.drop());
        }
        return node.at("silence").flag() ? reply.then(FakeReply.silence()) : reply;
    }

    private static String known(String mode, Set<String> modes, ScriptNode node) {
        if (!modes.contains(mode)) {
            throw node.wrong("no mode named \"" + mode + "\"; there are " + modes);
        }
        return mode;
    }

    private int groupsOf(ScriptNode node) {
        try {
            return Pattern.compile(line).matcher("").groupCount();
        } catch (PatternSyntaxException e) {
            throw node.wrong("no regular expression: " + e.getDescription());
        }
    }

    private static Optional<String> optional(ScriptNode node, String key) {
        return node.has(key) ? Optional.of(node.at(key).text("")) : Optional.empty();
    }

    private static Optional<String> filled(ScriptNode node, String key, int groups) {
        Optional<String> text = optional(node, key);
        text.ifPresent(words -> withGroups(words, number -> {
            if (number.length() > 2 || Integer.parseInt(number) > groups) {
                throw node.wrong("there is no group " + number);
            }
            return "";
        }));
        return text;
    }

    /** Fills in what the groups of the command's pattern matched. */
    private static String groups(String text, FakeCall call) {
        return withGroups(text, number -> call.group(Integer.parseInt(number)));
    }

    private static String withGroups(String text, UnaryOperator<String> groups) {
        return PromptText.fill(text, name -> name.matches("\\d+") ? groups.apply(name) : "${" + name + "}");
    }
}
