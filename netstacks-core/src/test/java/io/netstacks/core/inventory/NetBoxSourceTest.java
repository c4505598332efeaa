package io.netstacks.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceFinding;
import io.netstacks.spi.device.DeviceReport;
import io.netstacks.spi.device.DeviceSource;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.InvalidInputException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NetBoxSourceTest {

    /** Stands still until it is told to go on. */
    private static final class StillClock extends Clock {

        private volatile Instant now = Instant.parse("2026-11-23T10:00:00Z");

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final StillClock clock = new StillClock();
    private FakeNetBox netBox;

    @BeforeEach
    void start() throws IOException {
        netBox = new FakeNetBox();
    }

    @AfterEach
    void stop() {
        netBox.close();
    }

    private NetBoxQuery query() {
        return NetBoxQuery.at(netBox.address(), Secret.of(FakeNetBox.TOKEN)).clock(clock);
    }

    private void plain(int number) {
        netBox.device("{\"id\": " + number + ", \"name\": \"edge" + number + "\", \"status\": {\"value\": \"active\"},"
                + " \"site\": {\"slug\": \"" + (number % 2 == 0 ? "ber" : "muc") + "\"},"
                + " \"primary_ip\": {\"address\": \"192.0.2." + number + "/24\"}}");
    }

    @Test
    void objects_of_version_4_become_devices() {
        netBox.device("""
                {"id": 7, "url": "x", "display": "edge1", "name": "edge1",
                 "device_type": {"id": 1, "manufacturer": {"id": 1, "name": "Cisco", "slug": "cisco"}, "model": "ISR 4331"},
                 "role": {"id": 2, "name": "Edge router", "slug": "edge-router"},
                 "tenant": null, "platform": {"id": 3, "name": "Cisco IOS-XE", "slug": "cisco-xe"},
                 "serial": "FDO1", "site": {"id": 4, "name": "Berlin", "slug": "ber"}, "rack": null,
                 "status": {"value": "active", "label": "Active"},
                 "primary_ip": {"id": 5, "family": {"value": 6, "label": "IPv6"}, "address": "2001:db8::1/64"},
                 "primary_ip4": {"id": 6, "address": "192.0.2.1/24"}, "primary_ip6": {"id": 5, "address": "2001:db8::1/64"},
                 "tags": [{"id": 1, "name": "Core", "slug": "core", "color": "ff0000"}],
                 "custom_fields": {"netstacks_port": 2222, "netstacks_credential": "lab", "owner": "kim", "none": null,
                                   "snmp_community": "Planted-1", "contacts": [{"name": "Lee"}]}}
                """);
        netBox.machine("""
                {"id": 7, "name": "vrouter1", "status": {"value": "offline", "label": "Offline"}, "site": null,
                 "cluster": {"id": 1, "name": "vm-cluster"}, "role": {"slug": "router"}, "platform": {"slug": "vyos"},
                 "primary_ip": null, "primary_ip4": null, "tags": [], "custom_fields": {}}
                """);

        DeviceReport report = Inventories.netBox(query()).report();

        assertThat(report.devices()).extracting(Device::name).containsExactly("edge1", "vrouter1");
        Device edge = report.devices().get(0);
        assertThat(edge.endpoint()).isEqualTo(new Endpoint("2001:db8::1", 2222));
        assertThat(edge.platform()).isEqualTo("cisco_xe");
        assertThat(edge.site()).contains("ber");
        assertThat(edge.tags()).containsExactly("core");
        assertThat(edge.credential()).isEqualTo("lab");
        assertThat(edge.enabled()).isTrue();
        assertThat(edge.properties())
                .containsOnly(
                        Map.entry("netbox_id", "7"),
                        Map.entry("status", "active"),
                        Map.entry("role", "edge-router"),
                        Map.entry("serial", "FDO1"),
                        Map.entry("model", "ISR 4331"),
                        Map.entry("manufacturer", "cisco"),
                        Map.entry("cf_owner", "kim"),
                        Map.entry("cf_contacts", "[{\"name\":\"Lee\"}]"));
        Device router = report.devices().get(1);
        assertThat(router.enabled()).isFalse();
        assertThat(router.endpoint().host()).isEqualTo("vrouter1");
        assertThat(router.site()).isEmpty();
        assertThat(router.properties()).containsEntry("cluster", "vm-cluster").containsEntry("role", "router");
        assertThat(report.findings())
                .extracting(finding -> finding.kind() + " " + finding.devices() + " " + finding.key())
                .containsExactlyInAnyOrder("SECRET [edge1] custom_fields.snmp_community", "NOTE [vrouter1] primary_ip");
        assertThat(report.toString()).doesNotContain("Planted");
    }

    @Test
    void version_3_says_device_role_and_what_is_no_device_is_noted() {
        netBox.device(
                "{\"id\": 1, \"name\": \"a\", \"status\": {\"value\": \"staged\"}, \"device_role\": {\"slug\": \"leaf\"},"
                        + " \"platform\": {\"slug\": \"our-os\", \"name\": \"Ours\"}, \"primary_ip4\": {\"address\": \"192.0.2.1/32\"}}");
        netBox.device("{\"id\": 2, \"name\": null, \"status\": {\"value\": \"active\"}}");
        netBox.device("{\"id\": 3, \"name\": \"two words\", \"status\": {\"value\": \"active\"}}");
        netBox.device(
                "{\"id\": 4, \"name\": \"b\", \"platform\": {\"slug\": \"vms\"}, \"primary_ip6\": {\"address\": \"::1/128\"}}");
        netBox.machine("{\"id\": 5, \"name\": \"a\", \"status\": {\"value\": \"active\"}}");

        DeviceReport report = Inventories.netBox(query().enabledStatuses(Set.of("active", "staged"))
                        .platforms(PlatformNames.standard().with("our-os", "arista_eos")))
                .report();

        assertThat(report.devices()).extracting(Device::name).containsExactly("a", "b");
        assertThat(report.devices().get(0).platform()).isEqualTo("arista_eos");
        assertThat(report.devices().get(0).enabled()).isTrue();
        assertThat(report.devices().get(0).properties()).containsEntry("role", "leaf");
        assertThat(report.devices().get(1).platform()).isEqualTo("autodetect");
        assertThat(report.findings())
                .allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(DeviceFinding.Kind.NOTE))
                .extracting(DeviceFinding::place)
                .containsExactly(
                        "dcim/devices/2/", "dcim/devices/3/", "dcim/devices/4/", "virtualization/virtual-machines/5/");
    }

    @Test
    void pages_are_followed_on_the_given_address_only_and_filters_sent() {
        for (int i = 1; i <= 25; i++) {
            plain(i);
        }

        assertThat(Inventories.netBox(query().pageSize(10)).devices()).hasSize(25);
        assertThat(netBox.asked()).hasSize(4).element(1).asString().contains("offset=10");
        assertThat(Inventories.netBox(query().filter("site", "ber").withoutVirtualMachines())
                        .devices())
                .hasSize(12);
        assertThat(netBox.asked()).hasSize(5).element(4).asString().contains("site=ber");
    }

    @Test
    void a_busy_or_broken_netbox_is_asked_again_and_not_for_ever() {
        plain(1);
        netBox.next(429, "", "Retry-After", "0");
        netBox.next(503, "", "Retry-After", "0");
        assertThat(Inventories.netBox(query().withoutVirtualMachines()).devices())
                .hasSize(1);
        assertThat(netBox.asked()).hasSize(3);

        for (int i = 0; i < 4; i++) {
            netBox.next(500, "oops", "Retry-After", "0");
        }
        assertThatThrownBy(() -> Inventories.netBox(query()).devices())
                .isInstanceOfSatisfying(ConnectionFailedException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE);
                    assertThat(e).hasMessageContaining("500").hasMessageContaining("4 times");
                });
        assertThat(netBox.asked()).hasSize(7);
    }

    @Test
    void a_refused_token_is_said_once_and_never_shown() {
        NetBoxQuery query = NetBoxQuery.at(netBox.address(), Secret.of("Planted-token"));
        DeviceSource source = Inventories.netBox(query);

        assertThatThrownBy(source::devices).isInstanceOfSatisfying(ConnectionFailedException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED);
            assertThat(e).hasMessageContaining("Invalid token").hasMessageContaining("dcim/devices/");
        });
        assertThat(netBox.asked()).hasSize(1);
        netBox.next(403, "you sent Planted-token");
        assertThatThrownBy(source::devices)
                .hasMessageContaining("403")
                .message()
                .doesNotContain("Planted");
        assertThat(query.toString() + source + query.settings()).doesNotContain("Planted");
        assertThatThrownBy(() -> NetBoxQuery.at(netBox.address(), Secret.of("Planted\ntoken")))
                .isInstanceOf(InvalidInputException.class)
                .message()
                .doesNotContain("Planted");
    }

    @Test
    void what_is_no_netbox_is_told_apart() {
        assertThatThrownBy(
                        () -> Inventories.netBox(query().filter("bogus", "1")).devices())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Unknown filter field");
        netBox.next(200, "<html>");
        assertThatThrownBy(() -> Inventories.netBox(query()).devices()).hasMessageContaining("is not JSON");
        netBox.next(200, "{\"count\": 1}");
        assertThatThrownBy(() -> Inventories.netBox(query()).devices()).hasMessageContaining("no list of results");
        netBox.next(302, "", "Location", "https://elsewhere.invalid/");
        assertThatThrownBy(() -> Inventories.netBox(query()).devices()).hasMessageContaining("sends us elsewhere");
        netBox.next(404, "");
        assertThatThrownBy(() -> Inventories.netBox(query()).devices()).hasMessageContaining("without /api");
        netBox.next(200, "{\"results\": [], \"next\": \"http://x/?a=1\"}");
        netBox.next(200, "{\"results\": [], \"next\": \"http://x/?a=1\"}");
        assertThatThrownBy(() -> Inventories.netBox(query()).devices()).hasMessageContaining("again and again");
        netBox.next(200, "{\"results\": [], \"next\": \"http://x/?q=two words\"}");
        assertThatThrownBy(() -> Inventories.netBox(query()).devices())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("next page that is no address");
        for (String address :
                List.of("netbox", "ftp://x", "http://netbox.example.net", "https://u:p@x", "https://x/?a=b")) {
            assertThatThrownBy(() -> NetBoxQuery.at(URI.create(address), Secret.of("t")))
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void an_answer_is_kept_for_a_while_and_an_old_one_used_while_netbox_is_away() {
        plain(1);
        DeviceSource source = Inventories.netBox(query().withoutVirtualMachines()
                .refreshAfter(Duration.ofMinutes(5))
                .timeout(Duration.ofSeconds(5)));
        source.devices();
        source.devices();
        assertThat(netBox.asked()).hasSize(1);

        plain(2);
        clock.advance(Duration.ofMinutes(6));
        assertThat(source.devices()).hasSize(2);

        for (int i = 0; i < 8; i++) {
            netBox.next(503, "", "Retry-After", "0");
        }
        clock.advance(Duration.ofMinutes(6));
        assertThat(source.devices()).hasSize(2);
        clock.advance(Duration.ofMinutes(61));
        assertThatThrownBy(source::devices).isInstanceOf(ConnectionFailedException.class);
    }
}
