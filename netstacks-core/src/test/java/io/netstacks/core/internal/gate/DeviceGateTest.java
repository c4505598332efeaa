package io.netstacks.core.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.NetStacks;
import io.netstacks.core.config.CommandPolicy;
import io.netstacks.core.event.EventPublisher;
import io.netstacks.core.inventory.Inventories;
import io.netstacks.core.inventory.Inventory;
import io.netstacks.core.parse.Parsers;
import io.netstacks.spi.Actor;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.device.ConnectionOverride;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceOverride;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.DeniedException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.event.NetStacksEvent;
import io.netstacks.spi.parse.OutputParser;
import io.netstacks.spi.parse.ParseInput;
import io.netstacks.spi.parse.ParseResult;
import io.netstacks.spi.session.DeviceSession;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to the work on a device, the device is free afterwards and nothing was done twice. */
class DeviceGateTest {

    private static final Device EDGE1 = Device.named("edge1")
            .at("192.0.2.1")
            .platform("cisco_ios")
            .site("berlin")
            .build();
    private static final Device EDGE2 = Device.named("edge2")
            .at("192.0.2.2")
            .platform("cisco_ios")
            .site("berlin")
            .build();
    private static final Device OFF = Device.named("off")
            .at("192.0.2.3")
            .platform("cisco_ios")
            .enabled(false)
            .build();

    private final List<NetStacksEvent.Kind> news = new ArrayList<>();
    private final List<StubSession> sessions = new ArrayList<>();
    private final LocalDeviceLocks locks = new LocalDeviceLocks();
    private final NetStacks stores =
            NetStacks.builder().storage("memory").discovery(false).build();
    private int opened;
    private Consumer<Device> beforeOpening = device -> {};
    private Runnable whileWaiting = () -> {};

    private final DeviceGate gate = new DeviceGate(
            new Inventory(stores.stores(), List.of(Inventories.of(EDGE1, EDGE2, OFF))),
            stores.connections(),
            (device, deadline) -> {
                whileWaiting.run();
                return locks.acquire(device, deadline);
            },
            Optional.of(new Throttle("a session at the site", 1)),
            (device, deadline) -> {
                opened++;
                beforeOpening.accept(device);
                StubSession session = new StubSession(device);
                sessions.add(session);
                return session;
            },
            CommandPolicy.readOnly(),
            new OutputParsing(Parsers.standard()),
            new EventPublisher(List.of(event -> news.add(event.kind())), Clock.systemUTC()));

