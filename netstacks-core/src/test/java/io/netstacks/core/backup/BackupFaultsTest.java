package io.netstacks.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netstacks.core.NetStacks;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.core.memory.MemoryStorage;
import io.netstacks.core.session.SessionSettings;
import io.netstacks.spi.Actor;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.backup.BackupStore;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.event.NetStacksEvent;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.StorageProvider;
import io.netstacks.spi.store.Stores;
import io.netstacks.testkit.MutableClock;
import io.netstacks.testkit.fake.DeviceScript;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import io.netstacks.testkit.fake.FakeReply;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a device or the store does, a backup ends in bounded time with a typed failure, and nothing is left open. */
@Timeout(60)
class BackupFaultsTest {

    private static final String SHOW = "show running-config";

    private final MutableClock clock = MutableClock.at("2026-11-23T10:00:00Z");
    private final AtomicBoolean storeIsDown = new AtomicBoolean();
    private final List<NetStacksEvent> news = new CopyOnWriteArrayList<>();
    private FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("edge1"));
    private NetStacks net = open(device);

    private NetStacks open(FakeDevice simulated) {
        NetStacks opened = NetStacks.builder()
                .use(new ShakyStorage())
                .discovery(false)
                .clock(clock)
                .listener(news::add)
                .sessions(
                        SessionSettings.builder().quiet(Duration.ofMillis(100)).build())
                .credentials(CredentialSources.of(Map.of("lab", simulated.credentials())))
                .build();
        opened.inventory().save(simulated.asDevice().credential("lab").build());
        return opened;
    }

    private void simulate(DeviceScript script) {
        close();
        device = FakeDevice.start(script);
        net = open(device);
    }

    private void simulate(FakeReply running) {
        simulate(FakeDevices.ciscoIos("edge1").with(script -> script.command(SHOW, running)));
    }

    @AfterEach
    void close() {
        net.close();
        device.close();
    }

    /** Storage in memory whose database goes away. */
    private final class ShakyStorage implements StorageProvider {
        @Override
        public String id() {
            return "shaky";
        }

        @Override
        public SpiVersion builtAgainst() {
            return SpiVersion.running();
        }

        @Override
        public Stores open(ProviderContext context, KeyProvider keys) {
            Stores memory = new MemoryStorage().open(context, keys);
            BackupStore backups = shaky(BackupStore.class, memory.backups());
            return (Stores) Proxy.newProxyInstance(
                    Stores.class.getClassLoader(),
                    new Class<?>[] {Stores.class},
                    (proxy, method, arguments) ->
                            method.getName().equals("backups") ? backups : method.invoke(memory, arguments));
        }

        private <T> T shaky(Class<T> port, T store) {
            return port.cast(Proxy.newProxyInstance(
                    port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                        if (storeIsDown.get()) {
                            throw new StoreException("saving: the database is away", null);
                        }
                        try {
                            return method.invoke(store, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }
    }

    private static OperationContext within(Duration time) {
        return OperationContext.as(Actor.user("kim")).withDeadline(Deadline.after(time));
    }

    private static OperationContext kim() {
        return within(Duration.ofSeconds(20));
    }

    private void assertNothingIsLeft() throws InterruptedException {
        assertThat(device.awaitNoConnections(Duration.ofSeconds(10))).isTrue();
        storeIsDown.set(false);
        assertThat(net.backups().list(BackupQuery.all(), PageRequest.first(10)).items())
                .isEmpty();
        // The device is free: the next one gets its turn at once
        net.device("edge1").session(within(Duration.ofSeconds(5))).close();
    }

    private List<String> outcomes() {
        return news.stream()
                .filter(event -> event.kind() == NetStacksEvent.Kind.BACKUP_FINISHED)
                .map(event -> event.details().get("outcome"))
                .toList();
    }

    @Test
    void what_a_backup_does_is_told_under_its_correlation_id() {
        OperationContext context = kim();

        net.backups().run("edge1", context);

        assertThat(news)
                .filteredOn(event -> event.subject().equals("edge1"))
                .extracting(NetStacksEvent::kind)
                .contains(NetStacksEvent.Kind.SESSION_OPENED, NetStacksEvent.Kind.BACKUP_FINISHED);
        assertThat(news)
                .filteredOn(event -> event.kind() == NetStacksEvent.Kind.SESSION_OPENED
                        || event.kind() == NetStacksEvent.Kind.SESSION_CLOSED
                        || event.kind() == NetStacksEvent.Kind.BACKUP_FINISHED)
                .extracting(NetStacksEvent::correlationId)
                .containsOnly(context.correlationId());
    }

    @Test
    void a_store_that_is_down_fails_the_backup_and_leaves_nothing_open() throws Exception {
        storeIsDown.set(true);

        assertThatThrownBy(() -> net.backups().run("edge1", kim()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the database is away");

        assertThat(outcomes()).containsExactly("FAILED");
        assertNothingIsLeft();
    }

    @Test
    void a_store_that_is_down_is_the_reason_of_the_failed_member() throws Exception {
        storeIsDown.set(true);

        Snapshot snapshot = net.backups()
                .run(BackupRequest.of(DeviceSelector.names("edge1")), kim())
                .snapshot();

        assertThat(snapshot.members()).singleElement().satisfies(member -> {
            assertThat(member.state()).isEqualTo(SnapshotMember.State.FAILED);
            assertThat(member.reason())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("STORE"));
        });
        assertNothingIsLeft();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("noise", FakeReply.garbage(20_000, 7)),
                Arguments.of(
                        "noise that never ends in a prompt",
                        FakeReply.garbage(500, 8).then(FakeReply.silence())),
                Arguments.of("zero bytes", FakeReply.bytes(new byte[5000])),
                Arguments.of("nothing", FakeReply.none()),
                Arguments.of("no prompt", FakeReply.silence()),
                Arguments.of("a closed connection", FakeReply.drop()),
                Arguments.of(
                        "half of it, then a logout",
                        FakeReply.text("hostname edge1\n!").then(FakeReply.logout())),
                Arguments.of("half of it", FakeReply.text("Building configuration...\n\nhostname edge1\n!")),
                Arguments.of("an error line", FakeReply.text("% Authorization failed\n")),
                Arguments.of(
                        "a question",
                        FakeReply.ask(
                                "The configuration is locked. Break the lock? [yes/no]: ",
                                answer -> FakeReply.text("lock broken\n"))),
                Arguments.of(
                        "broken characters",
                        FakeReply.bytes("hostname \u00e9\r\n".getBytes(StandardCharsets.ISO_8859_1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void anything_but_a_complete_configuration_is_a_failure_and_stores_nothing(String what, FakeReply answer)
            throws Exception {
        simulate(answer);

        NetStacksException failure = catchThrowableOfType(
                NetStacksException.class, () -> net.backups().run("edge1", within(Duration.ofMillis(1500))));

        assertThat(failure).as(what).isNotNull();
        assertThat(failure.code())
                .isIn(
                        ErrorCode.INCOMPLETE_CONFIG,
                        ErrorCode.DEADLINE_EXCEEDED,
                        ErrorCode.SESSION_LOST,
                        ErrorCode.UNEXPECTED_QUESTION,
                        ErrorCode.OUTPUT_TOO_LARGE);
        assertThat(failure).hasMessageContaining("edge1");
        assertThat(device.typed()).doesNotContain("yes");
        assertThat(outcomes()).containsExactly("FAILED");
        assertNothingIsLeft();
    }

    @Test
    void output_without_an_end_is_refused_at_a_limit() throws Exception {
        simulate(FakeReply.flood(100L * 1024 * 1024));

        assertThatThrownBy(() -> net.backups().run("edge1", within(Duration.ofSeconds(50))))
                .isInstanceOfSatisfying(
                        NetStacksException.class,
                        e -> assertThat(e.code()).isIn(ErrorCode.OUTPUT_TOO_LARGE, ErrorCode.DEADLINE_EXCEEDED));

        assertNothingIsLeft();
    }

    @Test
    void a_device_that_shows_no_prompt_after_the_login_costs_the_time_of_one_device() throws Exception {
        simulate(FakeDevices.ciscoIos("edge1").with(script -> script.greeting(FakeReply.silence())));

        Snapshot snapshot = net.backups()
                .run(BackupRequest.of(DeviceSelector.names("edge1")).within(Duration.ofSeconds(1)), kim())
                .snapshot();

        assertThat(snapshot.members())
                .singleElement()
                .extracting(SnapshotMember::state)
                .isEqualTo(SnapshotMember.State.FAILED);
        assertThat(device.awaitNoConnections(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void an_unchanged_configuration_is_a_success() {
        Backup first = net.backups().run("edge1", kim()).backup();
        clock.advance(Duration.ofHours(1));

        Backup.Saved second = net.backups().run("edge1", kim());

        assertThat(second.changed()).isFalse();
        assertThat(second.backup().id()).isEqualTo(first.id());
        assertThat(second.backup().verifications()).isEqualTo(1);
        Snapshot snapshot = net.backups()
                .run(BackupRequest.of(DeviceSelector.names("edge1")), kim())
                .snapshot();
        assertThat(snapshot.state()).isEqualTo(Snapshot.State.COMPLETE);
        assertThat(snapshot.members())
                .singleElement()
                .extracting(SnapshotMember::state)
                .isEqualTo(SnapshotMember.State.UNCHANGED);
        assertThat(outcomes()).containsExactly("CHANGED", "UNCHANGED", "UNCHANGED");
    }

    @Test
    void a_configuration_of_which_only_the_time_of_printing_is_new_is_an_unchanged_one() {
        String rest = device.runningConfig();
        AtomicInteger minute = new AtomicInteger(10);
        simulate(FakeDevices.ciscoIos("edge1")
                .with(script -> script.command(
                        Set.of(),
                        SHOW,
                        call -> FakeReply.text("Building configuration...\n\nCurrent configuration : 12"
                                + minute.incrementAndGet() + " bytes\n!\n! Last configuration change at 12:"
                                + minute.get() + ":00 UTC Mon Nov 23 2026 by kim\n" + rest + "\nend\n"))));

        Backup first = net.backups().run("edge1", kim()).backup();
        Backup.Saved second = net.backups().run("edge1", kim());

        assertThat(minute.get()).as("printed twice, each time differently").isEqualTo(12);
        assertThat(second.changed()).isFalse();
        assertThat(second.backup().id()).isEqualTo(first.id());
    }

    @Test
    void a_clean_up_leaves_the_last_good_one_however_many_failed_since() {
        Backup good = net.backups().run("edge1", kim()).backup();
        clock.advance(Duration.ofDays(400));
        storeIsDown.set(true);
        assertThatThrownBy(() -> net.backups().run("edge1", kim())).isInstanceOf(StoreException.class);
        storeIsDown.set(false);

        assertThat(net.backups().purge(RetentionPolicy.days(1), false)).isEmpty();

        assertThat(net.backups().latest("edge1")).map(Backup::id).contains(good.id());
        assertThat(net.backups().content(good.id()).reveal()).contains("hostname edge1");
    }

    @Test
    void a_device_without_credentials_is_skipped_among_others_and_refused_alone() {
        net.inventory().save(device.asDevice().credential("lab").build());
        net.inventory()
                .save(Device.named("edge2")
                        .at("192.0.2.1")
                        .platform("cisco_ios")
                        .credential("lba")
                        .build());

        Snapshot snapshot =
                net.backups().run(BackupRequest.of(DeviceSelector.all()), kim()).snapshot();

        assertThat(snapshot.members())
                .extracting(SnapshotMember::state)
                .containsExactly(SnapshotMember.State.CHANGED, SnapshotMember.State.SKIPPED);
        assertThat(snapshot.members().get(1).reason())
                .hasValue("edge2: no credentials named \"lba\"; did you mean lab?");
        assertThat(net.devices(DeviceSelector.names("edge2"))
                        .run("show version")
                        .skipped())
                .hasSize(1);
        assertThat(catchThrowableOfType(
                        NetStacksException.class, () -> net.backups().run("edge2", kim())))
                .extracting(NetStacksException::code)
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void a_configuration_that_is_much_smaller_than_before_is_kept_and_worth_a_look() {
        List<String> shown = new CopyOnWriteArrayList<>(List.of(""));
        simulate(FakeDevices.ciscoIos("edge1")
                .with(script -> script.command(Set.of("privileged"), SHOW, call -> FakeReply.text(shown.get(0)))));
        String whole =
                "version 15.2\nhostname edge1\n" + "ip route 192.0.2.0 255.255.255.0 Null0\n!\n".repeat(50) + "end\n";
        BackupRequest all = BackupRequest.of(DeviceSelector.all());
        shown.set(0, whole);
        assertThat(net.backups().run(all, kim()).snapshot().members().get(0).reason())
                .isEmpty();

        shown.set(0, "version 15.2\nhostname edge1\nip routing\n!\nend\n");
        SnapshotMember small =
                net.backups().run(all, kim()).snapshot().members().get(0);

        assertThat(small.state()).isEqualTo(SnapshotMember.State.CHANGED);
        assertThat(small.reason())
                .hasValueSatisfying(reason -> assertThat(reason)
                        .contains("the backup before has")
                        .contains("look whether something is missing"));
        assertThat(news.get(news.size() - 1).details()).containsKey("warning");
        assertThat(net.backups().run(all, kim()).snapshot().members().get(0).reason())
                .isEmpty();
    }
}
