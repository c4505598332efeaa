package io.netstacks.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netstacks.core.NetStacks;
import io.netstacks.core.NetStacksBuilder;
import io.netstacks.core.store.KeyProviders;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data().toString()));
        return NetstacksCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
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

    private Path data() {
        return folder.resolve("data");
    }
}
