package io.netstacks.testkit.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The commands that IOS and its copies share: enable, configure, show running-config, save, reload, logout. */
final class IosDialect {

    static final String EXEC = "exec";
    static final String PRIVILEGED = "privileged";
    static final String CONFIG = "config";

    private static final String SECTION = "section";
    private static final String CONTEXT = "context";

    private IosDialect() {}

    /** Adds exec, privileged and configuration mode. */
    static DeviceScript.Builder modes(DeviceScript.Builder script, int promptLength) {
        String host = "${hostname:" + promptLength + "}";
        return script.mode(EXEC, "${hostname}>", IosDialect::unknown)
                .mode(PRIVILEGED, "${hostname}#", IosDialect::unknown)
                .mode(CONFIG, host + "(config${context})#", call -> configLine(call, ""))
                .abbreviations(true)
                .pipes(true)
                .helpKey(true)
                .key('\u001a', "end");
    }

    /** Adds the way from exec to privileged mode and back. */
    static DeviceScript.Builder enable(DeviceScript.Builder script) {
        return script.command(
                        Set.of(EXEC),
                        "enable",
                        call -> call.enableSecret()
                                .map(right -> askSecret(right, 1))
                                .orElse(FakeReply.enter(PRIVILEGED)))
                .command(Set.of(PRIVILEGED), "enable", call -> FakeReply.none())
                .transition("disable", PRIVILEGED, EXEC);
    }

    private static FakeReply askSecret(String right, int attempt) {
        return FakeReply.askHidden("Password: ", typed -> {
            if (typed.equals(right)) {
                return FakeReply.enter(PRIVILEGED);
            }
            return attempt < 3 ? askSecret(right, attempt + 1) : FakeReply.refused("% Bad secrets\n\n");
        });
    }

    /** Adds the way into configuration mode, out of it, and up from a section. */
    static DeviceScript.Builder configMode(DeviceScript.Builder script, String greeting) {
        Set<String> config = Set.of(CONFIG);
        return script.command(
                        Set.of(PRIVILEGED),
                        "configure terminal",
                        call -> FakeReply.text(greeting)
                                .then(inSection(List.of(), ""))
                                .then(FakeReply.enter(CONFIG)))
                .command(config, "end", call -> FakeReply.enter(PRIVILEGED))
                .command(config, "exit", IosDialect::up)
                .pattern(config, "do (.+)", IosDialect::inPrivileged)
                .pattern(config, "banner (\\S+) (\\S)(.*)", IosDialect::banner);
    }

    /** Enters a line of configuration. */
    static FakeReply configLine(FakeCall call, String copy) {
        if (call.line().startsWith("!")) {
            return FakeReply.none();
        }
        LineConfig config = (LineConfig) call.config();
        LineConfig.Entered entered = config.enter(copy, section(call), call.line());
        return entered.accepted() ? inSection(entered.section(), config.shown(entered.section())) : unknown(call);
    }

    static List<String> section(FakeCall call) {
        return call.variable(SECTION)
                .filter(text -> !text.isEmpty())
                .map(text -> List.of(text.split("\n")))
                .orElse(List.of());
    }

    static FakeReply inSection(List<String> section, String shown) {
        return FakeReply.assign(SECTION, String.join("\n", section)).then(FakeReply.assign(CONTEXT, shown));
    }

    /** Returns what an unknown line gets: a marker below it, and the sentence. */
    static FakeReply unknown(FakeCall call) {
        int column = call.hostname().length() + 1 + (call.mode().startsWith(CONFIG) ? "(config)".length() : 0);
        return FakeReply.refused(" ".repeat(column) + "^\n% Invalid input detected at '^' marker.\n\n");
    }

    private static FakeReply up(FakeCall call) {
        List<String> section = new ArrayList<>(section(call));
        if (section.isEmpty()) {
            return FakeReply.enter(PRIVILEGED);
        }
        section.remove(section.size() - 1);
        return inSection(section, ((LineConfig) call.config()).shown(section));
    }

    private static FakeReply inPrivileged(FakeCall call) {
        return call.answerOf(PRIVILEGED, call.group(1));
    }

    /** A banner: its text ends where the delimiter comes again, perhaps lines later. */
    private static FakeReply banner(FakeCall call) {
        String delimiter = call.group(2);
        String first = call.group(3);
        LineConfig config = (LineConfig) call.config();
        if (first.endsWith(delimiter)) {
            return setBanner(config, call.group(1), List.of(first), delimiter);
        }
        return FakeReply.text("Enter TEXT message.  End with the character '" + delimiter + "'.")
                .then(FakeReply.body(
                        line -> line.contains(delimiter),
                        lines -> setBanner(config, call.group(1), withFirst(first, lines), delimiter)));
    }

    private static List<String> withFirst(String first, List<String> lines) {
        List<String> all = new ArrayList<>(lines);
        if (!first.isEmpty()) {
            all.add(0, first);
        }
        return all;
    }

    private static FakeReply setBanner(LineConfig config, String kind, List<String> lines, String delimiter) {
        String text = String.join("\n", lines);
        int end = text.indexOf(delimiter);
        config.enterBlock(
                "banner " + kind, "banner " + kind + " ^C\n" + (end < 0 ? text : text.substring(0, end)) + "^C");
        return FakeReply.none();
    }
}
