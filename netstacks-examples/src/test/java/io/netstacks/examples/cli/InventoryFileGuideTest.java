package io.netstacks.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.NetStacks;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The file and the commands that docs/inventory.md shows for the command line, on simulated devices. */
class InventoryFileGuideTest extends CommandFixture {

    private static final Pattern FILE = Pattern.compile("(?s)```yaml\n(devices:.*?)```");
    private static final Pattern COMMAND = Pattern.compile("(?m)^ {4}netstacks (.*--inventory devices\\.yaml.*)$");
    private static final Pattern WORD = Pattern.compile("\"([^\"]+)\"|(\\S+)");

    private static String at(FakeDevice device) {
        return "host: 127.0.0.1, port: " + device.endpoint().port();
    }

    @Test
    void the_commands_find_the_devices_of_the_file() throws IOException {
        String page = Files.readString(Path.of("../docs/inventory.md"));
        String shown = FILE.matcher(page).results().findFirst().orElseThrow().group(1);
        try (FakeDevice edge = FakeDevice.start(FakeDevices.ciscoIos("edge1"));
                FakeDevice core = FakeDevice.start(FakeDevices.ciscoIos("core1"))) {
            try (NetStacks net = library().build()) { // what the variables say on the page
                net.stores().credentials().save("default", edge.credentials());
                net.stores().credentials().setDefault("default");
            }
            Path file = Files.writeString(
                    folder.resolve("devices.yaml"),
                    shown.replace("host: 192.0.2.1", at(edge)).replace("host: 192.0.2.2", at(core)));

            List<String> commands =
                    COMMAND.matcher(page).results().map(found -> found.group(1)).toList();
            assertThat(commands).hasSize(2);
            for (String command : commands) {
                String[] words = WORD.matcher(command)
                        .results()
                        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                        .map(word -> word.equals("devices.yaml") ? file.toString() : word)
                        .toArray(String[]::new);
                assertThat(run(words)).as(command + "\n" + out + err).isZero();
            }
            assertThat(out.toString()).contains("core1").doesNotContain("edge1");
            assertThat(edge.connectionsOpened()).isEqualTo(1);
            assertThat(core.connectionsOpened()).isEqualTo(2);
        }
    }
}
