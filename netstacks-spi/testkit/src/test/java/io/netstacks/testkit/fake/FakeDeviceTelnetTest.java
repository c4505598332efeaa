package io.netstacks.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FakeDeviceTelnetTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    /** A raw socket that reads until a text comes. */
    private record Raw(Socket socket) implements AutoCloseable {

        Raw(FakeDevice device) throws IOException {
            this(new Socket(
                    InetAddress.getLoopbackAddress(), device.telnetEndpoint().port()));
        }

        Raw send(String latin) throws IOException {
            socket.getOutputStream().write(latin.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        String until(String text) throws IOException {
            ByteArrayOutputStream seen = new ByteArrayOutputStream();
            while (!seen.toString(StandardCharsets.ISO_8859_1).endsWith(text)) {
                int one = socket.getInputStream().read();
                if (one < 0) {
                    throw new IOException("ended after " + seen.toString(StandardCharsets.ISO_8859_1));
                }
                seen.write(one);
            }
            return seen.toString(StandardCharsets.ISO_8859_1);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void negotiates_options_logs_in_and_answers() throws Exception {
        try (FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("r1"));
                Raw telnet = new Raw(device)) {
            assertThat(telnet.until("Username: "))
                    .startsWith("\u00ff\u00fb\u0001\u00ff\u00fb\u0003\u00ff\u00fd\u0018\u00ff\u00fd\u001f");
            telnet.send("\u00ff\u00fd\u0001\u00ff\u00fd\u0003\u00ff\u00fb\u0018\u00ff\u00fb\u001f"
                    + "\u00ff\u00fa\u001f\u0001\u00ff\u00ff\u0003\u00e8\u00ff\u00f0");
            assertThat(telnet.until("\u00ff\u00f0")).isEqualTo("\u00ff\u00fa\u0018\u0001\u00ff\u00f0");
            telnet.send("\u00ff\u00fa\u0018\u0000vt100\u00ff\u00f0admin\r\0");
            telnet.until("Password: ");
            telnet.send("admin\r\n").until("r1>");
            telnet.send("show clock\r\n");
            assertThat(telnet.until("r1>")).contains("12:00:00");
            assertThat(device.telnetOptions())
                    .containsEntry("NAWS", "511x1000")
                    .containsEntry("TTYPE", "vt100")
                    .containsKeys("ECHO", "SGA");
        }
    }

    @Test
    void refuses_options_that_it_does_not_know_and_doubles_the_escape_byte() throws Exception {
        DeviceScript script = DeviceScript.named("box")
                .login(FakeLogin.as("kim").withNone())
                .mode("exec", "box>", "?")
                .command("show byte", FakeReply.bytes(new byte[] {(byte) 255, 'x'}))
                .build();
        try (FakeDevice device = FakeDevice.start(script);
                Raw telnet = new Raw(device)) {
            telnet.until("box>");
            telnet.send("\u00ff\u00fd\042\u00ff\u00fb\047");
            assertThat(telnet.until("\u00ff\u00fe\047")).isEqualTo("\u00ff\u00fc\042\u00ff\u00fe\047");
            telnet.send("show byte\r\n");
            assertThat(telnet.until("box>")).contains("\u00ff\u00ffx");
            telnet.send("a\u00ff");
            telnet.send("\u00ffb\r\n").until("box>");
            assertThat(device.typed()).hasSize(2);
        }
    }

    @Test
    void ends_in_order_and_breaks_and_counts() throws Exception {
        try (FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("r1"))) {
            try (Raw telnet = new Raw(device)) {
                telnet.until("Username: ");
                telnet.send("admin\radmin\r").until("r1>");
                telnet.send("exit\r");
                assertThat(telnet.socket().getInputStream().readAllBytes()).isNotNull();
            }
            assertThat(device.awaitNoConnections(SOON)).isTrue();
            try (Raw telnet = new Raw(device)) {
                telnet.until("Username: ");
                device.dropConnections();
                assertThat(device.awaitNoConnections(SOON)).isTrue();
            }
            assertThat(device.connectionsOpened()).isEqualTo(2);
        }
    }
}
