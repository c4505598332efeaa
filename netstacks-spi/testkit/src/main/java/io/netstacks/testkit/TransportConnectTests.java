package io.netstacks.testkit;

import static io.netstacks.testkit.TransportSubject.box;
import static io.netstacks.testkit.TransportSubject.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.ConnectionReport;
import io.netstacks.spi.transport.PtySpec;
import io.netstacks.spi.transport.ShellChannel;
import io.netstacks.spi.transport.TransportCapability;
import io.netstacks.testkit.fake.DeviceScript;
import io.netstacks.testkit.fake.FakeArrival;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeLogin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of {@link TransportContract} about connecting: who cannot be reached, and what is told of it. */
interface TransportConnectTests extends TransportSubject {

    private static CanarySecrets canary() {
        return CanarySecrets.planted(20261102);
    }

    private static Endpoint freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Endpoint("127.0.0.1", socket.getLocalPort());
        }
    }

    private Throwable failureOf(Endpoint endpoint, Credentials credentials) {
        ConnectRequest request = ConnectRequest.to(endpoint, credentials, RecordingHostKeys.empty())
                .build();
        return catchThrowable(() -> transport()
                .connect(request, Deadline.after(Duration.ofSeconds(5)))
                .close());
    }

    @Test
    default void a_port_where_nobody_listens_is_unreachable() throws IOException {
        Endpoint nobody = freePort();
        ConnectRequest request = ConnectRequest.to(nobody, canary().credentials("kim"), RecordingHostKeys.empty())
                .build();
        Throwable failure = catchThrowable(() -> transport().connect(request, soon()));
        assertThat(failure).isInstanceOfSatisfying(ConnectionFailedException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE);
            assertThat(e.reason()).contains(nobody.toString());
        });
    }

    @Test
    default void a_peer_that_says_nothing_ends_at_the_deadline() {
        assumeTrue(
                transport().has(TransportCapability.AUTHENTICATION),
                "this transport waits for nothing while it connects");
        try (FakeDevice device =
                FakeDevice.start(box().arrival(FakeArrival.SILENT).build())) {
            ConnectRequest request = ConnectRequest.to(
                            device.endpoint(), device.credentials(), RecordingHostKeys.empty())
                    .build();
            long start = System.nanoTime();
            Throwable failure =
                    catchThrowable(() -> transport().connect(request, Deadline.after(Duration.ofMillis(500))));
            assertThat(failure).isInstanceOfAny(DeadlineExceededException.class, ConnectionFailedException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("how long connect() took for its 500 ms")
                    .isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    default void the_report_tells_how_the_connection_came_about() {
        try (FakeDevice device = FakeDevice.start(box().build());
                Connection connection = transport().connect(device)) {
            ConnectionReport report = connection.report();
            assertThat(report.transport())
                    .as("transport() of the report")
                    .isEqualTo(transport().provider().id());
            assertThat(report.endpoint())
                    .as("endpoint() of the report")
                    .isEqualTo(transport().endpoint(device));
            assertThat(report.phases()).as("phases() of the report").containsKey("connect");
            assertThat(report.hostKey().isPresent())
                    .as("the report has a host key, as HOST_KEYS says")
                    .isEqualTo(transport().has(TransportCapability.HOST_KEYS));
            assertThat(report.authentication().isPresent())
                    .as("the report has the method of the login, as AUTHENTICATION says")
                    .isEqualTo(transport().has(TransportCapability.AUTHENTICATION));
            assertThat(connection.isOpen()).as("isOpen()").isTrue();
        }
    }

    @Test
    default void no_secret_is_in_any_text() throws IOException {
        CanarySecrets canary = canary();
        List<Object> texts = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        DeviceScript script =
                box().login(FakeLogin.as("kim").withPassword(canary.password())).build();
        try (FakeDevice device = FakeDevice.start(script)) {
            ConnectRequest request = transport()
                    .request(device, canary.credentials("kim"), RecordingHostKeys.empty())
                    .build();
            try (Connection connection = transport().connect(request, soon())) {
                texts.addAll(List.of(
                        request, connection, connection.report(), transport().provider()));
                ShellChannel shell = connection.openShell(PtySpec.WIDE, soon());
                texts.add(shell);
                shell.close();
                failures.add(catchThrowable(() -> shell.read(new byte[1], 0, 1, soon())));
            }
        }
        for (FakeArrival arrival : List.of(FakeArrival.CLOSE, FakeArrival.GARBAGE)) {
            try (FakeDevice device = FakeDevice.start(box().arrival(arrival).build())) {
                failures.add(failureOf(device.endpoint(), canary.credentials("kim")));
            }
        }
        try (FakeDevice device = FakeDevice.start(box().build())) {
            failures.add(failureOf(transport().endpoint(device), canary.credentials("admin")));
            failures.add(failureOf(transport().endpoint(device), canary.credentialsWithBrokenKey("admin")));
        }
        failures.add(failureOf(freePort(), canary.credentials("kim")));
        for (Throwable failure : failures) {
            if (failure != null) {
                assertThat(failure).isInstanceOf(NetStacksException.class);
                canary.assertNotIn(failure);
            }
        }
        canary.assertNotIn(texts);
    }
}
