package io.netstacks.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a command tells to do about a failure can be done on the command line. */
class AdviceTest extends CommandFixture {

    @Test
    void who_has_no_credentials_learns_the_variables() throws IOException {
        Path file = Files.writeString(
                folder.resolve("devices.yaml"), "devices: [{name: edge1, host: 192.0.2.1, platform: cisco_ios}]");
        String inventory = file.toString();

        for (List<String> command : List.of(
                List.of("check", "--all"),
                List.of("check", "--all", "--json"),
                List.of("run", "--all", "show version"),
                List.of("detect", "--all"),
                List.of("backup", "--all"),
                List.of("backup", "--all", "--json"),
                List.of("devices", "show", "edge1"))) {
            List<String> all = new ArrayList<>(command);
            all.addAll(List.of("-i", inventory));
            run(all.toArray(String[]::new));

            assertThat(out.toString())
                    .as(command.toString())
                    .contains("set NETSTACKS_USERNAME and NETSTACKS_PASSWORD")
                    .doesNotContain("credential source");
        }
    }

    @Test
    void who_pushes_a_dangerous_line_learns_the_option() throws IOException {
        Path lines = Files.writeString(folder.resolve("lines"), "reload\n");
        try (FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("edge1"))) {
            save(device);

            for (String json : List.of("--no-save", "--json")) {
                assertThat(run("push", "--all", json, lines.toString())).isEqualTo(NetstacksCommand.A_DEVICE_FAILED);
                assertThat(out.toString())
                        .contains("nothing was sent")
                        .contains("--allow-dangerous")
                        .doesNotContain("dangerousAllowed");
            }
            assertThat(run("push", "--all", "--allow-dangerous", "--dry-run", lines.toString()))
                    .as(out.toString() + err)
                    .isZero();
        }
    }
}
