package io.netstacks.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script that starts the command line, with a java that only says how it was called. */
@DisabledOnOs(OS.WINDOWS)
class StartScriptTest {

    @TempDir
    private Path folder;

    private List<String> started(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path java = folder.resolve("bin").resolve("java");
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"LC_ALL=$LC_ALL\" \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        ProcessBuilder script = new ProcessBuilder("/bin/sh", "src/main/bin/netstacks");
        script.command().addAll(List.of(arguments));
        script.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        script.environment().put("JAVA_HOME", folder.toString());
        script.environment().put("TERM", "xterm");
        script.environment().putAll(environment);
        Process process = script.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }

    @ParameterizedTest
    @CsvSource({"LC_ALL, C", "LANG, POSIX", "LANG, ''"})
    void letters_of_devices_are_not_lost_where_the_locale_knows_none(String name, String value) throws Exception {
        assertThat(started(Map.of(name, value))).contains("LC_ALL=C.UTF-8");
    }

    @Test
    void a_locale_that_knows_letters_is_the_users() throws Exception {
        assertThat(started(Map.of("LANG", "de_DE.ISO-8859-1"))).contains("LC_ALL=");
    }

    @Test
    void a_progress_bar_is_for_terminals() throws Exception {
        assertThat(started(Map.of())).contains("-Dnetstacks.terminal=false");
    }

    @Test
    void arguments_arrive_as_they_were_given() throws Exception {
        assertThat(started(Map.of(), "run", "show  clock | include \"*\""))
                .endsWith("run", "show  clock | include \"*\"");
    }
}
