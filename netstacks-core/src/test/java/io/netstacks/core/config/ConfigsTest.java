package io.netstacks.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.config.Assertion;
import io.netstacks.spi.config.AssertionResult;
import io.netstacks.spi.config.AssertionResult.Status;
import io.netstacks.spi.config.ConfigDiff;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.platform.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigsTest {

    private static final Platform IOS = Platforms.builtIn().get("cisco_ios");

    private static ConfigText ios(String text) {
        return Configs.normalize(IOS, text);
    }

    @Test
    void a_new_timestamp_is_no_change() {
        ConfigText monday = ios("! Last configuration change at 10:00:00 UTC Mon Nov 23 2026\nhostname edge1\nend\n");
        ConfigText tuesday = ios("! Last configuration change at 11:11:11 UTC Tue Nov 24 2026\nhostname edge1\nend\n");

        assertThat(tuesday.normalizedHash()).isEqualTo(monday.normalizedHash());
        assertThat(tuesday.rawHash()).isNotEqualTo(monday.rawHash());
        assertThat(Configs.diff(IOS, monday, tuesday).isEmpty()).isTrue();
    }

    @Test
    void blanks_at_line_ends_and_blank_lines_at_the_ends_do_not_count() {
        assertThat(ios("\r\n\nhostname a   \n\ninterface x\n\n\n").reveal()).isEqualTo("hostname a\n\ninterface x\n");
    }

    @Test
    void an_error_text_is_not_a_configuration() {
        assertThat(Configs.incompleteness(IOS, ios("show running-config\n% Invalid input detected at '^' marker.\n")))
                .hasValueSatisfying(problem -> assertThat(problem).contains("% Invalid input"));
        assertThat(Configs.incompleteness(IOS, ios(""))).isPresent();
    }

    @Test
    void the_first_half_of_a_configuration_is_not_one() {
        String whole =
                "version 15.2\nhostname edge1\n!\ninterface Gi0/1\n ip address 192.0.2.1 255.255.255.0\n!\nline vty 0 4\n!\nend\n";

        assertThat(Configs.incompleteness(IOS, ios(whole))).isEmpty();
        assertThat(Configs.incompleteness(IOS, ios(whole.substring(0, whole.indexOf("line vty")))))
                .hasValueSatisfying(problem -> assertThat(problem).contains("stops before its end"));
    }

    @Test
    void a_difference_names_the_parents_of_each_line() {
        ConfigText before = ios("interface Gi0/1\n description old\n mtu 1500\nend\n");
        ConfigText after = ios("interface Gi0/1\n description new\n mtu 1500\nend\n");

        ConfigDiff diff = Configs.diff(IOS, before, after);

        assertThat(diff.changes())
                .containsExactly(
                        new ConfigDiff.Change(ConfigDiff.Kind.REMOVED, " description old", List.of("interface Gi0/1")),
                        new ConfigDiff.Change(ConfigDiff.Kind.ADDED, " description new", List.of("interface Gi0/1")));
        assertThat(diff.unified()).contains("- description old").contains("+ description new");
    }

    @Test
    void a_changed_secret_shows_as_a_change_and_never_as_text() {
        ConfigText before = ios("hostname a\nsnmp-server community Canary-One RO\nend\n");
        ConfigText after = ios("hostname a\nsnmp-server community Canary-Two RO\nend\n");

        ConfigDiff diff = Configs.diff(IOS, before, after);

        assertThat(diff.added()).isEqualTo(1);
        assertThat(diff.removed()).isEqualTo(1);
        assertThat(diff.unified() + diff.changes()).doesNotContain("Canary").contains(Platform.MASK);
    }

    @Test
    void vlan_10_is_not_found_in_vlan_100() {
        ConfigText config = ios("vlan 100\n name users\nend\n");

        assertThat(status(config, Assertion.prefix("vlan 10"))).isEqualTo(Status.FAILED);
        assertThat(status(config, Assertion.prefix("vlan 100"))).isEqualTo(Status.PASSED);
        assertThat(status(config, Assertion.line("vlan 10"))).isEqualTo(Status.FAILED);
    }

    @Test
    void text_of_an_exact_line_is_not_an_expression() {
        ConfigText config = ios("ip route 10x0x0x0 255.0.0.0 Null0\nend\n");

        assertThat(status(config, Assertion.line("ip route 10.0.0.0 255.0.0.0 Null0")))
                .isEqualTo(Status.FAILED);
    }

    @Test
    void a_parent_limits_where_a_line_may_be() {
        ConfigText config = ios("interface Gi0/1\n shutdown\ninterface Gi0/2\n mtu 9000\nend\n");

        assertThat(status(config, Assertion.line("shutdown").under("interface Gi0/1")))
                .isEqualTo(Status.PASSED);
        assertThat(status(config, Assertion.line("shutdown").under("interface Gi0/2")))
                .isEqualTo(Status.FAILED);
        assertThat(status(
                        config,
                        Assertion.line("shutdown").under("interface Gi0/2").absent()))
                .isEqualTo(Status.PASSED);
    }

    @Test
    void a_block_is_found_at_any_depth_and_only_whole() {
        ConfigText config = ios("router bgp 65001\n address-family ipv4\n  neighbor 10.0.0.2 activate\n exit\nend\n");

        assertThat(status(config, Assertion.block("address-family ipv4\n neighbor 10.0.0.2 activate")))
                .isEqualTo(Status.PASSED);
        assertThat(status(config, Assertion.block("address-family ipv4\n neighbor 10.0.0.3 activate")))
                .isEqualTo(Status.FAILED);
    }

    @Test
    void a_malformed_expression_does_not_disturb_the_others() {
        List<AssertionResult> results = Configs.check(
                IOS, ios("hostname a\nend\n"), List.of(Assertion.regex("(unclosed"), Assertion.line("hostname a")));

        assertThat(results).extracting(AssertionResult::status).containsExactly(Status.ERROR, Status.PASSED);
        assertThat(results.get(0).problem())
                .hasValueSatisfying(p -> assertThat(p).contains("(unclosed"));
    }

    @Test
    void an_expression_that_explodes_elsewhere_takes_linear_time() {
        ConfigText config = ios("a".repeat(50_000) + "b\nend\n");

        assertThat(status(config, Assertion.regex("^(a+)+$"))).isEqualTo(Status.FAILED);
    }

    @Test
    void an_expression_that_is_huge_when_written_out_is_an_error_of_its_own() {
        List<AssertionResult> results = Configs.check(
                IOS,
                ios("a".repeat(60) + "\nend\n"),
                List.of(
                        Assertion.regex("((a{0,50}){0,50}){0,50}x"),
                        Assertion.regex("(((a{1000}){1000}){1000}){1000}"),
                        Assertion.regex("a?".repeat(5_000) + "b"),
                        Assertion.regex("(".repeat(4_000) + "a" + ")".repeat(4_000)),
                        Assertion.regex("^a{60}$")));

        assertThat(results)
                .extracting(AssertionResult::status)
                .containsExactly(Status.ERROR, Status.ERROR, Status.ERROR, Status.ERROR, Status.PASSED);
        assertThat(results.get(0).problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("too large"));
    }

    @Test
    void ten_thousand_assertions_on_twenty_megabytes_are_decided() {
        StringBuilder text = new StringBuilder(20_000_100);
        int interfaces = 0;
        while (text.length() < 20_000_000) {
            text.append("interface Gi").append(interfaces).append("\n description link ");
            text.append(interfaces++).append(' ').append("x".repeat(150)).append('\n');
        }
        ConfigText config = ios(text.append("end\n").toString());
        List<Assertion> assertions = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            assertions.add(
                    i % 2 == 0
                            ? Assertion.line("interface Gi" + i)
                            : Assertion.line("interface Lo" + i).absent());
        }

        List<AssertionResult> results = Configs.check(IOS, config, assertions);

        assertThat(results).extracting(AssertionResult::status).containsOnly(Status.PASSED);
        assertThat(results.get(2).lineNumber()).isEqualTo(5);
    }

    @Test
    void a_check_stops_when_its_time_is_over_or_nobody_wants_it_any_more() {
        ConfigText config = ios("interface Gi0\n".repeat(100_000));
        List<Assertion> one = List.of(Assertion.regex("(x|y)+z"));

        assertThatThrownBy(() -> Configs.check(IOS, config, one, Deadline.after(Duration.ZERO)))
                .isInstanceOf(DeadlineExceededException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Configs.check(IOS, config, one)).isInstanceOf(OperationCancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void an_excerpt_holds_no_line_of_a_secret_that_spans_several() {
        Platform fortios = Platforms.builtIn().get("fortinet_fortios");
        ConfigText text = Configs.normalize(fortios, """
                config vpn certificate local
                    edit "box"
                        set private-key "-----BEGIN ENCRYPTED PRIVATE KEY-----
                MIICanaryOne
                CanaryTwo==
                -----END ENCRYPTED PRIVATE KEY-----"
                    next
                end
                """);

        List<AssertionResult> results = Configs.check(
                fortios, text, List.of(Assertion.regex("^MII"), Assertion.prefix("CanaryTwo"), Assertion.line("next")));

        assertThat(results).allSatisfy(result -> assertThat(result.status()).isEqualTo(Status.PASSED));
        assertThat(results)
                .extracting(result -> result.excerpt().orElse(""))
                .containsExactly(Platform.MASK, Platform.MASK, "next");
    }

    @Test
    void an_excerpt_holds_no_secret() {
        ConfigText config = ios("enable secret 5 Canary-Hash\nend\n");

        AssertionResult result = Configs.check(IOS, config, List.of(Assertion.prefix("enable secret")))
                .get(0);

        assertThat(result.lineNumber()).isEqualTo(1);
        assertThat(result.excerpt()).hasValueSatisfying(line -> assertThat(line).doesNotContain("Canary"));
    }

    private static Status status(ConfigText config, Assertion assertion) {
        return Configs.check(IOS, config, List.of(assertion)).get(0).status();
    }
}
