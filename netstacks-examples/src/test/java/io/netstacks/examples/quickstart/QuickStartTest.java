package io.netstacks.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickStartTest {

    @Test
    void it_backs_up_three_vendors_changes_one_and_shows_the_difference(@TempDir Path folder) {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();

        new QuickStart(new PrintStream(seen, true, StandardCharsets.UTF_8)).run(folder);

        assertThat(seen.toString(StandardCharsets.UTF_8))
                .contains("snapshot \"first\": COMPLETE")
                .contains("APPLIED")
                .contains("core1: UNCHANGED")
                .contains("+ description uplink to core1");
    }
}
