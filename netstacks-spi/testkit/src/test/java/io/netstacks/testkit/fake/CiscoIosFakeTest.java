package io.netstacks.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CiscoIosFakeTest {

    @Test
    void answers_changes_its_configuration_and_saves_it_over_ssh() throws IOException {
        try (FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("edge1"));
                SshTester client = new SshTester()) {
            SshTester.Shell shell = client.shell(device);
            assertThat(shell.until("edge1>")).isEqualTo("edge1>");
            shell.type("enable\r");
            shell.until("Password: ");
            shell.run("wrong", "Password: ");
            assertThat(shell.run("enable-secret", "edge1#")).isEqualTo("\r\nedge1#");
            shell.run("terminal length 0", "edge1#");
            assertThat(shell.run("sh ver", "edge1#"))
                    .startsWith("sh ver\r\nCisco IOS Software")
                    .contains("edge1 uptime is");
            assertThat(shell.run("show nonsense", "edge1#")).contains("% Invalid input detected at '^' marker.");
            shell.run("conf t", "edge1(config)#");
            shell.run("int GigabitEthernet0/1", "edge1(config-if)#");
            shell.run("no shutdown", "edge1(config-if)#");
            shell.run("description to the core", "edge1(config-if)#");
            shell.run("router bgp 65001", "edge1(config-router)#");
            shell.run("neighbor 192.0.2.3 remote-as 65003", "edge1(config-router)#");
            shell.run("exit", "edge1(config)#");
            shell.run("hostname edge2", "edge2(config)#");
            assertThat(shell.run("colour blue", "edge2(config)#")).contains("% Invalid input");
            shell.type("\u001a").until("edge2#");
            assertThat(shell.run("show running-config | section interface GigabitEthernet0/1", "edge2#"))
                    .contains("interface GigabitEthernet0/1\r\n description to the core\r\n ip address 198.51.100.1")
                    .doesNotContain("shutdown");
            assertThat(device.runningConfig()).contains("neighbor 192.0.2.3").doesNotContain("shutdown");
            assertThat(device.startupConfig()).contains("shutdown").contains("hostname edge1");
            assertThat(shell.run("write memory", "edge2#")).contains("[OK]");
            assertThat(device.startupConfig()).isEqualTo(device.runningConfig());
            assertThat(device.typed()).startsWith("enable", "terminal length 0", "sh ver");
        }
    }
}
