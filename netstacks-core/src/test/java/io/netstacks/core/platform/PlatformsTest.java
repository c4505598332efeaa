package io.netstacks.core.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.platform.Platform;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformsTest {

    private final Platforms platforms = Platforms.builtIn();

    @Test
    void accepts_an_empty_directory_and_finds_no_mistake_in_what_it_ships(@TempDir Path directory) {
        assertThat(platforms.with(directory).ids()).isEqualTo(platforms.ids());
    }

    @Test
    void ships_fifty_five_platforms_whose_files_are_free_of_mistakes() {
        assertThat(platforms.all())
                .hasSize(55)
                .allSatisfy(platform -> assertThat(platform.levels()).isNotEmpty());
        assertThat(platforms.all()).extracting(Platform::id).containsExactlyElementsOf(platforms.ids());
    }
}
