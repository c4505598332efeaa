package io.netstacks.testkit.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A Juniper Junos router: candidate, commit, commit confirmed, rollback. */
final class JuniperJunos {

    private static final String EXEC = "exec";
    private static final String CONFIG = "config";
    private static final String PATH = "path";
    private static final String CONFIRM = "commit confirmed";
    private static final Set<String> TOP = Set.of(
            "system",
            "interfaces",
            "protocols",
            "routing-options",
            "policy-options",
            "snmp",
            "firewall",
            "vlans",
            "chassis",
            "security",
            "routing-instances",
            "groups",
            "apply-groups",
            "class-of-service");

    private static final String INITIAL = """
            set system host-name %s
            set system services ssh
            set system login user kim class super-user
            set interfaces ge-0/0/0 description "uplink"
            set interfaces ge-0/0/0 unit 0 family inet address 192.0.2.31/24
            set interfaces ge-0/0/1 disable
            set routing-options autonomous-system 65031
            set protocols bgp group core neighbor 192.0.2.1 peer-as 65001
            """;

    private static final String VERSION = """
            Hostname: ${hostname}
            Model: vmx
            Junos: 22.4R1.10
            JUNOS OS Kernel 64-bit  [20221216.aa7da25_builder_stable_12_224]
            JUNOS Base OS Software Suite [22.4R1.10]
            """;

    private JuniperJunos() {}

    static DeviceScript script(String hostname) {
        DeviceScript.Builder script = DeviceScript.named(hostname)
                .platform("juniper_junos")
                .identification("OpenSSH_8.0")
                .config(() -> new SetStyleConfig(INITIAL.formatted(hostname)))
                .pager(new FakePager(24, "---(more)---", "\r            \r"))
                .motd("--- JUNOS 22.4R1.10 Kernel 64-bit  JNPR-12.1\n")
                .mode(EXEC, "\n${user}@${hostname}> ", JuniperJunos::unknown)
                .mode(CONFIG, "\n[edit${path}]\n${user}@${hostname}# ", JuniperJunos::unknown)
                .ambiguous("error: command is ambiguous: ${line}\n")
                .abbreviations(true)
                .pipes(true)
                .execChannel(true);
        return configure(commits(shows(script))).build();
    }

    private static DeviceScript.Builder shows(DeviceScript.Builder script) {
        Set<String> exec = Set.of(EXEC);
        Set<String> config = Set.of(CONFIG);
        return script.command(exec, "show version", call -> FakeReply.text(VERSION))
                .command(
                        exec,
                        "show configuration",
                        call -> FakeReply.text("## Last commit: 2026-11-02 12:00:00 UTC by kim\n"
                                + call.config().running()))
                .command(
                        exec,
                        "show configuration | display set",
                        call -> FakeReply.text(config(call).runningStatements()))
                .command(config, "show", call -> FakeReply.text(config(call).candidateText(path(call))))
                .command(
                        config,
                        "show | display set",
                        call -> FakeReply.text(config(call).candidateStatements()))
                .command(
                        config,
                        "show | compare",
                        call -> FakeReply.text(config(call).compare()))
                .pattern(
                        exec,
                        "set cli screen-length (\\d+)",
                        call -> FakeReply.text("Screen length set to " + call.group(1))
                                .then(FakeReply.pageLength(Integer.parseInt(call.group(1)))))
                .pattern(
                        exec,
                        "set cli screen-width (\\d+)",
                        call -> FakeReply.text("Screen width set to " + call.group(1)))
                .pattern(
                        exec,
                        "set cli complete-on-space (on|off)",
                        call -> FakeReply.text(
                                (call.group(1).equals("on") ? "Enabling" : "Disabling") + " complete-on-space"))
                .command(exec, "exit", call -> FakeReply.logout())
                .command(exec, "quit", call -> FakeReply.logout());
    }

    private static DeviceScript.Builder configure(DeviceScript.Builder script) {
        Set<String> config = Set.of(CONFIG);
        return script.pattern(
                        Set.of(EXEC),
                        "(?:configure|edit)(?: exclusive| private)?",
                        call -> FakeReply.text("Entering configuration mode")
                                .then(FakeReply.assign(PATH, ""))
                                .then(FakeReply.enter(CONFIG)))
                .pattern(config, "set (.+)", JuniperJunos::set)
                .pattern(config, "delete(?: (.+))?", JuniperJunos::delete)
                .pattern(config, "edit (.+)", call -> inPath(append(path(call), call.group(1))))
                .command(config, "top", call -> inPath(List.of()))
                .command(
                        config,
                        "up",
                        call -> inPath(
                                path(call).subList(0, Math.max(0, path(call).size() - 1))))
                .command(config, "exit", call -> path(call).isEmpty() ? leave(call) : inPath(List.of()))
                .command(config, "exit configuration-mode", JuniperJunos::leave)
                .pattern(config, "run (.+)", call -> call.answerOf(EXEC, call.group(1)))
                .pattern(config, "load (?:set|merge|override) terminal(?: relative)?", JuniperJunos::load);
    }

