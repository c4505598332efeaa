package io.netstacks.testkit.fake;

import static io.netstacks.testkit.fake.IosDialect.CONFIG;
import static io.netstacks.testkit.fake.IosDialect.PRIVILEGED;

import java.util.Set;

/** An FRRouting daemon behind vtysh as the login shell. */
final class FrrVtysh {

    private static final String INITIAL = """
            frr version 10.2
            frr defaults traditional
            hostname %s
            log syslog informational
            !
            interface eth0
             description uplink
             ip address 192.0.2.21/24
            !
            router bgp 65021
             bgp router-id 192.0.2.21
             neighbor 192.0.2.1 remote-as 65001
            """;

    private static final String VERSION = """
            FRRouting 10.2 (${hostname}) on Linux(6.8.0).
            Copyright 1996-2005 Kunihiro Ishiguro, et al.
            """;

    private static final String SAVED = """
            Note: this version of vtysh never writes vtysh.conf
            Building Configuration...
            Integrated configuration saved to /etc/frr/frr.conf
            [OK]
            """;

    private FrrVtysh() {}

    static DeviceScript script(String hostname) {
        Set<String> privileged = Set.of(PRIVILEGED);
        Set<String> both = Set.of(PRIVILEGED, CONFIG);
        DeviceScript.Builder script = DeviceScript.named(hostname)
                .platform("frr_vtysh")
                .identification("OpenSSH_9.6")
                .config(() -> new LineConfig(IosGrammar.with(" "), INITIAL.formatted(hostname)))
                .ambiguous("% Ambiguous command: ${line}\n")
                .motd("\nHello, this is FRRouting (version 10.2).\nCopyright 1996-2005 Kunihiro Ishiguro, et al.\n\n")
                .execChannel(true);
        IosDialect.modes(script, 255);
        script.mode(PRIVILEGED, "${hostname}# ", FrrVtysh::unknown)
                .mode(CONFIG, "${hostname}(config${context})# ", call -> {
                    FakeReply reply = IosDialect.configLine(call, "");
                    return reply.isRefused() ? unknown(call) : reply;
                })
                .startIn(PRIVILEGED);
        IosDialect.configMode(script, "");
        return script.command(privileged, "show version", call -> FakeReply.text(VERSION))
                .command(
                        both,
                        "show running-config",
                        call -> FakeReply.text("Building configuration...\n\nCurrent configuration:\n!\n"
                                + call.config().running() + "!\nend\n"))
                .command(both, "write memory", call -> {
                    call.config().save();
                    return FakeReply.text(SAVED);
                })
                .pattern(
                        privileged,
                        "ter(?:minal)? len(?:gth)? (\\d+)",
                        call -> FakeReply.pageLength(Integer.parseInt(call.group(1))))
                .command(privileged, "exit", call -> FakeReply.logout())
                .command(privileged, "quit", call -> FakeReply.logout())
                .build();
    }

    private static FakeReply unknown(FakeCall call) {
        return FakeReply.refused("% Unknown command: " + call.line());
    }
}
