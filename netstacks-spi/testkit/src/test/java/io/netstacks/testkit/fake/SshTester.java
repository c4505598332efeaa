package io.netstacks.testkit.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.core.CoreModuleProperties;

/** An SSH client that types and waits for text; a read that gets nothing for 10 s fails with what was read so far. */
final class SshTester implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SshClient client = SshClient.setUpDefaultClient();
    private final List<PublicKey> hostKeys = new CopyOnWriteArrayList<>();

    SshTester() {
        this(client -> {});
    }

    SshTester(Consumer<SshClient> setup) {
        client.setServerKeyVerifier((session, remote, key) -> hostKeys.add(key));
        CoreModuleProperties.REQUEST_EXEC_REPLY.set(client, true);
        setup.accept(client);
        client.start();
    }

    List<PublicKey> hostKeys() {
        return hostKeys;
    }

    SshClient client() {
        return client;
    }

    ClientSession connect(FakeDevice device) throws IOException {
        return client.connect(
                        device.script().login().user(),
                        "127.0.0.1",
                        device.endpoint().port())
                .verify(PATIENCE)
                .getSession();
    }

    ClientSession login(FakeDevice device) throws IOException {
        ClientSession session = connect(device);
        device.script().login().password().ifPresent(session::addPasswordIdentity);
        session.auth().verify(PATIENCE);
        return session;
    }

    Shell shell(FakeDevice device) throws IOException {
        return shell(login(device));
    }

    Shell shell(ClientSession session) throws IOException {
        ChannelShell channel = session.createShellChannel();
        channel.open().verify(PATIENCE);
        return new Shell(channel);
    }

    String exec(FakeDevice device, String command) throws IOException {
        try (ClientSession session = login(device);
                ChannelExec channel = session.createExecChannel(command)) {
            channel.open().verify(PATIENCE);
            String text = new String(channel.getInvertedOut().readAllBytes(), StandardCharsets.UTF_8);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
            return "status " + channel.getExitStatus() + "\n" + text;
        }
    }

    @Override
    public void close() {
        client.close(true);
    }

    /** An open shell. */
    static final class Shell {

        private final ChannelShell channel;
        private final InputStream in;
        private final OutputStream out;
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private int taken;

        Shell(ChannelShell channel) {
            this.channel = channel;
            this.in = channel.getInvertedOut();
            this.out = channel.getInvertedIn();
        }

        ChannelShell channel() {
            return channel;
        }

        Shell type(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return this;
        }

        /** Types a line and returns what comes until the text, itself included. */
        String run(String line, String until) throws IOException {
            type(line + "\r");
            return until(until);
        }

        /** Reads until the text has come; returns everything since the last call. */
        String until(String text) throws IOException {
            while (true) {
                String all = read.toString(StandardCharsets.UTF_8);
                int at = all.indexOf(text, taken);
                if (at >= 0) {
                    String found = all.substring(taken, at + text.length());
                    taken = at + text.length();
                    return found;
                }
                byte[] buffer = new byte[64 * 1024];
                int count = in.read(buffer);
                if (count < 0) {
                    throw new IOException("ended before \"" + text + "\"; read: " + all.substring(taken));
                }
                read.write(buffer, 0, count);
            }
        }

        /** Reads to the end and returns how many bytes came. */
        long drain() throws IOException {
            byte[] buffer = new byte[64 * 1024];
            long total = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                total += count;
            }
            return total;
        }
    }
}
