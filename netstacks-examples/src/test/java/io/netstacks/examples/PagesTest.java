package io.netstacks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for all pages of the documentation. */
class PagesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    private static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void the_map_in_the_readme_has_every_page() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));

        assertThat(pages())
                .filteredOn(page -> !page.startsWith(ROOT.resolve("docs/decisions")))
                .filteredOn(page -> !page.endsWith("README.md"))
                .hasSizeGreaterThan(20)
                .allSatisfy(page -> assertThat(readme).contains("](" + ROOT.relativize(page) + ")"));
    }

    @Test
    void every_link_leads_somewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult link :
                    LINK.matcher(Files.readString(page)).results().toList()) {
                if (!leads(page, link.group(1), link.group(2) == null ? "" : link.group(2))) {
                    broken.add(ROOT.relativize(page) + " " + link.group());
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static boolean leads(Path page, String file, String anchor) throws IOException {
        if (file.startsWith("http")) {
            return true;
        }
        Path target = file.isEmpty() ? page : page.resolveSibling(file);
        return Files.exists(target)
                && (anchor.isEmpty()
                        || HEADING.matcher(Files.readString(target))
                                .results()
                                .anyMatch(heading -> anchor.equals(anchor(heading.group(1)))));
    }

    /** As the hosts of repositories make them of headings. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    @Test
    void the_page_on_tests_shows_what_runs() throws IOException {
        String example = Files.readString(ROOT.resolve(
                        "netstacks-spi/testkit/src/test/java/io/netstacks/testkit/BackupJobExampleTest.java"))
                .replaceAll("\\s+", "");

        assertThat(GuidePage.of("docs/testing.md").blocks())
                .hasSize(2)
                .allSatisfy(block -> assertThat(example).contains(block));
    }
}
