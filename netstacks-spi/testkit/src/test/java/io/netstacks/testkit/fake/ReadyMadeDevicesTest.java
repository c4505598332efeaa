package io.netstacks.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadyMadeDevicesTest {

    private static EmulatorTester session(DeviceScript script) {
        EmulatorTester session = new EmulatorTester(script);
        session.output();
        return session;
    }

    @Test
    void ios_keeps_lines_in_sections_and_ignores_what_is_there_already() {
        EmulatorTester ios = session(FakeDevices.ciscoIos("r1"));
        ios.type("enable\renable-secret\rconfigure terminal\r");
        assertThat(ios.type("interface Loopback0\r")).endsWith("r1(config-if)#");
        ios.type(
                "ip address 10.0.0.1 255.255.255.255\rip address 10.0.0.2 255.255.255.255\rdescription a\rdescription a\r");
        assertThat(ios.type("router bgp 65001\r")).endsWith("r1(config-router)#");
        assertThat(ios.type("address-family ipv4 unicast\r")).endsWith("r1(config-router-af)#");
        ios.type("network 10.0.0.0\r");
        assertThat(ios.type("exit\r")).endsWith("r1(config-router)#");
        assertThat(ios.type("no neighbor 192.0.2.2\rntp server 192.0.2.9\r")).endsWith("r1(config)#");
        assertThat(ios.type("do show running-config | include ntp\r")).contains("ntp server 192.0.2.9");
        assertThat(ios.device().config().running())
                .contains("interface Loopback0\n ip address 10.0.0.2 255.255.255.255\n description a\n!\n")
                .contains(
                        "router bgp 65001\n bgp router-id 192.0.2.1\n address-family ipv4 unicast\n  network 10.0.0.0\n")
                .contains("\nntp server 192.0.2.9\n")
                .doesNotContain("192.0.2.2 remote-as");
    }

    @Test
    void ios_takes_banners_with_a_delimiter_over_several_lines() {
        EmulatorTester ios = session(FakeDevices.ciscoIos("r1"));
        ios.type("enable\renable-secret\rconfigure terminal\r");
        assertThat(ios.type("banner motd ^Authorised\r")).endsWith("End with the character '^'.\r\n");
        assertThat(ios.type("only# here>\r")).endsWith("only# here>\r\n");
        assertThat(ios.type("bye^\r")).endsWith("r1(config)#");
        assertThat(ios.device().config().running()).contains("banner motd ^C\nAuthorised\nonly# here>\nbye^C\n");
        assertThat(ios.type("banner motd \u0003one line\u0003\r")).endsWith("r1(config)#");
        assertThat(ios.device().config().running())
                .contains("banner motd ^C\none line^C\n")
                .doesNotContain("Authorised");
    }

    @Test
    void ios_asks_before_it_saves_and_before_it_reloads() {
        EmulatorTester ios = session(FakeDevices.ciscoIos("r1"));
        ios.type("enable\renable-secret\rconfigure terminal\rhostname r2\rend\r");
        assertThat(ios.type("reload\r")).endsWith("System configuration has been modified. Save? [yes/no]: ");
        assertThat(ios.type("no\r")).endsWith("Proceed with reload? [confirm]");
        assertThat(ios.type("n")).endsWith("r2#");
        assertThat(ios.type("copy running-config startup-config\r"))
                .endsWith("Destination filename [startup-config]? ");
        assertThat(ios.type("\r")).contains("[OK]").endsWith("r2#");
        assertThat(ios.device().config().startup()).contains("hostname r2");
        ios.type("configure terminal\rhostname r3\rend\rreload\rno\r\r");
        assertThat(ios.broken()).isTrue();
        assertThat(ios.device().hostname()).isEqualTo("r2");
    }

    @Test
    void ios_refuses_three_wrong_secrets() {
        EmulatorTester ios = session(FakeDevices.ciscoIos("r1"));
        assertThat(ios.type("enable\ra\rb\rc\r")).contains("% Bad secrets").endsWith("r1>");
    }

    @Test
    void ios_shows_interfaces_as_they_are_configured() {
        EmulatorTester ios = session(FakeDevices.ciscoIos("r1"));
        assertThat(ios.type("show ip interface brief\r"))
                .containsPattern("GigabitEthernet0/0 +192.0.2.1 +YES NVRAM  up +up")
                .containsPattern("GigabitEthernet0/1 +198.51.100.1 +YES NVRAM  administratively down down");
    }

    @Test
    void eos_edits_a_session_shows_its_diff_and_commits_it() {
        EmulatorTester eos = session(FakeDevices.aristaEos("sw1"));
        eos.type("enable\r");
        assertThat(eos.type("configure session change42\r")).endsWith("sw1(config-s-change)#");
        assertThat(eos.type("interface Ethernet2\r")).endsWith("sw1(config-s-change-if)#");
        eos.type("no shutdown\rdescription spare\r");
        assertThat(eos.type("show session-config diffs\r"))
                .contains(" interface Ethernet2\r\n-   shutdown\r\n+   description spare\r\n");
        assertThat(eos.device().config().running()).contains("shutdown");
        assertThat(eos.type("commit\r")).endsWith("sw1#");
        assertThat(eos.device().config().running())
                .contains("   description spare\n")
                .doesNotContain("shutdown");
        assertThat(eos.type("write memory\r")).contains("Copy completed successfully.");
        assertThat(eos.device().config().startup()).contains("description spare");
    }

    @Test
    void eos_drops_a_session_and_takes_back_what_nobody_confirmed() {
        EmulatorTester eos = session(FakeDevices.aristaEos("sw1"));
        String before = eos.device().config().running();
        eos.type("enable\rconfigure session a\rno hostname\rabort\r");
        assertThat(eos.device().config().running()).isEqualTo(before);
        assertThat(eos.type("configure session a commit\r")).contains("% Error");
        eos.type("configure session b\rhostname other\rend\rconfigure session b commit timer 00:05:00\r");
        assertThat(eos.device().hostname()).isEqualTo("other");
        eos.pass(Duration.ofMinutes(5));
        assertThat(eos.device().config().running()).isEqualTo(before);
        eos.type("configure session c\rhostname kept\rend\rconfigure session c commit timer 00:05:00\r");
        eos.type("configure session c commit\r");
        eos.pass(Duration.ofMinutes(5));
        assertThat(eos.device().hostname()).isEqualTo("kept");
    }

    @Test
    void junos_commits_a_candidate_and_shows_what_it_changes() {
        EmulatorTester junos = session(FakeDevices.juniperJunos("mx1"));
        assertThat(junos.type("configure\r")).endsWith("Entering configuration mode\r\n\r\n[edit]\r\nadmin@mx1# ");
        junos.type("set system host-name mx2\rdelete interfaces ge-0/0/1\rset snmp community public\r");
        assertThat(junos.type("show | compare\r"))
                .contains("[edit system]\r\n")
                .contains("-   host-name mx1;\r\n")
                .contains("+   host-name mx2;\r\n")
                .contains("-   disable;\r\n");
        assertThat(junos.device().hostname()).isEqualTo("mx1");
        assertThat(junos.type("commit check\r")).contains("configuration check succeeds");
        assertThat(junos.type("commit\r")).contains("commit complete").endsWith("admin@mx2# ");
        junos.type("exit configuration-mode\r");
        assertThat(junos.type("show configuration | display set\r")).contains("set system host-name mx2\r\n");
        assertThat(junos.type("show configuration\r"))
                .contains("system {\r\n    services {\r\n        ssh;\r\n    }\r\n");
    }

    @Test
    void junos_rolls_back_and_asks_before_it_forgets() {
        EmulatorTester junos = session(FakeDevices.juniperJunos("mx1"));
        String before = junos.device().config().running();
        junos.type("configure\rset system host-name mx2\rcommit\rrollback 1\rcommit\r");
        assertThat(junos.device().config().running()).isEqualTo(before);
        assertThat(junos.type("set system host-name mx9\rexit\r"))
                .endsWith("Exit with uncommitted changes? [yes,no] (yes) ");
        assertThat(junos.type("yes\r")).contains("Exiting configuration mode").endsWith("admin@mx1> ");
        junos.type("configure\rcommit confirmed 5\r");
        assertThat(junos.device().hostname()).isEqualTo("mx9");
        junos.pass(Duration.ofMinutes(5));
        assertThat(junos.device().hostname()).isEqualTo("mx1");
        assertThat(junos.type("rollback 49\r")).contains("error: ");
    }

    @Test
    void junos_refuses_what_it_does_not_know_and_loads_from_the_terminal() {
        EmulatorTester junos = session(FakeDevices.juniperJunos("mx1"));
        assertThat(junos.type("bogus\r")).contains("unknown command.");
        junos.type("configure\r");
        assertThat(junos.type("set colour blue\r")).contains("syntax error.");
        assertThat(junos.type("delete snmp\r")).contains("statement not found");
        assertThat(junos.type("load set terminal\r")).contains("[Type ^D at a new line to end input]");
        assertThat(junos.type("set system host-name loaded\r\u0004")).contains("load complete");
        junos.type("commit and-quit\r");
        assertThat(junos.device().hostname()).isEqualTo("loaded");
    }

    @Test
    void junos_edits_below_a_path() {
        EmulatorTester junos = session(FakeDevices.juniperJunos("mx1"));
        assertThat(junos.type("configure\redit interfaces ge-0/0/0\r")).contains("[edit interfaces ge-0/0/0]");
        junos.type("set mtu 9000\r");
        assertThat(junos.type("show\r")).contains("description \"uplink\";").contains("mtu 9000;");
        assertThat(junos.type("top\rshow | display set\r")).contains("set interfaces ge-0/0/0 mtu 9000");
    }

    @Test
    void frr_configures_and_saves_like_vtysh() {
        EmulatorTester frr = new EmulatorTester(FakeDevices.frrVtysh("frr1").with(b -> b));
        assertThat(frr.output()).contains("Hello, this is FRRouting").endsWith("frr1# ");
        assertThat(frr.type("show nonsense\r")).contains("% Unknown command: show nonsense");
        assertThat(frr.type("configure terminal\rrouter bgp 65021\r")).endsWith("frr1(config-router)# ");
        assertThat(frr.type("colour blue\r")).contains("% Unknown command: colour blue");
        frr.type("neighbor 192.0.2.1 shutdown\rend\r");
        assertThat(frr.type("show running-config\r"))
                .contains("Current configuration:")
                .contains("frr version 10.2")
                .contains(" neighbor 192.0.2.1 shutdown\r\n");
        assertThat(frr.type("write memory\r")).contains("[OK]");
    }

    @Test
    void linux_has_a_shell_and_sudo() {
        EmulatorTester linux = new EmulatorTester(FakeDevices.linux("jump"));
        assertThat(linux.output()).endsWith("admin@jump:~$ ");
        assertThat(linux.type("uname -a\r")).contains("Linux jump ");
        assertThat(linux.type("nope -x\r")).contains("-bash: nope: command not found");
        assertThat(linux.type("sudo -s\rwrong\r"))
                .contains("[sudo] password for admin: ")
                .contains("Sorry, try again.");
        assertThat(linux.type("admin\r")).endsWith("root@jump:/home/admin# ");
        assertThat(linux.type("exit\r")).endsWith("admin@jump:~$ ");
    }
}
