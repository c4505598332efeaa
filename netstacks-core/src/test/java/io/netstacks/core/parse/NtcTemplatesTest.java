package io.netstacks.core.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.parse.ParseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the engine and the library to the sample outputs of ntc-templates. */
class NtcTemplatesTest {

    @TempDir
    static Path folder;

    private static NtcPack pack;

    @BeforeAll
    static void unpack() throws IOException {
        pack = NtcPack.unpackedTo(folder);
    }

    @Test
    void every_sample_output_gives_the_rows_that_the_reference_gives() throws IOException {
        TemplateLibrary library = TemplateLibrary.load(pack.templates());
        List<String> wrong = new ArrayList<>();
        List<NtcPack.Fixture> fixtures = pack.fixtures();
        for (NtcPack.Fixture fixture : fixtures) {
            ParseResult result = library.parse(fixture.platform(), fixture.command(), fixture.raw());
            List<?> expected = NtcPack.expectedRows(fixture);
            if (!result.parsedRows().map(rows -> rows.equals(expected)).orElse(false)) {
                wrong.add(fixture.name() + ": " + result.fold(p -> "other rows", n -> "no template", f -> f.message()));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(fixtures).hasSize(959);
        assertThat(library.problems()).isEmpty();
    }

    @Test
    void every_template_compiles_and_its_dump_is_the_same_template() throws IOException {
        try (var files = Files.list(pack.templates())) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".textfsm")).toList()) {
                String dump = TextFsmTemplate.compile(file.toString(), Files.readString(file))
                        .dump();
                assertThat(TextFsmTemplate.compile(file + " dumped", dump).dump())
                        .isEqualTo(dump);
            }
        }
    }
}
