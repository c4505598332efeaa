package io.netstacks.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.NetStacks;
import io.netstacks.core.config.Configs;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.platform.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackupSearchTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final String IOS = """
            hostname edge1
            enable secret 9 $9$nhEmQVczB7dqsO$X.HsgL6x1il0RxkOSSvyQYwucySCt7qFm4v7pqCxkKM
            interface GigabitEthernet0/1
             description uplink to core
             ip address 10.0.0.1 255.255.255.0
            !
            interface GigabitEthernet0/2
             description spare
            !
            router bgp 65000
             address-family ipv4
              neighbor 10.0.0.2 activate
            """;

    private static final String JUNOS = """
            interfaces {
                ge-0/0/0 {
                    unit 0 {
                        family inet {
                            address 10.0.0.2/24;
                        }
                    }
                }
            }
            """;

    private final NetStacks net = NetStacks.builder().build();

    @BeforeEach
    void two_devices_with_backups_and_one_without() {
        device("edge1", "cisco_ios");
        device("edge2", "juniper_junos");
        device("new1", "cisco_ios");
        store("edge1", "cisco_ios", NOON.minusSeconds(60), IOS.replace("10.0.0.1 ", "192.0.2.77 "));
        store("edge1", "cisco_ios", NOON, IOS);
        store("edge2", "juniper_junos", NOON, JUNOS);
    }

    @AfterEach
    void close() {
        net.close();
    }

    private void device(String name, String platform) {
        net.inventory()
                .save(Device.named(name).at("192.0.2.1").platform(platform).build());
    }

    private void store(String device, String platform, Instant at, String text) {
        Platform rules = net.platforms().get(platform);
        net.stores()
                .backups()
                .save(new NewBackup(
                        device, platform, at, Backup.Origin.MANUAL, "user:kim", Configs.normalize(rules, text)));
    }

    private SearchResult search(ConfigSearch search) {
        return net.backups().search(search, kim());
    }

    private static OperationContext kim() {
        return OperationContext.as(Actor.user("kim"));
    }

    @Test
    void finds_lines_with_their_numbers_and_sections_in_any_form() {
        SearchResult found = search(ConfigSearch.regex("10\\.0\\.0\\.\\d"));

        assertThat(found.hits())
                .extracting(hit -> hit.backup().device() + ":" + hit.line() + " " + hit.section() + " " + hit.text())
                .containsExactly(
                        "edge1:5 [interface GigabitEthernet0/1] ip address 10.0.0.1 255.255.255.0",
                        "edge1:12 [router bgp 65000, address-family ipv4] neighbor 10.0.0.2 activate",
                        "edge2:5 [interfaces, ge-0/0/0, unit 0, family inet] address 10.0.0.2/24;");
        assertThat(found.searched()).isEqualTo(2);
        assertThat(found.withoutBackup()).containsExactly("new1");
        assertThat(found.more()).isFalse();
    }

    @Test
    void only_the_latest_backup_counts() {
        assertThat(search(ConfigSearch.text("192.0.2.77")).hits()).isEmpty();
    }

    @Test
    void a_text_is_no_expression_and_case_counts_unless_told() {
        assertThat(search(ConfigSearch.text("10.0.0.*")).hits()).isEmpty();
        assertThat(search(ConfigSearch.text("UPLINK")).hits()).isEmpty();
        assertThat(search(ConfigSearch.text("UPLINK").ignoringCase()).hits()).hasSize(1);
    }

    @Test
    void secrets_are_neither_shown_nor_guessed() {
        assertThat(search(ConfigSearch.text("$9$nhEm")).hits()).isEmpty();
        assertThat(search(ConfigSearch.regex("^enable secret .*(\\$9\\$n|" + Pattern.quote(Platform.MASK) + ")"))
                        .hits())
                .as("only the mask can be found")
                .singleElement()
                .satisfies(hit -> assertThat(hit.text()).contains(Platform.MASK).doesNotContain("nhEm"));
    }

    @Test
    void looks_where_it_is_told_and_ends_after_so_many_hits() {
        assertThat(search(ConfigSearch.text("10.0.0").on(DeviceSelector.names("edge2")))
                        .hits())
                .hasSize(1);
        SearchResult first = search(ConfigSearch.text("10.0.0").atMost(1));
        assertThat(first.hits()).hasSize(1);
        assertThat(first.more()).isTrue();
        SearchResult all = search(ConfigSearch.text("10.0.0").atMost(3));
        assertThat(all.hits()).hasSize(3);
        assertThat(all.more()).isFalse();
        assertThatThrownBy(() -> search(ConfigSearch.text("x").on(DeviceSelector.names("edge9"))))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void a_disabled_device_is_searched_too() {
        net.inventory()
                .save(Device.named("edge1")
                        .at("192.0.2.1")
                        .platform("cisco_ios")
                        .enabled(false)
                        .build());

        assertThat(search(ConfigSearch.text("hostname edge1")).hits()).hasSize(1);
    }

    @Test
    void bad_searches_are_refused() {
        for (String expression : List.of("(", "a{3,1}", "(?=x)", "\\1")) {
            assertThatThrownBy(() -> ConfigSearch.regex(expression))
                    .as(expression)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("RE2");
        }
        assertThatThrownBy(() -> ConfigSearch.text("")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> ConfigSearch.text("x".repeat(10_001))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> ConfigSearch.text("x").atMost(0)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void ends_at_its_deadline() {
        assertThatThrownBy(() -> net.backups().search(ConfigSearch.text("x"), kim().within(Duration.ZERO)))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("search");
    }
}
