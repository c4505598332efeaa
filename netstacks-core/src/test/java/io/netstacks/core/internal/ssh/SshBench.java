package io.netstacks.core.internal.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.Secret;
import io.netstacks.spi.Settings;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.PtySpec;
import io.netstacks.spi.transport.ShellChannel;
import io.netstacks.spi.transport.TransportProvider;
import io.netstacks.testkit.RecordingHostKeys;
import io.netstacks.testkit.fake.DeviceScript;
import io.netstacks.testkit.fake.FakeDevice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

/** What tests of transports have in common. */
public final class SshBench {

    public static final Duration SOON = Duration.ofSeconds(15);
    public static final String PROMPT = "box#";

    private SshBench() {}

    public static Deadline soon() {
        return Deadline.after(SOON);
    }

    public static DeviceScript.Builder box() {
        return DeviceScript.named("box").mode("exec", PROMPT, "% Unknown command: ${line}");
    }

    public static ProviderContext context() {
        return new ProviderContext(Settings.defaults(), Clock.systemUTC(), reference -> {
            throw new NotFoundException("no secret for " + reference + " in this test");
        });
    }

    public static ConnectRequest.Builder to(FakeDevice device, Credentials credentials) {
        return ConnectRequest.to(device.endpoint(), credentials, RecordingHostKeys.empty())
                .device(device.hostname());
    }

    public static ConnectRequest.Builder to(FakeDevice device) {
        return to(device, device.credentials());
    }

    public static Connection connect(TransportProvider transport, ConnectRequest.Builder request) {
        return transport.connect(request.build(), context(), soon());
    }

    /** Returns how a connection fails; it must. */
    public static NetStacksException failure(
            TransportProvider transport, ConnectRequest.Builder request, Deadline deadline) {
        Throwable failure = catchThrowable(
                () -> transport.connect(request.build(), context(), deadline).close());
        assertThat(failure).isInstanceOf(NetStacksException.class);
        return (NetStacksException) failure;
    }

    public static NetStacksException failure(
            TransportProvider transport, ConnectRequest.Builder request, ErrorCode code) {
        NetStacksException failure = failure(transport, request, soon());
        assertThat(failure.code()).as(failure.reason()).isEqualTo(code);
        return failure;
    }

    public static Secret secret(String text) {
        return Secret.of(text);
    }

    /** Opens a shell, reads its prompt, and closes both. */
    public static void assertPrompt(Connection connection) {
        try (connection;
                ShellChannel shell = connection.openShell(PtySpec.WIDE, soon())) {
            assertThat(readUntil(shell, PROMPT)).contains(PROMPT);
        }
    }

    public static void type(ShellChannel shell, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        shell.write(bytes, 0, bytes.length, soon());
    }

    public static String readUntil(ShellChannel shell, String text) {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        Deadline deadline = soon();
        byte[] buffer = new byte[8192];
        while (!seen.toString(StandardCharsets.ISO_8859_1).contains(text)) {
            int count = shell.read(buffer, 0, buffer.length, deadline);
            assertThat(count)
                    .as("waiting for \"%s\", read \"%s\"", text, seen.toString(StandardCharsets.ISO_8859_1))
                    .isPositive();
            seen.write(buffer, 0, count);
        }
        return seen.toString(StandardCharsets.ISO_8859_1);
    }
}
