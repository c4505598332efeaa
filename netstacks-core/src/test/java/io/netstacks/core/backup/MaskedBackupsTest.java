package io.netstacks.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.NetStacks;
import io.netstacks.core.config.Captured;
import io.netstacks.core.config.Configs;
import io.netstacks.core.diff.DiffFormat;
import io.netstacks.core.diff.DiffStyle;
import io.netstacks.core.memory.MemoryStorage;
import io.netstacks.core.store.SecretMarks;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.platform.SecretMark;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.StorageProvider;
import io.netstacks.spi.store.Stores;
import io.netstacks.testkit.MutableClock;
import io.netstacks.testkit.StorageKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedBackupsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final OperationContext KIM = OperationContext.as(Actor.user("kim"));

    private final MutableClock clock = MutableClock.at(NOON);
    private final StorageKeys keys = new StorageKeys();
    private final KeptOpen kept = new KeptOpen();
    private NetStacks net = open(BackupTextPolicy.MASKED);

    /** Storage that outlives the library, as a database does. */
    private static final class KeptOpen implements StorageProvider {
        private final StorageProvider memory = new MemoryStorage();
        private @Nullable Stores opened;

        @Override
        public String id() {
            return "kept";
        }

        @Override
        public SpiVersion builtAgainst() {
            return memory.builtAgainst();
        }

        @Override
        public Stores open(ProviderContext context, KeyProvider keyProvider) {
            Stores stores = opened == null ? memory.open(context, keyProvider) : opened;
            opened = stores;
            return stores;
        }
    }

    private NetStacks open(BackupTextPolicy policy) {
        return NetStacks.builder()
                .discovery(false)
                .use(kept)
                .keys(keys)
                .clock(clock)
                .backupTexts(policy)
                .build();
    }

    @BeforeEach
    void devices() {
        device("edge1", "cisco_ios");
        device("edge2", "cisco_ios");
    }

    @AfterEach
    void close() {
        net.close();
    }

    private void device(String name, String platform) {
        net.inventory()
                .save(Device.named(name).at("192.0.2.1").platform(platform).build());
    }

    private Backup.Saved save(String device, String text) {
        clock.advance(Duration.ofMinutes(1));
        Device known = net.inventory().get(device);
        Platform platform = net.platforms().get(known.platform());
        return net.backups()
                .save(known, new Captured(platform, Configs.normalize(platform, text)), Backup.Origin.MANUAL, KIM);
    }

    private String textOf(Backup.Saved saved) {
        return net.backups().content(saved.backup().id()).reveal();
    }

    private static String ios(String secret, String clock) {
        return "! Last configuration change at " + clock + "\nhostname edge1\nenable secret 9 " + secret
                + "\nsnmp-server community swordfish RO\nend\n";
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            cisco_ios; 'enable secret 9 %s'
            cisco_ios; ' neighbor 192.0.2.1 password 7 %s'
            cisco_ios; ' pre-shared-key local 6 %s'
            cisco_nxos; 'username noc password 5 %s role network-admin'
            arista_eos; 'username noc secret sha512 %s'
            juniper_junos; '        encrypted-password "%s"; ## SECRET-DATA'
            juniper_junos; '    community %s {'
            huawei_vrp; 'snmp-agent community read cipher %s'
            fortinet_fortios; '    set psksecret %s'
            nokia_sros; '            password "%s" hash2'
            vyos; 'set service snmp community %s authorization ro'
            f5_tmsh; '    encrypted-password %s'
            frr_vtysh; 'password %s'
            linux; '-----BEGIN PRIVATE KEY-----%s-----END PRIVATE KEY-----'
            """)
    void a_changed_secret_is_a_change_and_the_secret_is_nowhere(String platform, String line) {
        device("box", platform);
        Backup.Saved first = save("box", "name a\n" + line.formatted("Xv9Qfirst") + "\nend\n");
        Backup.Saved again = save("box", "name a\n" + line.formatted("Xv9Qfirst") + "\nend\n");
        Backup.Saved second = save("box", "name a\n" + line.formatted("Xv9Qsecond") + "\nend\n");
        Backup.Saved back = save("box", "name a\n" + line.formatted("Xv9Qfirst") + "\nend\n");

        assertThat(first.backup().maskedWith()).contains("test-1");
        assertThat(again.changed()).isFalse();
        assertThat(second.changed()).isTrue();
        assertThat(back.backup().normalizedHash()).isEqualTo(first.backup().normalizedHash());
        String mark = SecretMarks.under(keys.current()).of("Xv9Qfirst");
        assertThat(textOf(first))
                .isEqualTo("name a\n" + line.formatted(mark) + "\nend\n")
                .doesNotContain("Xv9Q");
        assertThat(textOf(second)).doesNotContain("Xv9Q", mark);
        assertThat(net.platforms().get(platform).maskSecrets(textOf(first)))
                .as("showing it leaves the marks")
                .isEqualTo(textOf(first));
        assertThat(net.backups().diff(first.backup().id(), second.backup().id()).unified())
                .contains("-" + line.formatted(mark));
    }

    @Test
    void hashes_and_size_are_those_of_the_text_that_is_stored() {
        Backup backup = save("edge1", ios("$9$first", "10:00")).backup();
        ConfigText stored = net.backups().content(backup.id());
        ConfigText whole = Configs.normalize(net.platforms().get("cisco_ios"), ios("$9$first", "10:00"));

        assertThat(backup.rawHash()).isEqualTo(stored.rawHash()).isNotEqualTo(whole.rawHash());
        assertThat(backup.normalizedHash()).isEqualTo(stored.normalizedHash()).isNotEqualTo(whole.normalizedHash());
        assertThat(backup.characters()).isEqualTo(stored.length());
        assertThat(save("edge1", ios("$9$first", "11:00")).changed())
                .as("what changes by itself does not count")
                .isFalse();
    }

    @Test
    void the_same_secret_shows_the_same_mark_on_every_device_and_can_be_searched_for() {
        save("edge1", ios("$9$one", "10:00"));
        save("edge2", ios("$9$two", "10:00"));
        String mark = SecretMarks.under(keys.current()).of("swordfish");

        SearchResult found = net.backups().search(ConfigSearch.text(mark), KIM.within(Duration.ofMinutes(1)));

        assertThat(found.hits())
                .extracting(SearchHit::text)
                .hasSize(2)
                .containsOnly("snmp-server community " + mark + " RO");
        assertThat(net.backups()
                        .search(ConfigSearch.text("swordfish"), KIM.within(Duration.ofMinutes(1)))
                        .hits())
                .isEmpty();
    }

    @Test
    void a_masked_text_is_refused_as_something_to_put_onto_a_device() {
        Backup.Saved masked = save("edge1", ios("$9$first", "10:00"));
        Backup.Saved without = save("edge2", "hostname edge2\nend\n");

        assertThatThrownBy(() -> net.backups().wholeContent(masked.backup().id()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("edge1")
                .hasMessageContaining("without its secrets");
        assertThatThrownBy(() -> ConfigChange.builder()
                        .lines(textOf(masked).lines().toList())
                        .build())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("mark of a masked secret");
        assertThat(without.backup().maskedWith()).isEmpty();
        assertThat(net.backups().wholeContent(without.backup().id()).reveal()).isEqualTo("hostname edge2\nend\n");
    }

    @Test
    void what_others_took_is_masked_too_and_taken_once() {
        Platform platform = net.platforms().get("cisco_ios");
        NewBackup taken = new NewBackup(
                "edge1",
                "cisco_ios",
                NOON,
                Backup.Origin.IMPORTED,
                "import:x",
                Configs.normalize(platform, ios("$9$first", "10:00")));

        assertThat(net.backups().saveImported(taken)).isTrue();
        assertThat(net.backups().saveImported(taken)).isFalse();
        keys.rotate();
        keys.forgetOlder();
        assertThat(net.backups().saveImported(taken)).as("its key is gone").isFalse();
        Backup backup = net.backups().latest("edge1").orElseThrow();
        assertThat(net.backups().content(backup.id()).reveal()).doesNotContain("$9$first", "swordfish");
        assertThat(backup.verifications()).isZero();
    }

    @Test
    void comparisons_go_on_under_the_old_key_as_long_as_it_is_known() {
        save("edge1", ios("$9$first", "10:00"));
        keys.rotate();
        net.backups().list(BackupQuery.all(), PageRequest.first());

        assertThat(save("edge1", ios("$9$first", "10:00")).changed()).isFalse();
        Backup.Saved changed = save("edge1", ios("$9$second", "10:00"));

        assertThat(changed.backup().maskedWith()).contains("test-1");
        assertThat(net.backups()
                        .compare(
                                changed.previousId().orElseThrow(),
                                changed.backup().id())
                        .added())
                .as("only the secret that changed")
                .isEqualTo(1);
        assertThat(save("edge2", ios("$9$first", "10:00")).backup().maskedWith())
                .as("a device without masked backups begins with the new key")
                .contains("test-2");
    }

    @Test
    void when_the_old_key_is_gone_nobody_can_tell_and_each_device_changes_once() {
        Backup.Saved before = save("edge1", ios("$9$first", "10:00"));
        keys.rotate();
        keys.forgetOlder();

        Backup.Saved after = save("edge1", ios("$9$first", "10:00"));

        assertThat(after.changed()).isTrue();
        assertThat(after.backup().maskedWith()).contains("test-2");
        String shown = net.backups()
                .compare(before.backup().id(), after.backup().id())
                .render(DiffFormat.UNIFIED, DiffStyle.PLAIN);
        assertThat(shown).contains("-enable secret 9 <masked:test-1:", "+enable secret 9 <masked:test-2:");
        assertThat(save("edge1", ios("$9$first", "10:00")).changed()).isFalse();
    }

    @Test
    void a_whole_backup_and_a_masked_one_differ_only_where_they_do() {
        NetStacks masking = net;
        net = open(BackupTextPolicy.FULL);
        Backup.Saved whole = save("edge1", ios("$9$first", "10:00"));
        assertThat(net.backups().wholeContent(whole.backup().id()).reveal()).contains("$9$first");
        net = masking;
        Backup.Saved masked = save("edge1", ios("$9$second", "10:00"));

        assertThat(masked.changed()).isTrue();
        String shown = net.backups()
                .compare(whole.backup().id(), masked.backup().id())
                .render(DiffFormat.UNIFIED, DiffStyle.PLAIN);
        assertThat(shown.lines().filter(line -> line.startsWith("+") || line.startsWith("-")))
                .as("the secret that changed, and not the one that did not")
                .hasSize(4)
                .noneMatch(line -> line.contains("snmp-server"));
        assertThat(net.backups().diff(whole.backup().id(), masked.backup().id()).changes())
                .hasSize(2);
    }

    @Test
    void marks_cannot_be_made_without_the_key_and_show_nothing_else() {
        SecretMarks marks = SecretMarks.under(keys.current());
        keys.rotate();

        assertThat(marks.of("a")).isEqualTo(marks.of("a")).isNotEqualTo(marks.of("b"));
        assertThat(marks.of("a")).isNotEqualTo(SecretMarks.under(keys.current()).of("a"));
        assertThat(marks.of("a")).hasSameSizeAs(marks.of("a much longer secret"));
        assertThat(SecretMark.of("of key/1 ä", "0123456789abcdef0123"))
                .isEqualTo("<masked:of-key-1--:0123456789abcdef>");
        assertThat(List.of("", "<masked:k:0123456789abcde>", "<masked:k:0123456789ABCDEF>", "<removed>"))
                .noneMatch(SecretMark::isMark);
        assertThatThrownBy(() -> SecretMark.of("", "0123456789abcdef")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> SecretMark.of("k", "0123")).isInstanceOf(InvalidInputException.class);
    }
}
