package io.netstacks.testkit;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.ConnectionReport;
import io.netstacks.spi.transport.HostKey;
import io.netstacks.spi.transport.HostKeyPolicy;
import io.netstacks.spi.transport.PtySpec;
import io.netstacks.spi.transport.ShellChannel;
import io.netstacks.spi.transport.TransportCapability;
import io.netstacks.spi.transport.TransportProvider;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.io.IoInputStream;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/** A small transport over MINA's client, to prove that {@link TransportContract} can be passed: shell and host keys. */
final class MinaTransport implements TransportProvider {

    @Override
    public String id() {
        return "mina";
    }

    @Override
    public SpiVersion builtAgainst() {
        return new SpiVersion(SpiVersion.MAJOR, SpiVersion.MINOR);
    }

    @Override
    public Set<TransportCapability> capabilities() {
        return Set.of(TransportCapability.SHELL, TransportCapability.HOST_KEYS, TransportCapability.AUTHENTICATION);
    }

    @Override
    public Connection connect(ConnectRequest request, ProviderContext context, Deadline deadline) {
        SshClient client = SshClient.setUpDefaultClient();
        CoreModuleProperties.PASSWORD_PROMPTS.set(client, 1);
        AtomicReference<@Nullable HostKey> seen = new AtomicReference<>();
        AtomicReference<@Nullable HostKey> refused = new AtomicReference<>();
        client.setServerKeyVerifier((session, address, key) -> {
            HostKey shown = describe(key);
            seen.set(shown);
            boolean trusted = trusts(request, shown);
            if (!trusted) {
                refused.set(shown);
            }
            return trusted;
        });
        client.start();
        try {
            return login(client, request, deadline, seen);
        } catch (IOException e) {
            client.close(true);
            if (refused.get() != null) {
                throw new ConnectionFailedException(
                        ErrorCode.HOST_KEY_REJECTED,
                        request.device() + ": host key " + refused.get() + " is not trusted");
            }
            ErrorCode code = seen.get() != null ? ErrorCode.AUTHENTICATION_FAILED : ErrorCode.UNREACHABLE;
            throw new ConnectionFailedException(code, request.endpoint() + ": " + code, e);
        }
    }

    private Connection login(
            SshClient client, ConnectRequest request, Deadline deadline, AtomicReference<@Nullable HostKey> seen)
            throws IOException {
        String user = request.credentials().username();
        ClientSession session = client.connect(
                        user, request.endpoint().host(), request.endpoint().port())
                .verify(Duration.ofMillis(deadline.remainingMillis()))
                .getSession();
        request.credentials().password().ifPresent(password -> session.addPasswordIdentity(password.use(String::new)));
        try {
            session.auth().verify(Duration.ofMillis(deadline.remainingMillis()));
        } catch (SshException e) {
            if (deadline.hasPassed()) {
                client.close(true);
                throw new DeadlineExceededException(request.endpoint() + ": no login until the deadline");
            }
            throw e;
        }
        ConnectionReport report = new ConnectionReport(
                id(),
                request.endpoint(),
                List.of(),
                String.valueOf(session.getServerVersion()),
                "",
                Map.of(),
                Optional.of("password"),
                Optional.ofNullable(seen.get()),
                true,
                Map.of("connect", Duration.ZERO));
        return new MinaConnection(client, session, report);
    }

    private static boolean trusts(ConnectRequest request, HostKey shown) {
        if (request.hostKeyPin().isPresent()) {
            return request.hostKeyPin().get().equals(shown.fingerprint());
        }
        List<HostKey> known = request.hostKeys().find(request.endpoint());
        if (known.isEmpty() && request.hostKeyPolicy() == HostKeyPolicy.TRUST_ON_FIRST_USE) {
            return request.hostKeys().trustFirst(request.endpoint(), shown);
        }
        return known.contains(shown);
    }

    private static HostKey describe(PublicKey key) {
        ByteArrayBuffer wire = new ByteArrayBuffer();
        wire.putRawPublicKey(key);
        return new HostKey(KeyUtils.getKeyType(key), Base64.getEncoder().encodeToString(wire.getCompactData()));
    }

    private record MinaConnection(SshClient client, ClientSession session, ConnectionReport report)
            implements Connection {

        @Override
        public ShellChannel openShell(PtySpec pty, Deadline deadline) {
            try {
                ChannelShell channel = session.createShellChannel();
                channel.setStreaming(ClientChannel.Streaming.Async);
                channel.open().verify(Duration.ofMillis(deadline.remainingMillis()));
                return new MinaShell(channel);
            } catch (IOException e) {
                throw new SessionFailedException(ErrorCode.SESSION_LOST, "no shell", "", e);
            }
        }

        @Override
        public boolean isOpen() {
            return session.isOpen();
        }

        @Override
        public void close() {
            client.close(true);
        }

        @Override
        public String toString() {
            return "MinaConnection[" + report.endpoint() + "]";
        }
    }

    private static final class MinaShell implements ShellChannel {

        private static final byte[] END = {};

        private final ChannelShell channel;
        private final BlockingQueue<byte[]> arrived = new ArrayBlockingQueue<>(100_000);
        private byte[] rest = END;

        MinaShell(ChannelShell channel) {
            this.channel = channel;
            channel.addCloseFutureListener(closed -> arrived.add(END));
            listen(channel.getAsyncOut());
        }

        private void listen(IoInputStream in) {
            ByteArrayBuffer buffer = new ByteArrayBuffer(32 * 1024);
            in.read(buffer).addListener(future -> {
                if (future.getRead() > 0) {
                    arrived.add(buffer.getCompactData());
                    listen(in);
                } else {
                    arrived.add(END);
                }
            });
        }

        @Override
        public int read(byte[] buffer, int offset, int length, Deadline deadline) {
            try {
                if (rest.length == 0) {
                    byte[] next = arrived.poll(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
                    if (next == null) {
                        return 0;
                    }
                    rest = next;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new OperationCancelledException("read was interrupted");
            }
            if (rest.length == 0) {
                return -1;
            }
            int count = Math.min(length, rest.length);
            System.arraycopy(rest, 0, buffer, offset, count);
            rest = Arrays.copyOfRange(rest, count, rest.length);
            return count;
        }

        @Override
        public void write(byte[] buffer, int offset, int length, Deadline deadline) {
            try {
                channel.getAsyncIn()
                        .writeBuffer(new ByteArrayBuffer(Arrays.copyOfRange(buffer, offset, offset + length)))
                        .verify(deadline.remainingMillis());
            } catch (IOException e) {
                if (deadline.hasPassed()) {
                    throw new DeadlineExceededException("the device takes no more input", e);
                }
                throw new SessionFailedException(ErrorCode.SESSION_LOST, "write failed", "", e);
            }
        }

        @Override
        public void close() {
            channel.close(true);
        }
    }
}
