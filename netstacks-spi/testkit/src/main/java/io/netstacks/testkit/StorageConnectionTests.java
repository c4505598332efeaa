package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Secret;
import io.netstacks.spi.SecretReference;
import io.netstacks.spi.device.ConnectionOverride;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceOverride;
import io.netstacks.spi.device.TimeoutOverride;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.store.CredentialStore;
import io.netstacks.spi.store.DeviceOverrideStore;
import io.netstacks.spi.store.Stored;
import java.math.BigInteger;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about overrides of devices and the default credentials. */
interface StorageConnectionTests extends StorageSubject {

    private static DeviceOverride full(String device) {
        return DeviceOverride.of(device)
                .withConnection(ConnectionOverride.NONE
                        .withPlatform("cisco_xr")
                        .withHost("[2001:db8::1]")
                        .withPort(2022)
                        .withCredential(ANY_UNICODE)
                        .withSshProfile("legacy")
                        .withTimeouts(TimeoutOverride.NONE
                                .withCommand(Duration.ofMinutes(10))
                                .withConnect(Duration.ofSeconds(1))
                                .withHandshake(Duration.ofMillis(1500))
                                .withAuthentication(Duration.ofSeconds(90))))
                .withVariables(Map.of(
                        ANY_UNICODE,
                        ANY_UNICODE,
                        "vlans",
                        List.of(10, 4_000_000_000L, -1),
                        "bgp",
                        Map.of("asn", 65001, "graceful", true, "ratio", 0.5, "peers", List.of())))
                .withNotes(ANY_UNICODE)
                .disabled(true);
    }

    private DeviceOverrideStore overrides() {
        return stores().deviceOverrides();
    }

    @Test
    default void an_override_comes_back_with_every_part_and_with_none() {
        var now = NOW.truncatedTo(ChronoUnit.MICROS);
        assertThat(overrides().isEmpty()).isTrue();

        assertThat(overrides().save(full(ANY_UNICODE))).isEqualTo(new Stored<>(full(ANY_UNICODE), 1, now, now));
        overrides().save(DeviceOverride.of("plain"));

        assertThat(overrides().isEmpty()).isFalse();
        assertThat(overrides().find(ANY_UNICODE).map(Stored::value)).contains(full(ANY_UNICODE));
        assertThat(overrides().find("plain").map(Stored::value)).contains(DeviceOverride.of("plain"));
        assertThat(overrides().find("unknown")).isEmpty();
        assertThat(full("r1").connection().host()).contains("2001:db8::1");
    }

    @Test
    default void variables_of_an_override_keep_their_types() {
        overrides().save(full("r1"));

        Map<String, Object> found =
                overrides().find("r1").orElseThrow().value().variables().asMap();

        assertThat(found.get("vlans")).isEqualTo(List.of(10L, 4_000_000_000L, -1L));
        assertThat(found.get("bgp"))
                .isEqualTo(Map.of("asn", 65001L, "graceful", true, "ratio", 0.5, "peers", List.of()));
    }

    @Test
    default void a_secret_among_the_variables_of_an_override_is_a_reference_and_nothing_else_becomes_one() {
        BigInteger huge = BigInteger.TEN.pow(30);
        DeviceOverride override = DeviceOverride.of("r1")
                .withVariables(Map.of(
                        "community",
                        new SecretReference("env:SNMP_COMMUNITY"),
                        "as-json",
                        Map.of("$secret", "env:SNMP_COMMUNITY", "$", 1, "$$x", true),
                        "id",
                        huge));
        overrides().save(override);

        assertThat(overrides().find("r1").map(Stored::value)).contains(override);
        assertThat(override.variables().secrets())
                .containsExactly(Map.entry("community", new SecretReference("env:SNMP_COMMUNITY")));
    }

    @Test
    default void saving_an_override_again_replaces_it_and_deleting_it_leaves_the_device() {
        stores().devices().save(Device.named("r1").build());
        overrides().save(full("r1"));

        assertThat(overrides().save(DeviceOverride.of("r1")).version()).isEqualTo(2);
        assertThat(overrides().find("r1").map(Stored::value)).contains(DeviceOverride.of("r1"));
        assertThat(overrides().delete("r1")).isTrue();
        assertThat(overrides().delete("r1")).isFalse();
        assertThat(overrides().isEmpty()).isTrue();
        assertThat(stores().devices().find("r1")).isPresent();
    }

    @Test
    default void an_override_stays_when_its_device_goes() {
        stores().devices().save(Device.named("r1").build());
        overrides().save(full("r1"));

        stores().devices().delete("r1");

        assertThat(overrides().find("r1")).isPresent();
    }

    @Test
    default void one_of_many_updates_of_the_same_version_of_an_override_wins() {
        long version = overrides().save(full("r1")).version();

        List<Boolean> won = StorageRace.run(8, number -> {
            try {
                overrides().update(full("r1").withNotes("n" + number), version);
                return true;
            } catch (ConflictException lost) {
                return false;
            }
        });

        assertThat(won).containsOnlyOnce(true);
        assertThat(overrides().find("r1").orElseThrow().value().notes()).isEqualTo("n" + won.indexOf(true));
        assertThatThrownBy(() -> overrides().update(full("gone"), 1))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("gone");
    }

