package io.netstacks.core.internal.ssh;

import static io.netstacks.core.internal.ssh.SshBench.box;
import static io.netstacks.core.internal.ssh.SshBench.connect;
import static io.netstacks.core.internal.ssh.SshBench.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.transport.HostKeyStores;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.HostKey;
import io.netstacks.spi.transport.HostKeyPolicy;
import io.netstacks.testkit.fake.FakeDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the marks of a {@code known_hosts} file mean to a login. */
@Timeout(60)
class KnownHostsLoginTest {

    @TempDir
    private Path folder;

    private final SshjTransportProvider ssh = new SshjTransportProvider();
    private final FakeDevice device = FakeDevice.start(box().build());
    private Path file;
    private String name;
    private String key;

    @BeforeEach
    void seeTheKey() {
        file = folder.resolve("known_hosts");
        name = "[" + device.endpoint().host() + "]:" + device.endpoint().port();
        try (Connection connection = connect(ssh, to(HostKeyPolicy.TRUST_ON_FIRST_USE))) {
            HostKey seen = connection.report().hostKey().orElseThrow();
            key = seen.type() + " " + seen.base64();
        }
    }

    @AfterEach
    void close() {
        ssh.close();
        device.close();
    }

    private ConnectRequest.Builder to(HostKeyPolicy policy) {
        return ConnectRequest.to(device.endpoint(), device.credentials(), HostKeyStores.knownHosts(file))
                .hostKeyPolicy(policy);
    }

    private void write(String... lines) throws IOException {
        Files.write(file, List.of(lines));
    }

    private String refusal(HostKeyPolicy policy) {
        return failure(ssh, to(policy), ErrorCode.HOST_KEY_REJECTED).reason();
    }

    @Test
    void the_key_of_a_certificate_authority_is_no_hosts_key() throws IOException {
        write("@cert-authority * " + key, "@cert-authority " + name + " " + key);

        assertThat(refusal(HostKeyPolicy.STRICT)).contains("is not known");
    }

    @Test
    void a_host_under_a_certificate_authority_is_known_by_its_own_line() throws IOException {
        write("@cert-authority * ssh-ed25519 AAAA", name + " " + key);

        try (Connection connection = connect(ssh, to(HostKeyPolicy.STRICT))) {
            assertThat(connection.report().hostKeyFirstSeen()).isFalse();
        }
    }

    @Test
    void a_host_under_a_certificate_authority_is_seen_for_the_first_time_like_any_other() throws IOException {
        write("@cert-authority * ssh-ed25519 AAAA");

        try (Connection connection = connect(ssh, to(HostKeyPolicy.TRUST_ON_FIRST_USE))) {
            assertThat(connection.report().hostKeyFirstSeen()).isTrue();
        }
        assertThat(Files.readAllLines(file)).containsExactly("@cert-authority * ssh-ed25519 AAAA", name + " " + key);
    }

    @Test
    void a_revoked_key_is_refused_under_every_policy_though_another_line_trusts_it() throws IOException {
        for (String who : List.of("*", name, "[*]:*")) {
            write(name + " " + key, "@revoked " + who + " " + key);
            for (HostKeyPolicy policy : HostKeyPolicy.values()) {
                assertThat(refusal(policy)).as(who + " " + policy).contains("is marked as revoked");
            }
        }
        assertThat(device.loginAttempts()).isEqualTo(1);
    }
}
