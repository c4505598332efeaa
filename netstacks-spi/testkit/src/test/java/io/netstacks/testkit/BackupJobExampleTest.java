package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import io.netstacks.testkit.fake.FakeReply;
import io.netstacks.testkit.fake.FakeWire;
import java.io.IOException;
import java.time.Duration;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a host tests its own code against a simulated device; docs/testing.md shows parts of it. */
@Timeout(30)
class BackupJobExampleTest {

    // tag::device[]
    private final FakeDevice router = FakeDevice.start(FakeDevices.juniperJunos("edge1"));

    @AfterEach
    void stop() {
        router.close();
    }

    @Test
    void stores_what_the_router_runs() throws IOException {
        assertThat(new BackupJob().fetch(router)).contains("host-name edge1;");
        assertThat(router.typed()).containsExactly("show configuration");
    }

    @Test
    void sees_a_change_that_somebody_made() throws IOException {
        String before = new BackupJob().fetch(router);
        router.config().change("set interfaces ge-0/0/1 description \"new\"");
        assertThat(new BackupJob().fetch(router)).isNotEqualTo(before).contains("description \"new\";");
    }
    // end::device[]

    // tag::trouble[]
    @Test
    void stores_nothing_when_the_connection_breaks_in_the_middle() {
        try (FakeDevice shaky = FakeDevice.start(FakeDevices.juniperJunos("edge2")
                .with(script -> script.wire(FakeWire.instant().inChunksOf(7).droppingAfter(100))))) {
            assertThatThrownBy(() -> new BackupJob().fetch(shaky)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void stores_nothing_when_the_device_says_no() {
        try (FakeDevice strict = FakeDevice.start(FakeDevices.juniperJunos("edge3")
                .with(script -> script.command("show configuration", FakeReply.refused("error: permission denied"))))) {
            assertThatThrownBy(() -> new BackupJob().fetch(strict)).isInstanceOf(IOException.class);
        }
    }
    // end::trouble[]

    /** The host's code under test, as small as it can be. */
    private static final class BackupJob {

        String fetch(FakeDevice device) throws IOException {
            try (SshClient client = SshClient.setUpDefaultClient()) {
                client.setServerKeyVerifier((session, address, key) -> true);
                client.start();
                String user = device.credentials().username();
                try (ClientSession session = client.connect(
                                user,
                                device.endpoint().host(),
                                device.endpoint().port())
                        .verify(Duration.ofSeconds(10))
                        .getSession()) {
                    device.credentials()
                            .password()
                            .ifPresent(password -> session.addPasswordIdentity(password.use(String::new)));
                    session.auth().verify(Duration.ofSeconds(10));
                    String text = session.executeRemoteCommand("show configuration");
                    if (text.contains("error: ") || !text.stripTrailing().endsWith("}")) {
                        throw new IOException("not a complete configuration: " + text);
                    }
                    return text;
                }
            }
        }
    }
}
