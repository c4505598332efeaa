package io.netstacks.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.TemplateException;
import io.netstacks.spi.template.RenderOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/templates.md says there is, is there, and nothing else; what it says is not available is an error that names it. */
class TemplatesDocTest {

    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Set<String> REFUSED = Set.of("urlize", "password_hash");

    private final JinjaTemplateEngine engine = new JinjaTemplateEngine();

    @Test
    void the_language_table_is_complete() throws IOException {
        Set<String> filters = names("filters", "for networks", "from Ansible");

        assertThat(filters).isEqualTo(without(engine.filters(), REFUSED));
        assertThat(names("tests")).isEqualTo(new TreeSet<>(engine.tests()));
        assertThat(names("functions")).isEqualTo(without(engine.functions(), Set.of("lipsum")));
    }

    @Test
    void what_is_refused_is_named() {
        for (String expression : new String[] {"'a'|urlize", "'a'|password_hash", "lipsum()", "'a'.encode()"}) {
            assertThatThrownBy(() -> engine.render("{{ " + expression + " }}", Map.of(), RenderOptions.defaults()))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageContaining(
                            expression.replaceAll(".*\\||\\(\\)|.*\\.", "").strip());
        }
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static Set<String> names(String... rows) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String line : Files.readAllLines(page())) {
            if (Arrays.stream(rows).anyMatch(row -> line.startsWith("| " + row + " |"))) {
                NAME.matcher(line).results().forEach(found -> names.add(found.group(1)));
            }
        }
        return names;
    }

    private static Path page() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .map(path -> path.resolve("docs/templates.md"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }
}
