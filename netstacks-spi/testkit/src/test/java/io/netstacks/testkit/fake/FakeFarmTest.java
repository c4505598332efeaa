package io.netstacks.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.session.ClientSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FakeFarmTest {

    @Test
    void hundreds_of_devices_share_a_few_threads() throws IOException {
        try (FakeFarm farm = FakeFarm.open()) {
            for (int i = 0; i < 300; i++) {
                farm.start(FakeDevices.ciscoIos("r" + i));
            }
            long threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("fake-device-"))
                    .count();
            assertThat(threads).isLessThan(20);
            assertThat(farm.devices())
                    .extracting(device -> device.endpoint().port())
                    .doesNotHaveDuplicates();
            try (SshTester client = new SshTester()) {
                client.shell(farm.devices().get(0)).until("r0>");
                client.shell(farm.devices().get(299)).until("r299>");
            }
        }
    }

    @Test
    void many_sessions_at_once_stay_apart() throws IOException {
        try (FakeFarm farm = FakeFarm.open();
                SshTester client = new SshTester()) {
            List<SshTester.Shell> shells = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                FakeDevice device = farm.start(FakeDevices.ciscoIos("r" + i));
                ClientSession session = client.login(device);
                shells.add(client.shell(session));
            }
            for (SshTester.Shell shell : shells) {
                shell.type("show ver\r");
            }
            for (int i = 0; i < shells.size(); i++) {
                shells.get(i).until("r" + i + ">");
                assertThat(shells.get(i).until("r" + i + ">")).contains("r" + i + " uptime");
            }
        }
    }
}
