package io.netstacks.core.internal.ssh;

import static io.netstacks.core.internal.ssh.SshBench.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.ConnectTimeouts;
import io.netstacks.testkit.RecordingHostKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GreetingTest {

    private static Greeting of(String sent) {
        return new Greeting(new ByteArrayInputStream(sent.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static void readLines(Greeting greeting, int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            assertThat(greeting.read()).isNotNegative();
        }
    }

    @Test
    void lines_for_people_come_before_the_identification_and_all_else_goes_through() throws IOException {
        String sent = "Welcome\r\nSSH is fine\r\nSSH-1.99-Cisco-1.25\nSSH-2.0-other\r\n";
        Greeting greeting = of(sent);
        readLines(greeting, sent.indexOf("SSH-2.0"));
        assertThat(greeting.identification()).isEqualTo("SSH-1.99-Cisco-1.25");
        assertThat(greeting.instead()).isEmpty();
        byte[] rest = new byte[100];
        assertThat(greeting.read(rest, 0, 100)).isEqualTo("SSH-2.0-other\r\n".length());
        assertThat(greeting.identification()).isEqualTo("SSH-1.99-Cisco-1.25");
    }

    @Test
    void what_comes_instead_is_kept_as_it_may_be_shown() throws IOException {
        String sent = "\r\n\033[2JUser Access Verification\r\n\r\nUsername: ";
        Greeting greeting = of(sent);
        readLines(greeting, sent.length());
        assertThat(greeting.identification()).isEmpty();
        assertThat(greeting.instead()).contains("\u241b[2JUser Access Verification Username:");
    }

    @Test
    void a_peer_that_never_comes_to_the_point_is_given_up() {
        for (String sent : new String[] {"x".repeat(9_000), "welcome\r\n".repeat(9_000)}) {
            assertThatThrownBy(() -> readLines(of(sent), sent.length()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no end");
        }
        assertThatThrownBy(() -> readLines(of("SSH-2.0-" + "A".repeat(300)), 300))
                .hasMessageContaining("more than 255 characters");
    }

    /** How a login ends at a server that is none. */
    private static String reason(String sent, boolean hangUp) throws Exception {
        ConnectTimeouts quick = new ConnectTimeouts(
                Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ZERO);
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                SshjTransportProvider ssh = new SshjTransportProvider()) {
            Thread serving = new Thread(() -> serve(server, sent, hangUp));
            serving.start();
            Endpoint at = new Endpoint("127.0.0.1", server.getLocalPort());
            String reason = failure(
                            ssh,
                            ConnectRequest.to(at, Credentials.password("kim", "pw"), RecordingHostKeys.empty())
                                    .timeouts(quick),
                            ErrorCode.UNREACHABLE)
                    .reason();
            serving.join();
            return reason;
        }
    }

    private static void serve(ServerSocket server, String sent, boolean hangUp) {
        try (Socket client = server.accept()) {
            client.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
            if (!hangUp) {
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        } catch (SocketException e) {
            assertThat(Arrays.asList("Connection reset", "Broken pipe")).contains(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_port_where_something_else_listens_is_told_by_what_it_says() throws Exception {
        assertThat(reason("HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n", false))
                .contains("instead of an SSH identification it sent", "HTTP/1.1 400 Bad Request");
        assertThat(reason("Exceeded MaxStartups\r\n", true)).contains("\"Exceeded MaxStartups\"");
        assertThat(reason("SSH-2.0-" + "A".repeat(5_000) + "\r\n", false))
                .contains("more than 255 characters")
                .hasSizeLessThan(700);
    }

    @Test
    void what_a_server_says_when_it_hangs_up_steers_no_terminal() throws Exception {
        byte[] text = "Too many users \033[2J".getBytes(StandardCharsets.US_ASCII);
        int padding = 8 - (5 + 1 + 4 + 4 + text.length + 4) % 8 + 8;
        ByteBuffer packet = ByteBuffer.allocate(200);
        packet.putInt(1 + 1 + 4 + 4 + text.length + 4 + padding).put((byte) padding);
        packet.put((byte) 1).putInt(12).putInt(text.length).put(text).putInt(0);
        packet.position(packet.position() + padding);
        String disconnect = new String(packet.array(), 0, packet.position(), StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 10; i++) { // the answer may cross what is being sent
            String reason = reason("SSH-2.0-Full\r\n" + disconnect, false);
            assertThat(reason).contains("Too many users");
            assertThat(reason.chars()).noneMatch(Character::isISOControl);
        }
    }
}
