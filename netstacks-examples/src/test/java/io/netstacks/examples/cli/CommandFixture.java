package io.netstacks.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netstacks.core.NetStacks;
import io.netstacks.core.NetStacksBuilder;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.device.Device;
import io.netstacks.testkit.fake.FakeDevice;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;

/** The command line on data of its own, and what it wrote last. Confined: one thread at a time. */
abstract class CommandFixture {

    /** A folder for the files of one test; the data are in it, too. */
    @TempDir
    Path folder;

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    /** Runs a command on the data of the test, and returns its exit code. */
    final int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data().toString()));
        return runWithoutData(all.toArray(String[]::new));
    }

    /** Runs a command that works on files alone, and returns its exit code. */
    final int runWithoutData(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return NetstacksCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    /** Runs a command that ends well, and returns the JSON that it writes. */
    final JsonNode json(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        assertThat(run(all.toArray(String[]::new))).as(err.toString()).isZero();
        return new ObjectMapper().readTree(out.toString());
    }

    /** Starts a library on the same data, as the command line does. */
    final NetStacksBuilder library() {
        return NetStacks.builder()
                .setting("jdbc", "directory", data().toString())
                .keys(KeyProviders.file(data().resolve("key")));
    }

    /** Does something with the same data that no command does. */
    final void store(Consumer<NetStacks> work) {
        try (NetStacks net = library().build()) {
            work.accept(net);
        }
    }

    /** Saves devices that nobody has to reach. */
    final void save(Device... devices) {
        store(net -> List.of(devices).forEach(net.inventory()::save));
    }

    /** Saves a simulated device, and its login as the credentials {@code lab}. */
    final void save(FakeDevice device) {
        save(device, simulated -> simulated);
    }

    /** Saves a simulated device with something more, and its login as the credentials {@code lab}. */
    final void save(FakeDevice device, UnaryOperator<Device.Builder> more) {
        store(net -> {
            net.stores().credentials().save("lab", device.credentials());
            net.inventory().save(more.apply(device.asDevice().credential("lab")).build());
        });
    }

    /** Where the data are. */
    final Path data() {
        return folder.resolve("data");
    }
}
