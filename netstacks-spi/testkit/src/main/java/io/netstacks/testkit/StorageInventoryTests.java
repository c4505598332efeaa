package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Secret;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.device.JumpHop;
import io.netstacks.spi.device.ProxySpec;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.store.Stored;
import io.netstacks.spi.transport.HostKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about devices, credentials and host keys. */
interface StorageInventoryTests extends StorageSubject {

    private static Device full() {
        return Device.named("core-01")
                .at("2001:db8::1", 2022)
                .platform("cisco_xr")
                .transport("ssh")
                .credential("lab")
                .site(ANY_UNICODE)
                .tag("core")
                .tag(ANY_UNICODE)
                .sshProfile("legacy")
                .hostKeyPin("SHA256:abc")
                .via(JumpHop.via("jump-1", 22, "jump"))
                .via(new JumpHop(new Endpoint("jump-2", 2222), "jump", Optional.of("SHA256:def")))
                .proxy(new ProxySpec(ProxySpec.Kind.SOCKS5, new Endpoint("proxy", 1080), Optional.of("proxy")))
                .commandTimeout(Duration.ofMillis(1500))
                .enabled(false)
                .property("rack", ANY_UNICODE)
                .build();
    }

    @Test
    default void a_device_comes_back_with_every_part() {
        Stored<Device> saved = stores().devices().save(full());

        assertThat(saved).isEqualTo(new Stored<>(full(), 1, micros(), micros()));
        assertThat(stores().devices().find("core-01")).contains(saved);
    }

    @Test
    default void saving_a_device_again_replaces_it_and_counts_the_version() {
        stores().devices().save(full());
        Device other = Device.named("core-01").platform("arista_eos").build();

        assertThat(stores().devices().save(other).version()).isEqualTo(2);
        assertThat(stores().devices().find("core-01").map(Stored::value)).contains(other);
    }

