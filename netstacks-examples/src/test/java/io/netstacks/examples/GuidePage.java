package io.netstacks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A page of the documentation whose Java is run by a test, between {@code tag::guide[]} and {@code end::guide[]}.
 *
 * @param file the page
 */
record GuidePage(Path file) {

    private static final Pattern SHOWN = Pattern.compile("(?s)```java\n(.*?)```");
    private static final Pattern RUN = Pattern.compile("(?s)// tag::guide\\[]\n(.*?) *// end::guide\\[]");

    static GuidePage of(String name) {
        return new GuidePage(Path.of("../" + name));
    }

    /** Checks that the page shows what the test runs, all of it and nothing else. */
    void showsWhatRunsIn(Class<?> test) throws IOException {
        assertThat(shown()).isNotEmpty().isEqualTo(runIn(test));
    }

    String shown() throws IOException {
        return String.join("", blocks());
    }

    /** Returns each piece of Java that the page shows, without blanks. */
    List<String> blocks() throws IOException {
        return code(SHOWN, file);
    }

    static String runIn(Class<?> test) throws IOException {
        return String.join(
                "", code(RUN, Path.of("src/test/java/" + test.getName().replace('.', '/') + ".java")));
    }

    /** Without the blanks, in which a formatter may differ from a page. */
    private static List<String> code(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(found -> found.group(1).replaceAll("\\s+", ""))
                .toList();
    }
}
