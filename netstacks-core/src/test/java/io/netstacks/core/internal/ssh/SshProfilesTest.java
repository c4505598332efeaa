package io.netstacks.core.internal.ssh;

import static io.netstacks.core.internal.ssh.SshBench.box;
import static io.netstacks.core.internal.ssh.SshBench.connect;
import static io.netstacks.core.internal.ssh.SshBench.failure;
import static io.netstacks.core.internal.ssh.SshBench.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.SshProfile;
import io.netstacks.testkit.fake.FakeAlgorithms;
import io.netstacks.testkit.fake.FakeDevice;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SshProfilesTest {

    private final SshjTransportProvider ssh = new SshjTransportProvider();

    @AfterEach
    void close() {
        ssh.close();
    }

    @Test
    void the_strongest_algorithms_come_first() {
        try (FakeDevice device = FakeDevice.start(box().build());
                Connection connection = connect(ssh, to(device).profile(SshProfile.LEGACY))) {
            assertThat(connection.report().algorithms())
                    .containsEntry("kex", "curve25519-sha256")
                    .containsEntry("server-key", "ecdsa-sha2-nistp256")
                    .containsEntry("cipher-out", "aes128-gcm@openssh.com")
                    .containsEntry("cipher-in", "aes128-gcm@openssh.com");
        }
    }

    @Test
    void an_old_device_is_refused_by_the_modern_profile_with_the_one_to_choose_next() {
        try (FakeDevice device =
                FakeDevice.start(box().algorithms(FakeAlgorithms.LEGACY).build())) {
            assertThat(failure(ssh, to(device).profile(SshProfile.MODERN), ErrorCode.NO_COMMON_ALGORITHM)
                            .reason())
                    .contains("profile modern", "profile compat has one", "diffie-hellman-group14-sha1")
                    .doesNotContain("curve25519"); // what we have is no news
            assertThat(device.loginAttempts()).isZero();
        }
    }

    @Test
    void a_weaker_profile_is_named_only_where_it_helps() {
        assertThat(AlgorithmProfiles.weakerWith(SshProfile.MODERN, List.of("sntrup761", "hmac-md5")))
                .contains(SshProfile.LEGACY);
        assertThat(AlgorithmProfiles.weakerWith(SshProfile.COMPAT, List.of("aes128-cbc")))
                .contains(SshProfile.LEGACY);
        assertThat(AlgorithmProfiles.weakerWith(SshProfile.MODERN, List.of("umac-64@openssh.com")))
                .isEmpty();
        assertThat(AlgorithmProfiles.weakerWith(SshProfile.LEGACY, List.of("aes128-cbc")))
                .isEmpty();
    }

    @RepeatedTest(20)
    void a_peer_that_is_gone_before_the_next_step_still_tells_why() throws IOException {
        try (FakeDevice device =
                        FakeDevice.start(box().algorithms(FakeAlgorithms.LEGACY).build());
                StagedClient client =
                        new StagedClient(new AlgorithmProfiles(OwnAlgorithms.found()).config(SshProfile.MODERN))) {
            Endpoint at = device.endpoint();
            client.reach(at.host(), new InetSocketAddress(at.host(), at.port()), 10_000);
            assertThat(catchThrowable(client::handshake)).isNotNull();

            Throwable cause = client.causeOf(new IllegalStateException("Not connected"));

            assertThat(cause).hasMessageContaining("Unable to reach a settlement");
            IOException other = new IOException("says more");
            assertThat(client.causeOf(other)).isSameAs(other);
        }
    }

    @Test
    void an_old_device_works_with_the_legacy_profile_and_the_report_says_how() {
        try (FakeDevice device =
                FakeDevice.start(box().algorithms(FakeAlgorithms.LEGACY).build())) {
            Connection connection = connect(ssh, to(device).profile(SshProfile.LEGACY));
            assertThat(connection.report().algorithms())
                    .containsEntry("kex", "diffie-hellman-group14-sha1")
                    .containsEntry("server-key", "ssh-rsa")
                    .containsEntry("cipher-out", "aes128-cbc")
                    .containsEntry("mac-out", "hmac-sha1");
            SshBench.assertPrompt(connection);
        }
    }
}
