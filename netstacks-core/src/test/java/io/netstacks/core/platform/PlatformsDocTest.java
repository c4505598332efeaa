package io.netstacks.core.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.platform.PrivilegeLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformsDocTest {

    private static final Set<String> NAMED_BY_AUTHORS = Set.of("levels");

    @Test
    void the_page_on_platforms_lists_what_is_shipped() throws IOException {
        List<String> expected =
                Platforms.builtIn().all().stream().map(PlatformsDocTest::row).toList();

        assertThat(Files.readAllLines(page()).stream()
                        .dropWhile(line -> !line.equals("## Shipped platforms"))
                        .filter(line -> line.startsWith("| `")))
                .as("rows for docs/platforms.md:%n%s", String.join("\n", expected))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void the_page_on_platforms_explains_every_key_that_a_shipped_file_has() throws IOException {
        String page = Files.readString(page());
        Set<String> keys = new TreeSet<>();
        for (String id : Platforms.builtIn().ids()) {
            ShippedFile.of(id).data().properties().forEach(entry -> {
                keys.add(entry.getKey());
                if (!NAMED_BY_AUTHORS.contains(entry.getKey())) {
                    entry.getValue().fieldNames().forEachRemaining(keys::add);
                }
            });
        }

        assertThat(keys)
                .hasSizeGreaterThan(50)
                .allSatisfy(key ->
                        assertThat(page).containsPattern("[`.]" + Pattern.quote(key.replace("+", "")) + "[`.:]"));
    }

    @Test
    void the_platform_that_the_page_shows_is_free_of_mistakes(@TempDir Path directory) throws IOException {
        Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(page()));
        assertThat(example.find()).isTrue();
        Files.writeString(directory.resolve("acme_os.yaml"), example.group(1));

        assertThat(Platforms.builtIn().with(directory).get("acme_os").config().running())
                .contains("show config all");
    }

    private static String row(Platform platform) {
        return Stream.of(
                        "`" + platform.id() + "`",
                        platform.vendor(),
                        platform.names().getOrDefault("netmiko", List.of()).stream()
                                .map(name -> "`" + name + "`")
                                .collect(Collectors.joining(" ")),
                        platform.levels().stream().map(PrivilegeLevel::name).collect(Collectors.joining(", ")),
                        platform.commit().model().name().toLowerCase(Locale.ROOT),
                        platform.config()
                                .running()
                                .map(command -> "`" + command + "`")
                                .orElse("–"))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static Path page() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .map(path -> path.resolve("docs/platforms.md"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }
}