    @Test
    default void overrides_are_listed_by_device_without_gaps() {
        List<String> names = List.of("B", "a", "a-1", "b", "r10", "r9", "\u00e4");
        names.forEach(name -> overrides().save(DeviceOverride.of(name)));

        assertThat(StorageSubject.allPages(2, overrides()::list, () -> {}))
                .extracting(row -> row.value().device())
                .containsExactlyElementsOf(names.stream().sorted().toList());
    }

    @Test
    default void an_override_with_a_bad_range_is_refused_before_it_is_stored() {
        ConnectionOverride none = ConnectionOverride.NONE;
        TimeoutOverride times = TimeoutOverride.NONE;
        Map<String, Object> withNull = new HashMap<>();
        withNull.put("a", null);
        Object deep = List.of();
        for (int i = 0; i < 30; i++) {
            deep = List.of(deep);
        }
        Object tooDeep = deep;

        List.<Runnable>of(
                        () -> none.withPort(0),
                        () -> none.withPort(65_536),
                        () -> none.withHost("two words"),
                        () -> none.withHost(" "),
                        () -> none.withCredential(""),
                        () -> none.withPlatform("x".repeat(513)),
                        () -> times.withCommand(Duration.ofMillis(999)),
                        () -> times.withConnect(Duration.ofSeconds(601)),
                        () -> times.withHandshake(Duration.ZERO),
                        () -> times.withAuthentication(Duration.ofSeconds(-1)),
                        () -> DeviceOverride.of(" "),
                        () -> full("r1").withVariables(withNull),
                        () -> full("r1").withVariables(Map.of("a", Duration.ZERO)),
                        () -> full("r1").withVariables(Map.of("a", Double.NaN)),
                        () -> full("r1").withVariables(Map.of("a", Map.of(1, 2))),
                        () -> full("r1").withVariables(Map.of("a", tooDeep)),
                        () -> full("r1").withVariables(Map.of("a", "x".repeat(1_000_001))))
                .forEach(bad -> assertThatThrownBy(bad::run).isInstanceOf(InvalidInputException.class));
        assertThat(overrides().isEmpty()).isTrue();
    }

    private CredentialStore credentials() {
        return stores().credentials();
    }

    private void save(String name) {
        credentials().save(name, Credentials.password(name, "pw-" + name));
    }

    private Optional<Secret> defaultPassword() {
        return credentials().findDefault().flatMap(Credentials::password);
    }

    @Test
    default void the_default_credentials_are_those_that_were_made_it_else_those_of_that_name() {
        save("lab");
        assertThat(credentials().defaultName()).isEmpty();
        assertThat(credentials().findDefault()).isEmpty();

        save("default");
        assertThat(credentials().defaultName()).contains("default");
        assertThat(defaultPassword()).contains(Secret.of("pw-default"));

        credentials().setDefault("lab");
        assertThat(credentials().defaultName()).contains("lab");
        assertThat(defaultPassword()).contains(Secret.of("pw-lab"));

        credentials().clearDefault();
        credentials().clearDefault();
        assertThat(credentials().defaultName()).contains("default");
    }

    @Test
    default void credentials_that_are_not_there_cannot_be_the_default_and_deleted_ones_are_not() {
        save(ANY_UNICODE);
        credentials().setDefault(ANY_UNICODE);
        assertThat(credentials().defaultName()).contains(ANY_UNICODE);

        assertThatThrownBy(() -> credentials().setDefault("gone"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("gone");
        assertThat(credentials().defaultName()).contains(ANY_UNICODE);

        credentials().delete(ANY_UNICODE);
        assertThat(credentials().defaultName()).isEmpty();
        save(ANY_UNICODE);
        assertThat(credentials().defaultName())
                .as("who comes back is not the default again")
                .isEmpty();
    }

    @Test
    default void of_32_who_set_a_default_at_once_exactly_one_is_it() {
        for (int i = 0; i < 32; i++) {
            save("c" + i);
        }

        StorageRace.run(32, number -> {
            credentials().setDefault("c" + number);
            return number;
        });

        String name = credentials().defaultName().orElseThrow();
        assertThat(name).startsWith("c");
        assertThat(defaultPassword()).contains(Secret.of("pw-" + name));
        credentials().delete(name);
        assertThat(credentials().defaultName())
                .as("no other one is marked behind it")
                .isEmpty();
    }

    @Test
    default void who_is_deleted_while_it_becomes_the_default_is_not_the_default() {
        for (int round = 0; round < 30; round++) {
            save("lab");
            StorageRace.run(2, number -> {
                if (number == 0) {
                    return credentials().delete("lab");
                }
                try {
                    credentials().setDefault("lab");
                } catch (NotFoundException deletedJustNow) {
                    return false;
                }
                return true;
            });

            assertThat(credentials().names()).isEmpty();
            save("lab");
            assertThat(credentials().defaultName()).as("round %s", round).isEmpty();
        }
    }

    @Test
    default void a_default_that_a_transaction_set_goes_with_it() {
        save("lab");
        assertThatThrownBy(() -> stores().inTransaction(tx -> {
                    tx.credentials().setDefault("lab");
                    tx.deviceOverrides().save(full("r1"));
                    throw new IllegalStateException("mine");
                }))
                .hasMessage("mine");

        assertThat(credentials().defaultName()).isEmpty();
        assertThat(overrides().isEmpty()).isTrue();
    }
}