    @AfterEach
    void close() {
        stores.close();
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    private static Deadline now() {
        return Deadline.after(Duration.ofMillis(1));
    }

    /** The lock and the place at the site, both: edge2 has the same site. */
    private void assertFree() {
        assertThat(sessions).allMatch(session -> session.closed == 1);
        gate.open(EDGE1, "", now()).close();
        gate.open(EDGE2, "", now()).close();
    }

    static List<RuntimeException> refusals() {
        return List.of(
                new ConnectionFailedException(ErrorCode.UNREACHABLE, "edge1: connection refused"),
                new ConnectionFailedException(ErrorCode.AUTHENTICATION_FAILED, "edge1: wrong password"),
                new ConnectionFailedException(ErrorCode.HOST_KEY_REJECTED, "edge1: another host key"),
                new SessionFailedException(ErrorCode.SESSION_LOST, "edge1: hung up before its first prompt", ""),
                new DeadlineExceededException("edge1: no prompt"),
                new OperationCancelledException("edge1: cancelled"),
                new IllegalStateException("a bug of a transport"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void an_opening_that_fails_is_tried_once_and_frees_the_device(RuntimeException refusal) {
        beforeOpening = device -> {
            throw refusal;
        };

        assertThatThrownBy(() -> gate.read(EDGE1, soon(), session -> "never")).isSameAs(refusal);

        assertThat(opened).isEqualTo(1);
        beforeOpening = device -> {};
        assertFree();
    }

    @Test
    void a_refusal_is_news_with_its_code() {
        beforeOpening = device -> {
            throw new ConnectionFailedException(ErrorCode.AUTHENTICATION_FAILED, "edge1: wrong password");
        };

        assertThatThrownBy(() -> gate.open(EDGE1, "", soon())).isInstanceOf(ConnectionFailedException.class);
        assertThat(news).containsExactly(NetStacksEvent.Kind.SESSION_REFUSED);
    }

    static List<Throwable> failures() {
        return List.of(
                new IllegalStateException("a bug of the caller"),
                new AssertionError("worse"),
                new OperationCancelledException("cancelled"),
                new DeadlineExceededException("late"),
                new SessionFailedException(ErrorCode.UNEXPECTED_QUESTION, "Continue?", "Continue?"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void work_that_throws_closes_its_session_and_frees_the_device(Throwable failure) {
        Function<DeviceSession, Object> work = session -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        };

        assertThatThrownBy(() -> gate.read(EDGE1, soon(), work)).isSameAs(failure);
        assertThatThrownBy(() -> gate.with(EDGE1, "", soon(), work)).isSameAs(failure);
        assertThatThrownBy(() -> gate.withSession("edge1", OperationContext.as(Actor.user("kim")), work))
                .isSameAs(failure);

        assertThat(opened).isEqualTo(3);
        assertFree();
    }

    @Test
    void one_session_at_a_time_per_device() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(CompletableFuture.runAsync(() -> gate.with(EDGE1, "", soon(), session -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                return inside.decrementAndGet();
            })));
        }
        all.forEach(CompletableFuture::join);

        assertThat(most).hasValue(1);
        assertThat(opened).isEqualTo(50);
        assertFree();
    }

    @Test
    void who_gets_no_session_is_news_also_if_nothing_was_tried() {
        assertThatThrownBy(() -> gate.open(OFF, "", soon())).isInstanceOf(DeniedException.class);
        assertThat(news).containsExactly(NetStacksEvent.Kind.SESSION_REFUSED);

        DeviceSession held = gate.open(EDGE1, "", soon());
        news.clear();
        assertThatThrownBy(() -> gate.open(EDGE1, "", now())).isInstanceOf(DeadlineExceededException.class);
        assertThat(news).containsExactly(NetStacksEvent.Kind.SESSION_REFUSED);
        held.close();
        assertFree();
    }

    @Test
    void a_device_that_is_disabled_while_somebody_waits_for_it_has_no_session() {
        whileWaiting = () -> stores.connections().set(DeviceOverride.of("edge1").disabled(true));

        assertThatThrownBy(() -> gate.open(EDGE1, "", soon()))
                .isInstanceOf(DeniedException.class)
                .hasMessageContaining("disabled by its override");

        assertThat(opened).isZero();
        assertThat(news).containsExactly(NetStacksEvent.Kind.SESSION_REFUSED);
        whileWaiting = () -> {};
        stores.connections().clear("edge1");
        assertFree();
    }

    @Test
    void a_device_that_moves_while_somebody_waits_for_it_is_reached_where_it_is() {
        whileWaiting = () -> stores.connections()
                .set(DeviceOverride.of("edge1").withConnection(ConnectionOverride.NONE.withHost("192.0.2.99")));
        List<String> hosts = new ArrayList<>();
        beforeOpening = device -> hosts.add(device.endpoint().host());

        gate.open(EDGE1, "", soon()).close();

        assertThat(hosts).containsExactly("192.0.2.99");
    }

    @Test
    void who_waits_too_long_for_a_device_or_a_site_is_told_and_leaves_nothing_behind() {
        try (DeviceSession held = gate.open(EDGE1, "", soon())) {
            assertThatThrownBy(() -> gate.open(EDGE1, "", now()))
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("another session holds the device");
            assertThatThrownBy(() -> gate.open(EDGE2, "", now()))
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("berlin");
            assertThat(held.isOpen()).isTrue();
            assertThat(opened).isEqualTo(1);
        }
        assertFree();
    }

    @Test
    void who_is_cancelled_while_waiting_leaves_nothing_behind() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        try (DeviceSession held = gate.open(EDGE1, "", soon())) {
            Thread waiter = new Thread(() -> {
                waiting.countDown();
                try {
                    gate.open(EDGE1, "", soon()).close();
                    seen.complete(new AssertionError("got the device"));
                } catch (NetStacksException e) {
                    seen.complete(Thread.currentThread().isInterrupted() ? e : new AssertionError("flag lost", e));
                }
            });
            waiter.start();
            waiting.await();
            waiter.interrupt();
            assertThat(seen.join()).isInstanceOf(OperationCancelledException.class);
            assertThat(held.isOpen()).isTrue();
        }
        assertFree();
    }

    @Test
    void a_read_on_a_lost_session_gets_one_more_and_not_two() {
        assertThatThrownBy(() -> gate.run("edge1", Command.show("show version")))
                .isInstanceOf(SessionFailedException.class);

        assertThat(sessions).extracting(session -> session.sent).containsExactly(1, 1);
        assertFree();
    }

    @Test
    void what_may_change_the_device_is_never_sent_twice() {
        assertThatThrownBy(() -> gate.run("edge1", Command.exec("reload"))).isInstanceOf(SessionFailedException.class);
        assertThatThrownBy(() -> gate.read(
                        EDGE1,
                        soon(),
                        session -> session.configure(
                                ConfigChange.of("hostname edge9"), OperationContext.as(Actor.user("kim")))))
                .isInstanceOf(SessionFailedException.class);
        assertThatThrownBy(() ->
                        gate.read(EDGE1, soon(), session -> session.stream(Command.exec("write memory"), line -> {})))
                .isInstanceOf(SessionFailedException.class);
        assertThatThrownBy(() -> gate.with(EDGE1, "", soon(), session -> session.run("show version")))
                .isInstanceOf(SessionFailedException.class);

        assertThat(sessions).extracting(session -> session.sent).containsExactly(1, 1, 1, 1);
        assertThat(news).filteredOn(NetStacksEvent.Kind.CHANGE_FINISHED::equals).hasSize(1);
        assertFree();
    }

    @Test
    void a_read_that_is_out_of_time_is_not_repeated() {
        assertThatThrownBy(() -> gate.read(EDGE1, Deadline.after(Duration.ofMillis(30)), session -> {
                    pass(Duration.ofMillis(60));
                    return lose(session);
                }))
                .isInstanceOf(SessionFailedException.class);

        assertThat(opened).isEqualTo(1);
    }

    private static CommandResult lose(DeviceSession session) {
        throw new SessionFailedException(
                ErrorCode.SESSION_LOST, session.device().name() + ": the device hung up", "");
    }

    private static void pass(Duration time) {
        Deadline end = Deadline.after(time);
        while (!end.hasPassed()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_command_gets_no_more_than_the_time_that_is_left_of_its_device_s() {
        assertThatThrownBy(() -> gate.read(EDGE1, soon(), session -> session.run("show version")))
                .isInstanceOf(SessionFailedException.class);
        assertThat(sessions.get(0).last.timeout().orElseThrow())
                .as("less than the minute that a command of this device has by itself")
                .isLessThan(EDGE1.commandTimeout());

        assertThatThrownBy(() -> gate.with(
                        EDGE1,
                        "",
                        soon(),
                        session -> session.run(Command.show("show version").within(Duration.ofMillis(1)))))
                .isInstanceOf(SessionFailedException.class);
        assertThat(sessions.get(sessions.size() - 1).last.timeout()).contains(Duration.ofMillis(1));
    }

    @Test
    void a_command_is_not_sent_when_the_time_of_its_device_is_over() {
        assertThatThrownBy(() -> gate.read(EDGE1, Deadline.after(Duration.ofMillis(30)), session -> {
                    pass(Duration.ofMillis(60));
                    return session.run("show version");
                }))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("edge1: \"show version\" was not sent");
        assertThat(sessions).extracting(session -> session.sent).containsExactly(0);
        assertFree();
    }

    @Test
    void a_session_that_is_kept_has_the_time_of_its_commands() {
        try (DeviceSession session = gate.open(EDGE1, "", Deadline.after(Duration.ofMillis(30)))) {
            pass(Duration.ofMillis(60));
            assertThatThrownBy(() -> session.run("show version")).isInstanceOf(SessionFailedException.class);
        }
        assertThat(sessions.get(0).last.timeout()).isEmpty();
    }

    @Test
    void a_command_that_only_claims_to_read_is_not_sent() {
        assertThatThrownBy(() -> gate.run("edge1", Command.show("reload")))
                .isInstanceOf(DeniedException.class)
                .hasMessageContaining("edge1")
                .hasMessageContaining("reload");

        assertThat(sessions).extracting(session -> session.sent).containsExactly(0);
        assertFree();
    }

    @Test
    void an_unknown_or_disabled_device_is_told_before_anything_is_opened() {
        assertThatThrownBy(() -> gate.run("egde1", Command.show("show version")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("edge1");
        assertThatThrownBy(() -> gate.run("off", Command.show("show version")))
                .isInstanceOf(DeniedException.class)
                .hasMessageContaining("disabled");

        assertThat(opened).isZero();
    }

    @Test
    void a_session_is_given_back_once_however_often_it_is_closed() {
        DeviceSession first = gate.open(EDGE1, "", soon());
        first.close();
        DeviceSession second = gate.open(EDGE1, "", soon());
        first.close();

        assertThatThrownBy(() -> gate.open(EDGE1, "", now())).isInstanceOf(DeadlineExceededException.class);
        second.close();
        assertThat(news)
                .containsExactly(
                        NetStacksEvent.Kind.SESSION_OPENED,
                        NetStacksEvent.Kind.SESSION_CLOSED,
                        NetStacksEvent.Kind.SESSION_OPENED,
                        NetStacksEvent.Kind.SESSION_REFUSED,
                        NetStacksEvent.Kind.SESSION_CLOSED);
    }

    @Test
    void a_parser_that_throws_has_failed_and_nothing_else() {
        OutputParser broken = new OutputParser() {
            @Override
            public String id() {
                return "acme";
            }

            @Override
            public SpiVersion builtAgainst() {
                return SpiVersion.running();
            }

            @Override
            public ParseResult parse(ParseInput input) {
                throw new IllegalStateException("no table");
            }
        };

        ParseResult result = Parsers.builder().parser(broken).build().parse("cisco_ios", "show version", "x");

        assertThat(result)
                .isInstanceOfSatisfying(
                        ParseResult.Failed.class,
                        failed -> assertThat(failed.message()).contains("acme").contains("no table"));
    }
}
