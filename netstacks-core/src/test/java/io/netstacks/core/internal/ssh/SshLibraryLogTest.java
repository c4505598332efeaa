package io.netstacks.core.internal.ssh;

import static io.netstacks.core.internal.ssh.SshBench.box;
import static io.netstacks.core.internal.ssh.SshBench.failure;
import static io.netstacks.core.internal.ssh.SshBench.to;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.transport.ConnectTimeouts;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.SshProfile;
import io.netstacks.testkit.fake.FakeArrival;
import io.netstacks.testkit.fake.FakeDevice;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What sshj says of an ordinary failure does not reach the log of the host as an alarm. */
@Timeout(60)
class SshLibraryLogTest {

    private final SshjTransportProvider ssh = new SshjTransportProvider();

    @AfterEach
    void close() {
        ssh.close();
    }

    @Test
    void a_lost_session_a_refused_login_and_a_silent_peer_are_no_alarms() {
        Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();
        Logger library = (Logger) LoggerFactory.getLogger("net.schmizz");
        AppenderBase<ILoggingEvent> keeping = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                events.add(event);
            }
        };
        keeping.setContext(library.getLoggerContext());
        keeping.start();
        library.setAdditive(false); // other tests may fail on purpose at the same time; this one keeps it all
        library.setLevel(Level.TRACE);
        library.addAppender(keeping);
        try {
            provoke();
        } finally {
            library.detachAppender(keeping);
            library.setLevel(null);
            library.setAdditive(true);
        }
        assertThat(events).isNotEmpty().allSatisfy(event -> {
            assertThat(event.getLevel()).as(event.toString()).isEqualTo(Level.DEBUG);
            assertThat(event.getFormattedMessage()).doesNotContain("c4nary");
        });
        assertThat(events).as("the cause can be found").anyMatch(event -> event.getThrowableProxy() != null);
    }

    private void provoke() {
        assertThat(new AlgorithmProfiles(OwnAlgorithms.found()).config(SshProfile.MODERN))
                .isNotNull();
        try (FakeDevice device = FakeDevice.start(box().build());
                Connection connection = SshBench.connect(ssh, to(device))) {
            device.dropConnections();
            Deadline deadline = SshBench.soon();
            while (connection.isOpen() && !deadline.hasPassed()) {
                Thread.onSpinWait();
            }
            assertThat(connection.isOpen()).isFalse();
        }
        ConnectTimeouts shortly =
                new ConnectTimeouts(SshBench.SOON, Duration.ofMillis(300), SshBench.SOON, Duration.ZERO);
        try (FakeDevice device = FakeDevice.start(box().build())) {
            Credentials wrong =
                    Credentials.of("admin").password(Secret.of("c4nary")).build();
            failure(ssh, to(device, wrong), ErrorCode.AUTHENTICATION_FAILED);
        }
        for (FakeArrival arrival : List.of(FakeArrival.CLOSE, FakeArrival.SILENT, FakeArrival.GARBAGE)) {
            try (FakeDevice device = FakeDevice.start(box().arrival(arrival).build())) {
                failure(ssh, to(device).timeouts(shortly), ErrorCode.UNREACHABLE);
            }
        }
    }
}
