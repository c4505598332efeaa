package io.netstacks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.NetStacks;
import io.netstacks.core.NetStacksBuilder;
import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java that docs/platforms.md shows is what runs here; its tables are checked in {@code PlatformsDocTest}. */
class PlatformsGuideTest {

    @TempDir
    private Path folder;

    @Test
    void the_examples_run() throws IOException {
        Files.writeString(folder.resolve("cisco_ios.yaml"), "vendor: ours\n");
        // tag::guide[]
        Platform ios = Platforms.builtIn().get("cisco_ios"); // by id, or by the name that another tool has for it
        Platforms ours = Platforms.builtIn().with(folder); // its *.yaml files lie over the shipped ones
        NetStacksBuilder builder = NetStacks.builder().platforms(folder); // the same, for sessions
        // end::guide[]

        assertThat(ios.vendor()).isEqualTo("Cisco");
        assertThat(ours.get("cisco_ios").vendor()).isEqualTo("ours");
        try (NetStacks net = builder.storage("memory").build()) {
            assertThat(net.platforms().get("cisco_ios").vendor()).isEqualTo("ours");
        }
    }

    @Test
    void the_page_shows_them() throws IOException {
        GuidePage.of("docs/platforms.md").showsWhatRunsIn(PlatformsGuideTest.class);
    }
}
