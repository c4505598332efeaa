package io.netstacks.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.NetStacks;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.examples.AsaWithContexts;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeInput;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands and changes inside a context of a firewall, over a real SSH connection. */
class ContextOptionTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final FakeDevice asa = FakeDevice.start(AsaWithContexts.script());

    @BeforeEach
    void an_inventory() {
        try (NetStacks net = NetStacks.builder()
                .setting("jdbc", "directory", folder.toString())
                .keys(KeyProviders.file(folder.resolve("key")))
                .build()) {
            net.stores().credentials().save("lab", asa.credentials());
            net.inventory().save(asa.asDevice().credential("lab").build());
        }
    }

    @AfterEach
    void the_device_goes() {
        asa.close();
    }

    private int netstacks(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", folder.toString()));
        return NetstacksCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private List<String> typed() {
        return asa.inputs().stream().map(FakeInput::text).toList();
    }

    @Test
    void a_command_runs_in_the_context() {
        assertThat(netstacks("run", "--all", "--context", "customer-1", "show xlate"))
                .isZero();
        assertThat(out.toString()).contains("xlate of/customer-1");
        assertThat(typed()).containsSubsequence("changeto context customer-1", "show xlate", "changeto system");
    }

    @Test
    void a_change_is_made_and_saved_in_the_context() throws IOException {
        Path lines = Files.writeString(folder.resolve("lines"), "object network web\n host 192.0.2.9\n");

        assertThat(netstacks("push", "--all", "--no-backup", "--context", "customer-1", lines.toString()))
                .as(out.toString() + err)
                .isZero();
        assertThat(typed())
                .containsSubsequence(
                        "changeto context customer-1",
                        "configure terminal",
                        "object network web",
                        "host 192.0.2.9",
                        "end",
                        "write memory",
                        "changeto system");
    }

    @Test
    void a_context_that_is_missing_fails_the_device_with_its_words() {
        assertThat(netstacks("run", "--all", "--context", "other", "show xlate"))
                .isEqualTo(NetstacksCommand.A_DEVICE_FAILED);
        assertThat(out.toString()).contains("DEVICE_REFUSED", "ERROR: Context other does not exist");
        assertThat(typed()).doesNotContain("show xlate");
    }
}
