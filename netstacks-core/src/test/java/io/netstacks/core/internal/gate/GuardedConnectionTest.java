package io.netstacks.core.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.NetStacks;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.spi.Actor;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.WriteGuard;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.session.DeviceSession;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work whose lease is gone sends nothing any more. */
@Timeout(60)
class GuardedConnectionTest {

    private static final String LAST_ALLOWED = "interface Loopback40";

    private final FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("edge1"));
    private final NetStacks net = NetStacks.builder()
            .storage("memory")
            .discovery(false)
            .credentials(CredentialSources.of(Map.of("lab", device.credentials())))
            .build();
    private final AtomicBoolean lost = new AtomicBoolean();
    private final OperationContext kim = OperationContext.as(Actor.user("kim"));

    GuardedConnectionTest() {
        net.inventory().save(device.asDevice().credential("lab").build());
    }

    @AfterEach
    void close() {
        net.close();
        device.close();
    }

    private OperationContext guarded(WriteGuard guard) {
        return kim.withDeadline(kim.deadline().guardedBy(guard));
    }

    private void check() {
        if (lost.get() || device.typed().contains(LAST_ALLOWED)) {
            lost.set(true);
            throw new OperationCancelledException("the lease is lost");
        }
    }

    @Test
    void a_push_whose_lease_is_lost_stops_at_once_and_is_unknown() throws Exception {
        String[] lines =
                IntStream.range(0, 400).mapToObj(i -> "interface Loopback" + i).toArray(String[]::new);

        ChangeResult result = net.device("edge1").configure(ConfigChange.of(lines), guarded(this::check));

        assertThat(result.status()).isEqualTo(ChangeStatus.UNKNOWN);
        assertThat(device.awaitNoConnections(Duration.ofSeconds(10))).isTrue();
        List<String> typed = device.typed();
        assertThat(typed).contains(LAST_ALLOWED).doesNotContain("interface Loopback399", "exit", "end");
        assertThat(typed).noneMatch(line -> line.startsWith("write") || line.startsWith("copy"));
    }

    @Test
    void nothing_is_connected_without_a_lease() {
        lost.set(true);

        assertThatThrownBy(() -> net.device("edge1").session(guarded(this::check)))
                .isInstanceOf(OperationCancelledException.class);

        assertThat(device.connectionsOpened()).isZero();
    }

    @Test
    void an_open_session_sends_no_command_without_a_lease_and_says_no_farewell() throws Exception {
        List<String> before;
        try (DeviceSession session = net.device("edge1").session(guarded(this::check))) {
            session.run("show version");
            before = device.typed();
            lost.set(true);

            assertThatThrownBy(() -> session.run("show clock")).isInstanceOf(OperationCancelledException.class);
        }

        assertThat(device.awaitNoConnections(Duration.ofSeconds(10))).isTrue();
        assertThat(device.typed()).isEqualTo(before);
    }

    @Test
    void a_guard_stays_with_its_context_whatever_its_time() {
        WriteGuard guard = this::check;
        OperationContext context = guarded(guard);

        assertThat(List.of(
                        context.within(Duration.ofSeconds(1)).deadline(),
                        context.withCorrelationId("other").deadline(),
                        context.withDeadline(Deadline.after(Duration.ofDays(1))).deadline(),
                        context.deadline().atMost(Duration.ofSeconds(1)),
                        context.deadline().atMost(Duration.ofDays(1)),
                        Deadline.after(Duration.ofSeconds(1)).earlier(context.deadline()),
                        context.deadline().earlier(Deadline.after(Duration.ofSeconds(1)))))
                .allSatisfy(deadline -> assertThat(deadline.guard()).isSameAs(guard));
    }
}
