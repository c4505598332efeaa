package io.netstacks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of known defects names tests that exist, and leaves no row without one or a reason. */
class DefectsPageTest {

    private static final Path HOUSE = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final int ROWS = 20;

    private static List<String> rows() throws IOException {
        return Files.readAllLines(HOUSE.resolve("docs/defects.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| the defect"))
                .toList();
    }

    /** Tests and kits of tests by the name of their class. */
    private static Map<String, Path> sources() throws IOException {
        Map<String, Path> sources = new TreeMap<>();
        try (Stream<Path> files = Files.find(
                HOUSE, 20, (path, attributes) -> path.toString().endsWith(".java") && attributes.isRegularFile())) {
            files.filter(path -> !path.toString().contains("target"))
                    .forEach(path -> sources.put(path.getFileName().toString().replace(".java", ""), path));
        }
        return sources;
    }

    @Test
    void every_test_that_the_page_names_exists() throws IOException {
        Map<String, Path> sources = sources();
        for (String row : rows()) {
            Matcher named = NAMED.matcher(row);
            while (named.find()) {
                assertThat(sources).as(row).containsKey(named.group(1));
                assertThat(Files.readString(sources.get(named.group(1))))
                        .as(named.group())
                        .contains("Test", "void " + named.group(2) + "(");
            }
        }
    }

    @Test
    void every_row_has_a_test_or_says_that_its_part_is_not_built() throws IOException {
        assertThat(rows())
                .hasSize(ROWS)
                .allSatisfy(row -> assertThat(NAMED.matcher(row).find() || row.contains("its part is not built yet"))
                        .as(row)
                        .isTrue());
    }
}
