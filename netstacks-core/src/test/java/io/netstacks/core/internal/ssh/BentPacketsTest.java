package io.netstacks.core.internal.ssh;

import static io.netstacks.core.internal.ssh.SshBench.connect;
import static io.netstacks.core.internal.ssh.SshBench.failure;
import static io.netstacks.core.internal.ssh.SshBench.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.transport.ConnectTimeouts;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.PtySpec;
import io.netstacks.spi.transport.ShellChannel;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.auth.keyboard.DefaultKeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that speak SSH, and not as one would like. */
@Timeout(60)
class BentPacketsTest {

    private static final ConnectTimeouts OFTEN =
            new ConnectTimeouts(SshBench.SOON, SshBench.SOON, SshBench.SOON, Duration.ofMillis(50));

    private final SshjTransportProvider ssh = new SshjTransportProvider();
    private BentServer server;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        server = new BentServer();
    }

    @AfterEach
    void close() throws IOException {
        ssh.close();
        server.close();
    }

    private static boolean comesTrue(BooleanSupplier fact) {
        Deadline deadline = soon();
        while (!fact.getAsBoolean() && !deadline.hasPassed()) {
            Thread.onSpinWait();
        }
        return fact.getAsBoolean();
    }

    private static void assertEcho(ShellChannel shell) {
        SshBench.type(shell, "alive?");
        assertThat(SshBench.readUntil(shell, "alive?")).isEqualTo("alive?");
    }

    @Test
    void a_peer_that_does_not_know_the_question_whether_it_lives_has_answered_it() {
        server.onArrival((session, kind, packet) -> {
            if (kind == SshConstants.SSH_MSG_GLOBAL_REQUEST) {
                session.answerUnknown();
            }
            return kind == SshConstants.SSH_MSG_GLOBAL_REQUEST;
        });
        try (Connection connection = connect(ssh, server.request().timeouts(OFTEN));
                ShellChannel shell = connection.openShell(PtySpec.WIDE, soon())) {
            assertThat(comesTrue(() -> server.arrived(SshConstants.SSH_MSG_GLOBAL_REQUEST) > 8))
                    .isTrue();
            assertEcho(shell);
            assertThat(connection.isOpen()).isTrue();
        }
    }

    @Test
    void what_else_a_peer_does_not_know_has_its_time_and_ends_nothing() {
        server.onArrival((session, kind, packet) -> {
            if (kind == SshConstants.SSH_MSG_CHANNEL_OPEN) {
                session.answerUnknown();
            }
            return kind == SshConstants.SSH_MSG_CHANNEL_OPEN;
        });
        try (Connection connection = connect(ssh, server.request())) {
            assertThatThrownBy(() -> connection.openShell(PtySpec.WIDE, Deadline.after(Duration.ofMillis(300))))
                    .isInstanceOf(DeadlineExceededException.class);
            server.onArrival((session, kind, packet) -> false);
            try (ShellChannel shell = connection.openShell(PtySpec.WIDE, soon())) {
                assertEcho(shell);
            }
        }
    }

    @Test
    void a_peer_that_takes_packets_without_a_byte_is_not_written_to_for_ever() {
        server.onDeparture(packet -> {
            if (BentServer.kind(packet) == SshConstants.SSH_MSG_CHANNEL_OPEN_CONFIRMATION) {
                int end = packet.wpos();
                packet.wpos(end - 4);
                packet.putUInt(0);
            }
            return Optional.of(packet);
        });
        try (Connection connection = connect(ssh, server.request())) {
            assertThatThrownBy(() -> connection.openShell(PtySpec.WIDE, soon()))
                    .isInstanceOfSatisfying(
                            SessionFailedException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.SESSION_LOST))
                    .hasMessageContaining("takes no data");
        }
    }

    @Test
    void a_channel_that_is_opened_when_nobody_waits_for_it_any_more_is_closed_again() {
        CompletableFuture<Buffer> held = new CompletableFuture<>();
        server.onDeparture(packet -> {
            boolean answer = BentServer.kind(packet) == SshConstants.SSH_MSG_CHANNEL_OPEN_CONFIRMATION;
            if (answer) {
                held.complete(ByteArrayBuffer.getCompactClone(packet.array(), packet.rpos(), packet.available()));
            }
            return answer && held.isDone() ? Optional.empty() : Optional.of(packet);
        });
        try (Connection connection = connect(ssh, server.request())) {
            assertThatThrownBy(() -> connection.openShell(PtySpec.WIDE, Deadline.after(Duration.ofMillis(300))))
                    .isInstanceOf(DeadlineExceededException.class);
            assertThat(server.arrived(SshConstants.SSH_MSG_CHANNEL_CLOSE)).isZero();
            server.onDeparture(Optional::of);
            send(held.join());
            assertThat(comesTrue(() -> server.arrived(SshConstants.SSH_MSG_CHANNEL_CLOSE) == 1))
                    .isTrue();
            assertThat(connection.isOpen()).isTrue();
        }
    }

    private void send(Buffer packet) {
        try {
            Buffer whole = server.session().createBuffer((byte) BentServer.kind(packet), packet.available());
            whole.putRawBytes(packet.array(), packet.rpos() + 1, packet.available() - 1);
            server.session().writePacket(whole);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void more_questions_than_a_packet_holds_end_the_login_and_take_no_memory() {
        server.server().setUserAuthFactories(List.of(UserAuthKeyboardInteractiveFactory.INSTANCE));
        server.server().setKeyboardInteractiveAuthenticator(DefaultKeyboardInteractiveAuthenticator.INSTANCE);
        for (int count : new int[] {Integer.MAX_VALUE, -1, 100_000_000}) {
            server.onDeparture(packet -> {
                if (BentServer.kind(packet) != SshConstants.SSH_MSG_USERAUTH_INFO_REQUEST) {
                    return Optional.of(packet);
                }
                Buffer asking = server.session().createBuffer(SshConstants.SSH_MSG_USERAUTH_INFO_REQUEST, 64);
                asking.putString("");
                asking.putString("");
                asking.putString("");
                asking.putUInt(count & 0xffffffffL);
                return Optional.of(asking);
            });
            assertThat(failure(ssh, server.request(), ErrorCode.AUTHENTICATION_FAILED)
                            .reason())
                    .contains("keyboard-interactive] as \"kim\"", "more questions than");
        }
    }

    @Test
    void a_request_that_wants_no_answer_gets_none() throws IOException {
        try (Connection connection = connect(ssh, server.request());
                ShellChannel shell = connection.openShell(PtySpec.WIDE, soon())) {
            assertEcho(shell);
            request("eow@openssh.com", false);
            request("keepalive@openssh.com", true);
            assertThat(comesTrue(() -> server.arrived(SshConstants.SSH_MSG_CHANNEL_FAILURE) > 0))
                    .isTrue();
            assertEcho(shell); // whatever else was answered has come before
            assertThat(server.arrived(SshConstants.SSH_MSG_CHANNEL_FAILURE)).isEqualTo(1);
        }
    }

    private void request(String type, boolean wantsAnswer) throws IOException {
        Buffer packet = server.session().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST, 64);
        packet.putUInt(0); // our first channel
        packet.putString(type);
        packet.putBoolean(wantsAnswer);
        server.session().writePacket(packet);
    }

    @Test
    void what_a_peer_says_when_it_ends_a_session_is_one_short_line_that_steers_no_terminal() throws IOException {
        try (Connection connection = connect(ssh, server.request());
                ShellChannel shell = connection.openShell(PtySpec.WIDE, soon())) {
            assertEcho(shell);
            server.session()
                    .disconnect(
                            SshConstants.SSH2_DISCONNECT_BY_APPLICATION,
                            "idle\r\ntoo long \033[2J" + "x".repeat(9_000));
            assertThatThrownBy(() -> shell.read(new byte[10], 0, 10, soon()))
                    .isInstanceOfSatisfying(SessionFailedException.class, e -> {
                        assertThat(e.reason()).contains("idle too long").hasSizeLessThan(500);
                        assertThat(e.reason().chars()).noneMatch(Character::isISOControl);
                    });
        }
    }

    @Test
    void what_the_library_cannot_read_is_told_as_that() throws IOException {
        for (int kind : new int[] {199, SshConstants.SSH_MSG_DISCONNECT}) {
            try (Connection connection = connect(ssh, server.request());
                    ShellChannel shell = connection.openShell(PtySpec.WIDE, soon())) {
                assertEcho(shell);
                Buffer packet = server.session().createBuffer((byte) kind, 64);
                packet.putUInt(16); // one more reason than there are
                packet.putString("odd");
                packet.putString("");
                server.session().writePacket(packet);
                assertThatThrownBy(() -> shell.read(new byte[10], 0, 10, soon()))
                        .isInstanceOf(SessionFailedException.class)
                        .hasMessageContaining("edge1: the connection broke: it sent what cannot be read");
            }
        }
    }

    @Test
    void new_keys_have_the_time_of_a_handshake_however_little_was_left_of_the_login() {
        SshjConnection connection = (SshjConnection) ssh.connect(
                server.request()
                        .timeouts(new ConnectTimeouts(
                                SshBench.SOON, Duration.ofMinutes(2), Duration.ofSeconds(10), Duration.ZERO))
                        .build(),
                SshBench.context(),
                soon());
        try (connection) {
            assertThat(connection.link().client().getTransport().getTimeoutMs()).isBetween(100_000, 120_000);
        }
    }
}