    private static DeviceScript.Builder commits(DeviceScript.Builder script) {
        Set<String> config = Set.of(CONFIG);
        return script.pattern(config, "commit(?: comment \"[^\"]*\")?", call -> commit(call))
                .pattern(
                        config,
                        "commit(?: comment \"[^\"]*\")? and-quit",
                        call -> commit(call).then(exec()))
                .command(config, "commit check", JuniperJunos::check)
                .pattern(config, "commit confirmed(?: (\\d+))?", JuniperJunos::commitConfirmed)
                .pattern(config, "rollback(?: (\\d+))?", JuniperJunos::rollback);
    }

    private static FakeReply set(FakeCall call) {
        List<String> statement = append(path(call), call.group(1));
        if (!TOP.contains(statement.get(0))) {
            return unknown(call);
        }
        if (statement.size() < 2) {
            return FakeReply.refused("                         ^\nmissing argument.");
        }
        config(call).set(String.join(" ", statement));
        return FakeReply.none();
    }

    private static FakeReply delete(FakeCall call) {
        boolean found = config(call).delete(String.join(" ", append(path(call), call.group(1))));
        return found ? FakeReply.none() : FakeReply.text("warning: statement not found");
    }

    private static FakeReply commit(FakeCall call) {
        call.cancel(CONFIRM);
        config(call).commit();
        return FakeReply.text("commit complete");
    }

    private static FakeReply check(FakeCall call) {
        call.cancel(CONFIRM);
        return FakeReply.text("configuration check succeeds");
    }

    private static FakeReply commitConfirmed(FakeCall call) {
        int minutes = call.group(1).isEmpty() ? 10 : Integer.parseInt(call.group(1));
        SetStyleConfig config = config(call);
        if (config.commit()) {
            call.after(CONFIRM, Duration.ofMinutes(minutes), () -> {
                config.rollback(1);
                config.commit();
            });
        }
        return FakeReply.text("commit confirmed will be automatically rolled back in " + minutes
                + " minutes unless confirmed\ncommit complete\n\n# commit confirmed will be rolled back in " + minutes
                + " minutes");
    }

    private static FakeReply rollback(FakeCall call) {
        int number = call.group(1).isEmpty() ? 0 : Integer.parseInt(call.group(1));
        return config(call).rollback(number)
                ? FakeReply.text("load complete")
                : FakeReply.refused("error: rollback " + number + " does not exist");
    }

    private static FakeReply load(FakeCall call) {
        SetStyleConfig config = config(call);
        boolean override = call.line().contains("override");
        return FakeReply.text("[Type ^D at a new line to end input]")
                .then(FakeReply.body(line -> line.endsWith("\u0004"), lines -> {
                    if (override) {
                        config.delete("");
                    }
                    int wrong = 0;
                    for (String line : lines) {
                        wrong += loadLine(config, line.replace("\u0004", "").strip()) ? 0 : 1;
                    }
                    return wrong == 0
                            ? FakeReply.text("load complete")
                            : FakeReply.refused("error: load complete (" + wrong + " errors)");
                }));
    }

    private static boolean loadLine(SetStyleConfig config, String line) {
        if (line.startsWith("set ")) {
            config.set(line.substring(4));
            return true;
        }
        if (line.startsWith("delete ")) {
            return config.delete(line.substring(7));
        }
        return line.isEmpty();
    }

    private static FakeReply leave(FakeCall call) {
        if (!config(call).isChanged()) {
            return exec();
        }
        FakeReply warning = FakeReply.text("The configuration has been changed but not committed");
        return warning.then(FakeReply.ask(
                "Exit with uncommitted changes? [yes,no] (yes) ",
                answer -> answer.startsWith("n") ? FakeReply.none() : exec()));
    }

    private static FakeReply exec() {
        return FakeReply.text("Exiting configuration mode").then(FakeReply.enter(EXEC));
    }

    private static FakeReply inPath(List<String> path) {
        return FakeReply.assign(PATH, path.isEmpty() ? "" : " " + String.join(" ", path));
    }

    private static List<String> append(List<String> path, String words) {
        List<String> all = new ArrayList<>(path);
        all.addAll(StatementText.words(words));
        return all;
    }

    private static List<String> path(FakeCall call) {
        return StatementText.words(call.variable(PATH).orElse(""));
    }

    private static SetStyleConfig config(FakeCall call) {
        return (SetStyleConfig) call.config();
    }

    private static FakeReply unknown(FakeCall call) {
        String prompt = call.variable("user").orElse("") + "@" + call.hostname() + "> ";
        String first = call.mode().equals(EXEC) ? "unknown command." : "syntax error.";
        return FakeReply.refused(" ".repeat(prompt.length()) + "^\n" + first);
    }
}
