package io.netstacks.testkit;

import static io.netstacks.testkit.TransportSubject.box;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.HostKey;
import io.netstacks.spi.transport.HostKeyPolicy;
import io.netstacks.spi.transport.TransportCapability;
import io.netstacks.testkit.fake.FakeDevice;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The part of {@link TransportContract} about logins and host keys. */
interface TransportLoginTests extends TransportSubject {

    @Test
    default void failed_logins_leave_no_thread_and_no_socket() throws InterruptedException {
        assumeTrue(transport().has(TransportCapability.AUTHENTICATION), "this transport does not log in by itself");
        try (FakeDevice device = FakeDevice.start(box().build())) {
            transport().connect(device).close();
            assertThat(device.awaitNoConnections(SOON))
                    .as("the socket is closed after close()")
                    .isTrue();
            ClientThreads before = ClientThreads.running();
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> transport().connect(device, Credentials.password("admin", "wrong")))
                        .as("a login with a wrong password")
                        .isInstanceOfSatisfying(
                                ConnectionFailedException.class,
                                e -> assertThat(e.code()).as("code").isEqualTo(ErrorCode.AUTHENTICATION_FAILED));
            }
            assertThat(device.awaitNoConnections(SOON)).as("sockets left").isTrue();
            assertThat(before.leftOver()).as("threads left").isEmpty();
        }
    }

    @Test
    default void a_failed_password_is_not_tried_again() {
        assumeTrue(transport().has(TransportCapability.AUTHENTICATION), "this transport does not log in by itself");
        try (FakeDevice device = FakeDevice.start(box().build())) {
            assertThatThrownBy(() -> transport().connect(device, Credentials.password("admin", "wrong")))
                    .as("a login with a wrong password")
                    .isInstanceOf(ConnectionFailedException.class);
            assertThat(device.loginAttempts())
                    .as("how often the wrong password was tried")
                    .isEqualTo(1);
        }
    }

    @Test
    default void the_host_key_is_asked_before_credentials_are_sent() {
        assumeTrue(transport().has(TransportCapability.HOST_KEYS), "this transport has no host keys");
        try (FakeDevice device = FakeDevice.start(box().build())) {
            AtomicInteger attemptsWhenAsked = new AtomicInteger(-1);
            RecordingHostKeys keys = RecordingHostKeys.calling(() -> attemptsWhenAsked.set(device.loginAttempts()));
            try (Connection connection = transport().connect(transport().request(device, device.credentials(), keys))) {
                assertThat(attemptsWhenAsked.get())
                        .as("logins before the host keys were asked for; -1 if they never were")
                        .isZero();
                assertThat(connection.report().hostKey())
                        .as("hostKey() of the report")
                        .contains(device.hostKey());
                assertThat(connection.report().hostKeyFirstSeen())
                        .as("hostKeyFirstSeen() of the report")
                        .isTrue();
                assertThat(keys.find(transport().endpoint(device)))
                        .as("the keys that are trusted now")
                        .containsExactly(device.hostKey());
            }
        }
    }

    @Test
    default void a_changed_host_key_is_refused_before_credentials_are_sent() throws InterruptedException {
        assumeTrue(transport().has(TransportCapability.HOST_KEYS), "this transport has no host keys");
        try (FakeDevice device = FakeDevice.start(box().build())) {
            RecordingHostKeys keys = RecordingHostKeys.empty();
            transport()
                    .connect(transport().request(device, device.credentials(), keys))
                    .close();
            int attempts = device.loginAttempts();
            HostKey old = device.hostKey();
            HostKey changed = device.changeHostKey();
            assertThatThrownBy(() -> transport().connect(transport().request(device, device.credentials(), keys)))
                    .as("a login at a device with another host key than the trusted one")
                    .isInstanceOfSatisfying(ConnectionFailedException.class, e -> {
                        assertThat(e.code()).as("code").isEqualTo(ErrorCode.HOST_KEY_REJECTED);
                        assertThat(e.reason())
                                .as("the message names the new key")
                                .contains(changed.fingerprint());
                    });
            assertThat(device.loginAttempts())
                    .as("logins tried at the wrong device")
                    .isEqualTo(attempts);
            assertThat(keys.find(transport().endpoint(device)))
                    .as("the keys that are trusted afterwards")
                    .containsExactly(old);
            assertThat(device.awaitNoConnections(SOON))
                    .as("the sockets are closed")
                    .isTrue();
        }
    }

    @Test
    default void an_unknown_host_key_is_refused_when_strict_and_a_pin_decides_alone() {
        assumeTrue(transport().has(TransportCapability.HOST_KEYS), "this transport has no host keys");
        try (FakeDevice device = FakeDevice.start(box().build())) {
            assertThatThrownBy(() -> transport()
                            .connect(transport()
                                    .request(device, device.credentials(), RecordingHostKeys.empty())
                                    .hostKeyPolicy(HostKeyPolicy.STRICT)))
                    .as("a login at an unknown device when host keys are strict")
                    .isInstanceOfSatisfying(
                            ConnectionFailedException.class,
                            e -> assertThat(e.code()).as("code").isEqualTo(ErrorCode.HOST_KEY_REJECTED));
            assertThatThrownBy(() -> transport()
                            .connect(transport()
                                    .request(device, device.credentials(), RecordingHostKeys.empty())
                                    .hostKeyPin("SHA256:" + "A".repeat(43))))
                    .as("a login at a device for which another key is pinned")
                    .isInstanceOfSatisfying(
                            ConnectionFailedException.class,
                            e -> assertThat(e.code()).as("code").isEqualTo(ErrorCode.HOST_KEY_REJECTED));
            assertThat(device.loginAttempts()).as("logins tried").isZero();
            transport()
                    .connect(transport()
                            .request(device, device.credentials(), RecordingHostKeys.empty())
                            .hostKeyPolicy(HostKeyPolicy.STRICT)
                            .hostKeyPin(device.hostKey().fingerprint()))
                    .close();
        }
    }
}
