package io.netstacks.core.internal.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.ExecChannel;
import io.netstacks.testkit.RecordingHostKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.schmizz.sshj.common.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The curves and a cipher against OpenSSH's own server, with an Ed25519 host key; skipped where there is none. */
@Timeout(60)
class OpenSshServerTest {

    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    @TempDir
    private Path folder;

    private final SshjTransportProvider ssh = new SshjTransportProvider();
    private Optional<Process> server = Optional.empty();
    private int port;

    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(SSHD), "OpenSSH's server is not installed");
        assumeTrue(Files.isDirectory(Path.of("/run/sshd")) || !isRoot(), "/run/sshd is missing");
        generate("host");
        generate("kim");
        Files.copy(folder.resolve("kim.pub"), folder.resolve("authorized"));
    }

    private void start(String... more) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path config = Files.write(
                folder.resolve("config"),
                List.of(
                        String.join("\n", more),
                        "ListenAddress 127.0.0.1:" + port,
                        "HostKey " + folder.resolve("host"),
                        "AuthorizedKeysFile " + folder.resolve("authorized"),
                        "StrictModes no",
                        "UsePAM no",
                        "PidFile none",
                        "PermitRootLogin yes"));
        Process started = new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .start();
        server = Optional.of(started);
        assertThat(started.inputReader().readLine()).contains("listening");
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private void generate(String name) throws IOException, InterruptedException {
        Process keygen = new ProcessBuilder(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        "ed25519",
                        "-N",
                        "",
                        "-C",
                        "test",
                        "-f",
                        folder.resolve(name).toString())
                .start();
        assertThat(keygen.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(keygen.exitValue()).isZero();
    }

    @AfterEach
    void stop() {
        ssh.close();
        server.ifPresent(Process::destroy);
    }

    private Connection connect(String key) {
        Credentials credentials = Credentials.of(System.getProperty("user.name"))
                .privateKey(SshBench.secret(key))
                .build();
        return SshBench.connect(
                ssh, ConnectRequest.to(new Endpoint("127.0.0.1", port), credentials, RecordingHostKeys.empty()));
    }

    @Test
    void a_server_with_chacha20_alone_is_read_through_several_key_exchanges() throws IOException {
        start("Ciphers chacha20-poly1305@openssh.com", "RekeyLimit 256K");
        String wanted = IntStream.rangeClosed(1, 300_000)
                .mapToObj(number -> number + "\n")
                .collect(Collectors.joining());
        try (Connection connection = connect(Files.readString(folder.resolve("kim")));
                ExecChannel exec = connection.exec("seq 1 300000", SshBench.soon())) {
            assertThat(connection.report().algorithms())
                    .containsEntry("cipher-in", "chacha20-poly1305@openssh.com")
                    .containsEntry("cipher-out", "chacha20-poly1305@openssh.com");
            ByteArrayOutputStream seen = new ByteArrayOutputStream();
            byte[] buffer = new byte[32_768];
            for (int count = 0; count >= 0; count = exec.read(buffer, 0, buffer.length, SshBench.soon())) {
                seen.write(buffer, 0, count);
            }
            assertThat(seen.toString(StandardCharsets.US_ASCII)).isEqualTo(wanted);
        }
    }

    @Test
    void an_ed25519_key_in_pkcs8_logs_in() throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] wire = new Buffer.PlainBuffer().putPublicKey(pair.getPublic()).getCompactData();
        Files.writeString(
                folder.resolve("authorized"),
                "ssh-ed25519 " + Base64.getEncoder().encodeToString(wire) + "\n");
        start();
        try (Connection connection =
                connect(Pem.framed("PRIVATE KEY", pair.getPrivate().getEncoded()))) {
            assertThat(connection.report().authentication()).contains("publickey");
        }
    }

    @Test
    void a_key_logs_in_and_a_command_runs() throws IOException {
        start();
        try (Connection connection = connect(Files.readString(folder.resolve("kim")));
                ExecChannel exec = connection.exec("echo from the other side", SshBench.soon())) {
            assertThat(connection.report().algorithms())
                    .containsEntry("kex", "curve25519-sha256")
                    .containsEntry("server-key", "ssh-ed25519");
            byte[] buffer = new byte[100];
            int count = exec.read(buffer, 0, buffer.length, SshBench.soon());
            assertThat(new String(buffer, 0, count, StandardCharsets.UTF_8)).isEqualTo("from the other side\n");
        }
    }
}