    @Test
    default void an_update_of_an_outdated_version_is_a_conflict_and_changes_nothing() {
        Stored<Device> first = stores().devices().save(full());
        Device mine = full().toBuilder().site("mine").build();
        stores().devices().update(mine, first.version());

        assertThatThrownBy(() -> stores().devices()
                        .update(full().toBuilder().site("yours").build(), first.version()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("core-01");
        assertThat(stores().devices().find("core-01").orElseThrow())
                .satisfies(row -> assertThat(row.value()).isEqualTo(mine))
                .satisfies(row -> assertThat(row.version()).isEqualTo(2));
        assertThatThrownBy(() -> stores().devices().update(Device.named("gone").build(), 1))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("gone");
    }

    @Test
    default void one_of_many_updates_of_the_same_version_wins() {
        long version = stores().devices().save(full()).version();

        List<Boolean> won = StorageRace.run(8, number -> {
            try {
                stores().devices().update(full().toBuilder().site("s" + number).build(), version);
                return true;
            } catch (ConflictException lost) {
                return false;
            }
        });

        assertThat(won).containsOnlyOnce(true);
        assertThat(stores().devices().find("core-01").orElseThrow().version()).isEqualTo(version + 1);
    }

    @Test
    default void many_saves_of_a_new_device_at_once_all_count() {
        List<Long> versions =
                StorageRace.run(8, number -> stores().devices().save(full()).version());

        assertThat(versions).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    default void an_unknown_device_is_empty_and_deleting_tells_whether_there_was_one() {
        stores().devices().save(full());

        assertThat(stores().devices().find("nobody")).isEmpty();
        assertThat(stores().devices().find("CORE-01"))
                .as("another case is another name")
                .isEmpty();
        assertThat(stores().devices().delete("nobody")).isFalse();
        assertThat(stores().devices().delete("core-01")).isTrue();
        assertThat(stores().devices().delete("core-01")).isFalse();
        assertThat(stores().devices().find("core-01")).isEmpty();
    }

    @Test
    default void devices_are_listed_by_name_without_gaps_while_some_are_added() {
        List<String> names = List.of("B", "a", "a-1", "a.2", "b", "r10", "r9", "\u00e4", "\u6771");
        names.forEach(name -> stores().devices().save(Device.named(name).at("h").build()));
        List<String> added = new ArrayList<>(List.of("A", "c", "r99", "zz"));

        List<String> seen = StorageSubject.allPages(2, stores().devices()::list, () -> {
                    if (!added.isEmpty()) {
                        stores().devices()
                                .save(Device.named(added.remove(0)).at("h").build());
                    }
                })
                .stream()
                .map(row -> row.value().name())
                .toList();

        assertThat(seen).containsAll(names).doesNotHaveDuplicates().isSorted();
    }

    @Test
    default void devices_are_counted_by_platform() {
        assertThat(stores().devices().countByPlatform()).isEmpty();
        stores().devices().save(Device.named("a").platform("cisco_ios").build());
        stores().devices().save(Device.named("b").platform("cisco_ios").build());
        stores().devices().save(Device.named("c").platform("arista_eos").build());

        assertThat(stores().devices().countByPlatform()).isEqualTo(Map.of("cisco_ios", 2L, "arista_eos", 1L));
    }

    private static Credentials everySecret() {
        return Credentials.of("admin")
                .password(Secret.of("pa\u00df\uD83D\uDE80"))
                .enableSecret(Secret.of("enable"))
                .enableUsername("root")
                .privateKey(Secret.of("-----BEGIN\nkey\n-----END\n"))
                .passphrase(Secret.of(""))
                .answer("(?i)code", Secret.of("123456"))
                .answer("PIN:", Secret.of("0000"))
                .realm("tacacs-1")
                .build();
    }

    private static void assertSame(Credentials found, Credentials expected) {
        assertThat(found.username()).isEqualTo(expected.username());
        assertThat(found.password()).isEqualTo(expected.password());
        assertThat(found.enableSecret()).isEqualTo(expected.enableSecret());
        assertThat(found.enableUsername()).isEqualTo(expected.enableUsername());
        assertThat(found.privateKey()).isEqualTo(expected.privateKey());
        assertThat(found.passphrase()).isEqualTo(expected.passphrase());
        assertThat(found.realm()).isEqualTo(expected.realm());
        assertThat(found.answers())
                .extracting(answer -> answer.question().pattern(), Credentials.Answer::answer)
                .containsExactlyElementsOf(expected.answers().stream()
                        .map(answer -> Tuple.tuple(answer.question().pattern(), answer.answer()))
                        .toList());
    }

    @Test
    default void credentials_come_back_with_every_part_and_with_none() {
        stores().credentials().save("full", everySecret());
        stores().credentials().save(ANY_UNICODE, Credentials.of("").build());

        assertSame(stores().credentials().find("full").orElseThrow(), everySecret());
        assertSame(
                stores().credentials().find(ANY_UNICODE).orElseThrow(),
                Credentials.of("").build());
        assertThat(stores().credentials().find("unknown")).isEmpty();
        assertThat(stores().credentials().names()).containsExactly(ANY_UNICODE, "full");
    }

    @Test
    default void a_name_that_no_credentials_can_have_is_refused_and_finds_none() {
        for (String name : List.of("", " ", "n".repeat(513), "\u4e00".repeat(427))) {
            assertThatThrownBy(() -> stores().credentials().save(name, everySecret()))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("the name of credentials must ");
            assertThat(stores().credentials().find(name)).isEmpty();
        }
        assertThat(stores().credentials().names()).isEmpty();
    }

    @Test
    default void wiping_a_secret_that_was_given_or_found_wipes_no_stored_one() {
        Credentials given = everySecret();
        stores().credentials().save("lab", given);
        given.password().orElseThrow().close();
        stores().credentials()
                .find("lab")
                .orElseThrow()
                .password()
                .orElseThrow()
                .close();

        assertSame(stores().credentials().find("lab").orElseThrow(), everySecret());
    }

    @Test
    default void credentials_are_replaced_and_deleted() {
        stores().credentials().save("lab", everySecret());
        stores().credentials().save("lab", Credentials.password("kim", "new"));

        assertSame(stores().credentials().find("lab").orElseThrow(), Credentials.password("kim", "new"));
        assertThat(stores().credentials().delete("lab")).isTrue();
        assertThat(stores().credentials().delete("lab")).isFalse();
        assertThat(stores().credentials().find("lab")).isEmpty();
    }

    @Test
    default void after_a_rotation_the_older_keys_are_not_needed() {
        stores().credentials().save("a", everySecret());
        stores().credentials().save("b", Credentials.password("b", "b"));
        stores().backups().save(StorageSubject.config("r1", NOW, "hostname r1\n"));
        keys().rotate();
        stores().credentials().save("c", Credentials.password("c", "c"));

        assertThat(stores().credentials().rotate()).isEqualTo(encrypts() ? 2 : 0);
        assertThat(stores().backups().rotate()).isEqualTo(encrypts() ? 1 : 0);
        assertThat(stores().credentials().rotate()).isZero();
        assertThat(stores().backups().rotate()).isZero();

        keys().forgetOlder();
        assertSame(stores().credentials().find("a").orElseThrow(), everySecret());
        assertSame(stores().credentials().find("c").orElseThrow(), Credentials.password("c", "c"));
        BackupId backup = stores().backups().latest("r1").orElseThrow().id();
        assertThat(stores().backups().content(backup).orElseThrow().reveal()).isEqualTo("hostname r1\n");
    }

    @Test
    default void a_lost_key_is_an_error_and_never_an_empty_secret() {
        stores().credentials().save("lab", everySecret());
        BackupId backup = stores().backups()
                .save(StorageSubject.config("r1", NOW, "hostname r1\n"))
                .backup()
                .id();
        keys().rotate();
        keys().forgetOlder();
        if (!encrypts()) {
            assertSame(stores().credentials().find("lab").orElseThrow(), everySecret());
            return;
        }

        assertThatThrownBy(() -> stores().credentials().find("lab"))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageContaining("lab")
                .hasMessageContaining("test-1");
        assertThatThrownBy(() -> stores().credentials().rotate()).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> stores().backups().content(backup)).isInstanceOf(StoreException.class);
    }

    @Test
    default void a_host_key_is_trusted_on_first_use_and_another_one_is_not() {
        Endpoint endpoint = new Endpoint("Router-1", 22);
        HostKey key = new HostKey("ssh-ed25519", "AAAA");

        assertThat(stores().hostKeys().find(endpoint)).isEmpty();
        assertThat(stores().hostKeys().trustFirst(endpoint, key)).isTrue();
        assertThat(stores().hostKeys().trustFirst(endpoint, key)).isTrue();
        assertThat(stores().hostKeys().trustFirst(endpoint, new HostKey("ssh-ed25519", "BBBB")))
                .isFalse();
        HostKey rsa = new HostKey("ssh-rsa", "C".repeat(5000));
        assertThat(stores().hostKeys().trustFirst(endpoint, rsa)).isTrue();

        assertThat(stores().hostKeys().find(new Endpoint("router-1", 22))).containsExactlyInAnyOrder(key, rsa);
        assertThat(stores().hostKeys().find(new Endpoint("router-1", 2222))).isEmpty();

        stores().hostKeys().forget(endpoint);
        assertThat(stores().hostKeys().find(endpoint)).isEmpty();
        assertThat(stores().hostKeys().trustFirst(endpoint, new HostKey("ssh-ed25519", "BBBB")))
                .isTrue();
    }

    @Test
    default void of_many_first_uses_at_once_one_key_is_trusted() {
        Endpoint endpoint = new Endpoint("192.0.2.1", 22);

        List<Boolean> trusted = StorageRace.run(
                8, number -> stores().hostKeys().trustFirst(endpoint, new HostKey("ssh-ed25519", "KEY" + number)));

        assertThat(trusted).containsOnlyOnce(true);
        assertThat(stores().hostKeys().find(endpoint))
                .containsExactly(new HostKey("ssh-ed25519", "KEY" + trusted.indexOf(true)));
    }

    private static Instant micros() {
        return NOW.truncatedTo(ChronoUnit.MICROS);
    }

    @Test
    default void tags_keep_every_value() {
        stores().devices().save(full());

        assertThat(stores().devices().find("core-01").orElseThrow().value().tags())
                .isEqualTo(Set.of("core", ANY_UNICODE));
    }
}
