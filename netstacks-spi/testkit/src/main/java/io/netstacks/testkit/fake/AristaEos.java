package io.netstacks.testkit.fake;

import static io.netstacks.testkit.fake.IosDialect.CONFIG;
import static io.netstacks.testkit.fake.IosDialect.EXEC;
import static io.netstacks.testkit.fake.IosDialect.PRIVILEGED;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** An Arista EOS switch, with configuration sessions. */
final class AristaEos {

    private static final String SESSION = "config-session";
    private static final String NAME = "session";
    private static final String COMMIT_TIMER = "commit";

    private static final String INITIAL = """
            hostname %s
            !
            interface Ethernet1
               description uplink
               mtu 9214
            !
            interface Ethernet2
               shutdown
            !
            interface Management1
               ip address 192.0.2.11/24
            !
            ip route 0.0.0.0/0 192.0.2.254
            !
            router bgp 65011
               router-id 192.0.2.11
               neighbor 192.0.2.1 remote-as 65001
            """;

    private static final String VERSION = """
            Arista vEOS-lab
            Hardware version:
            Serial number: TESTKIT0001
            System MAC address: 0050.5600.0001

            Software image version: 4.30.1F
            Architecture: x86_64
            Uptime: 3 weeks, 2 days, 4 hours and 11 minutes
            Total memory: 2014520 kB
            """;

    private AristaEos() {}

    static DeviceScript script(String hostname) {
        DeviceScript.Builder script = DeviceScript.named(hostname)
                .platform("arista_eos")
                .identification("OpenSSH_8.7")
                .config(() -> new LineConfig(IosGrammar.with("   "), INITIAL.formatted(hostname)))
                .pager(FakePager.ansi(24, " --More-- "));
        IosDialect.modes(script, 255);
        script.mode(
                SESSION,
                "${hostname}(config-s-${session:6}${context})#",
                call -> IosDialect.configLine(call, name(call)));
        IosDialect.enable(script);
        IosDialect.configMode(script, "");
        return sessions(shows(script)).build();
    }

    private static DeviceScript.Builder shows(DeviceScript.Builder script) {
        Set<String> all = Set.of(EXEC, PRIVILEGED);
        Set<String> ready = Set.of(PRIVILEGED, CONFIG, SESSION);
        return script.command(all, "show version", call -> FakeReply.text(VERSION))
                .command(
                        ready,
                        "show running-config",
                        call -> FakeReply.text(shown(call, call.config().running())))
                .command(
                        ready,
                        "show startup-config",
                        call -> FakeReply.text(shown(call, call.config().startup())))
                .command(ready, "write memory", AristaEos::save)
                .command(ready, "copy running-config startup-config", AristaEos::save)
                .pattern(
                        "terminal length (\\d+)",
                        call -> FakeReply.text(
                                        call.group(1).equals("0")
                                                ? "Pagination disabled."
                                                : "Pagination set to " + call.group(1) + " lines.")
                                .then(FakeReply.pageLength(Integer.parseInt(call.group(1)))))
                .pattern("terminal width (\\d+)", call -> FakeReply.text("Width set to " + call.group(1) + " columns."))
                .command(all, "exit", call -> FakeReply.logout())
                .command(all, "logout", call -> FakeReply.logout());
    }

    private static DeviceScript.Builder sessions(DeviceScript.Builder script) {
        Set<String> outside = Set.of(PRIVILEGED, CONFIG);
        Set<String> inside = Set.of(SESSION);
        return script.pattern(outside, "configure session (\\S+)", AristaEos::open)
                .pattern(outside, "configure session (\\S+) commit", call -> commit(call, call.group(1)))
                .pattern(outside, "configure session (\\S+) abort", call -> abort(call, call.group(1)))
                .pattern(
                        Set.of(PRIVILEGED, CONFIG, SESSION),
                        "show session-config named (\\S+) diffs",
                        call -> diffs(call, call.group(1)))
                .pattern(
                        outside,
                        "configure session (\\S+) commit timer (\\d+):(\\d+):(\\d+)",
                        AristaEos::commitForATime)
                .command(inside, "show session-config diffs", call -> diffs(call, name(call)))
                .command(inside, "rollback clean-config", call -> {
                    ((LineConfig) call.config()).emptyCopy(name(call));
                    return FakeReply.none();
                })
                .command(inside, "commit", call -> commit(call, name(call)))
                .command(inside, "abort", call -> abort(call, name(call)))
                .command(inside, "end", call -> FakeReply.enter(PRIVILEGED))
                .command(inside, "exit", AristaEos::up);
    }

    private static FakeReply open(FakeCall call) {
        ((LineConfig) call.config()).startCopy(call.group(1));
        return FakeReply.assign(NAME, call.group(1))
                .then(IosDialect.inSection(List.of(), ""))
                .then(FakeReply.enter(SESSION));
    }

    private static FakeReply commit(FakeCall call, String session) {
        LineConfig config = (LineConfig) call.config();
        if (call.cancel(COMMIT_TIMER + " " + session)) {
            return FakeReply.enter(PRIVILEGED);
        }
        if (!config.hasCopy(session)) {
            return unknownSession(session);
        }
        config.putInPlace(session);
        return FakeReply.enter(PRIVILEGED);
    }

    private static FakeReply commitForATime(FakeCall call) {
        LineConfig config = (LineConfig) call.config();
        String session = call.group(1);
        if (!config.hasCopy(session)) {
            return unknownSession(session);
        }
        Duration time = Duration.ofHours(Long.parseLong(call.group(2)))
                .plusMinutes(Long.parseLong(call.group(3)))
                .plusSeconds(Long.parseLong(call.group(4)));
        String before = config.putInPlace(session);
        call.after(COMMIT_TIMER + " " + session, time, () -> config.replaceAll(before));
        return FakeReply.none();
    }

    private static FakeReply abort(FakeCall call, String session) {
        ((LineConfig) call.config()).dropCopy(session);
        return FakeReply.enter(PRIVILEGED);
    }

    private static FakeReply diffs(FakeCall call, String session) {
        LineConfig config = (LineConfig) call.config();
        if (!config.hasCopy(session)) {
            return unknownSession(session);
        }
        String changes = TreeDiff.changes(config.running(), config.copy(session));
        return changes.isEmpty()
                ? FakeReply.none()
                : FakeReply.text("--- system:/running-config\n+++ session:/" + session + "-session-config\n" + changes);
    }

    private static FakeReply up(FakeCall call) {
        List<String> section = IosDialect.section(call);
        return section.isEmpty() ? FakeReply.enter(PRIVILEGED) : IosDialect.inSection(List.of(), "");
    }

    private static FakeReply save(FakeCall call) {
        call.config().save();
        return FakeReply.text("Copy completed successfully.");
    }

    private static FakeReply unknownSession(String session) {
        return FakeReply.refused("% Error: session " + session + " does not exist");
    }

    private static String name(FakeCall call) {
        return call.variable(NAME).orElse("");
    }

    private static String shown(FakeCall call, String config) {
        return "! Command: show running-config\n! device: " + call.hostname() + " (vEOS-lab, EOS-4.30.1F)\n!\n" + config
                + "!\nend\n";
    }
}
