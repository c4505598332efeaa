package io.netstacks.testkit.fake;

import static io.netstacks.testkit.fake.IosDialect.EXEC;
import static io.netstacks.testkit.fake.IosDialect.PRIVILEGED;

import java.util.Set;

/** A Cisco IOS router. */
final class CiscoIos {

    private static final String INITIAL = """
            version 17.9
            service timestamps log datetime msec
            hostname %s
            !
            interface GigabitEthernet0/0
             description uplink
             ip address 192.0.2.1 255.255.255.0
            !
            interface GigabitEthernet0/1
             description core
             ip address 198.51.100.1 255.255.255.0
             shutdown
            !
            router bgp 65001
             bgp router-id 192.0.2.1
             neighbor 192.0.2.2 remote-as 65002
            !
            ip route 0.0.0.0 0.0.0.0 192.0.2.254
            !
            line vty 0 4
             login local
             transport input ssh
            """;

    private static final String VERSION = """
            Cisco IOS Software, ISR Software (X86_64_LINUX_IOSD-UNIVERSALK9-M), Version 17.9.4, RELEASE SOFTWARE (fc5)
            Copyright (c) 1986-2023 by Cisco Systems, Inc.

            ${hostname} uptime is 3 weeks, 2 days, 4 hours, 11 minutes
            System image file is "flash:isr.bin"
            Processor board ID FDO21520TEST
            Configuration register is 0x2102
            """;

    private CiscoIos() {}

    static DeviceScript script(String hostname) {
        DeviceScript.Builder script = DeviceScript.named(hostname)
                .platform("cisco_ios")
                .identification("Cisco-1.25")
                .enableSecret("enable-secret")
                .config(() -> new LineConfig(IosGrammar.with(" "), INITIAL.formatted(hostname)))
                .pager(FakePager.more(24));
        IosDialect.modes(script, 20);
        IosDialect.enable(script);
        IosDialect.configMode(script, "Enter configuration commands, one per line.  End with CNTL/Z.");
        return shows(saves(script)).build();
    }

    private static DeviceScript.Builder shows(DeviceScript.Builder script) {
        Set<String> all = Set.of(EXEC, PRIVILEGED);
        Set<String> privileged = Set.of(PRIVILEGED);
        return script.command(all, "show version", call -> FakeReply.text(VERSION))
                .command(all, "show clock", call -> FakeReply.text("*12:00:00.000 UTC Mon Nov 2 2026"))
                .command(all, "show ip interface brief", call -> FakeReply.text(IosShow.interfaceBrief(call.config())))
                .command(privileged, "show running-config", call -> FakeReply.text(running(call.config())))
                .command(privileged, "show running-config all", call -> FakeReply.text(running(call.config())))
                .pattern(privileged, "show run(?:ning-config)? (interface .+)", CiscoIos::section)
                .command(privileged, "show startup-config", call -> FakeReply.text(startup(call.config())))
                .pattern(
                        all,
                        "ter(?:minal)? len(?:gth)? (\\d+)",
                        call -> FakeReply.pageLength(Integer.parseInt(call.group(1))))
                .pattern(all, "ter(?:minal)? wid(?:th)? \\d+", call -> FakeReply.none())
                .command(all, "exit", call -> FakeReply.logout())
                .command(all, "logout", call -> FakeReply.logout())
                .command(all, "quit", call -> FakeReply.logout());
    }

    private static DeviceScript.Builder saves(DeviceScript.Builder script) {
        Set<String> privileged = Set.of(PRIVILEGED);
        return script.command(privileged, "write memory", CiscoIos::save)
                .command(privileged, "write", CiscoIos::save)
                .command(
                        privileged,
                        "copy running-config startup-config",
                        call -> FakeReply.ask("Destination filename [startup-config]? ", name -> save(call)))
                .command(privileged, "reload", CiscoIos::reload);
    }

    private static FakeReply save(FakeCall call) {
        call.config().save();
        return FakeReply.text("Building configuration...\n[OK]");
    }

    private static FakeReply reload(FakeCall call) {
        FakeReply confirm = FakeReply.confirm("Proceed with reload? [confirm]", key -> {
            if (!key.isEmpty() && !key.equalsIgnoreCase("y")) {
                return FakeReply.none();
            }
            call.config().reload();
            return FakeReply.drop();
        });
        if (call.config().running().equals(call.config().startup())) {
            return confirm;
        }
        return FakeReply.ask("System configuration has been modified. Save? [yes/no]: ", answer -> {
            if (answer.equals("yes") || answer.equals("y")) {
                return save(call).then(confirm);
            }
            return answer.startsWith("n") ? confirm : FakeReply.text("% Please answer 'yes' or 'no'.");
        });
    }

    private static FakeReply section(FakeCall call) {
        String text = ((LineConfig) call.config()).section(call.group(1));
        return FakeReply.text("Building configuration...\n\nCurrent configuration : " + text.length() + " bytes\n!\n"
                + text + "end\n");
    }

    private static String running(FakeConfig config) {
        String text = config.running();
        return "Building configuration...\n\nCurrent configuration : " + text.length() + " bytes\n!\n" + text
                + "!\nend\n\n";
    }

    private static String startup(FakeConfig config) {
        String text = config.startup();
        return "Using " + text.length() + " out of 33554432 bytes\n!\n" + text + "!\nend\n\n";
    }
}
