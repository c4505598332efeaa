package io.netstacks.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeInput;
import io.netstacks.testkit.fake.FakeScripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands and changes inside a context of a firewall, over a real SSH connection. */
class ContextOptionTest extends CommandFixture {

    private final FakeDevice asa = FakeDevice.start(FakeScripts.shipped("cisco_asa", "ASA"));

    @BeforeEach
    void an_inventory() {
        save(asa);
    }

    @AfterEach
    void the_device_goes() {
        asa.close();
    }

    private List<String> typed() {
        return asa.inputs().stream().map(FakeInput::text).toList();
    }

    @Test
    void a_command_runs_in_the_context() {
        assertThat(run("run", "--all", "--context", "customer-1", "show xlate")).isZero();
        assertThat(out.toString()).contains("xlate of customer-1");
        assertThat(typed()).containsSubsequence("changeto context customer-1", "show xlate", "changeto system");
    }

    @Test
    void a_change_is_made_and_saved_in_the_context() throws IOException {
        Path lines = Files.writeString(folder.resolve("lines"), "object network web\n host 192.0.2.9\n");

        assertThat(run("push", "--all", "--no-backup", "--context", "customer-1", lines.toString()))
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
        assertThat(run("run", "--all", "--context", "other", "show xlate")).isEqualTo(NetstacksCommand.A_DEVICE_FAILED);
        assertThat(out.toString()).contains("DEVICE_REFUSED", "ERROR: Context other does not exist");
        assertThat(typed()).doesNotContain("show xlate");
    }
}
