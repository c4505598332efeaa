package io.netstacks.core.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Secret;
import io.netstacks.spi.device.CredentialProvider;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.ProviderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialFileTest {

    @TempDir
    Path folder;

    @Test
    void each_name_has_what_is_written_under_it() throws IOException {
        Files.writeString(folder.resolve("id_ed25519"), "KEY");
        CredentialProvider provider = file("""
                default: {username: netops, password: 0123, enable_password: "two words", realm: tacacs}
                lab:
                  username: kim
                  key_file: id_ed25519
                  passphrase: open
                  enable_username: admin
                """);

        Credentials shared = provider.find("default").orElseThrow();
        assertThat(shared.username()).isEqualTo("netops");
        assertThat(shared.password()).contains(Secret.of("0123"));
        assertThat(shared.enableSecret()).contains(Secret.of("two words"));
        assertThat(shared.realm()).isEqualTo("tacacs");
        Credentials lab = provider.find("lab").orElseThrow();
        assertThat(lab.privateKey()).contains(Secret.of("KEY"));
        assertThat(lab.passphrase()).contains(Secret.of("open"));
        assertThat(lab.enableUsername()).contains("admin");
        assertThat(lab.realm()).isEqualTo("lab");
        assertThat(lab.password()).isEmpty();
        assertThat(provider.find("other")).isEmpty();
        assertThat(provider.names()).containsExactly("default", "lab");
    }

    @Test
    void a_new_password_needs_no_restart() throws IOException {
        CredentialProvider provider = file("default: {username: netops, password: old}");

        write("default: {username: netops, password: new}", Instant.parse("2026-03-01T00:00:00Z"));

        assertThat(provider.find("default").orElseThrow().password()).contains(Secret.of("new"));
    }

    @Test
    void a_file_that_was_broken_meanwhile_gives_nothing_old() throws IOException {
        CredentialProvider provider = file("default: {username: netops, password: old}");

        write("default: {password: Canary-1}", Instant.parse("2026-03-01T00:00:00Z"));

        assertThatThrownBy(() -> provider.find("default"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("needs a username")
                .hasMessageNotContaining("Canary");
    }

    @Test
    void a_file_that_is_gone_is_no_reason_to_try_without_credentials() throws IOException {
        CredentialProvider provider = file("default: {username: netops}");

        Files.delete(folder.resolve("credentials.yaml"));

        assertThatThrownBy(() -> provider.find("default"))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("credentials.yaml");
    }

    @Test
    void all_mistakes_are_told_at_once() {
        assertThatThrownBy(() -> file("""
                        default: {username: netops, pasword: Canary-1}
                        lab: {password: Canary-2}
                        edge:
                        core: {username: kim, password: }
                        """))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.problems())
                                .hasSize(4)
                                .allSatisfy(problem -> assertThat(problem).doesNotContain("Canary"))
                                .anySatisfy(problem -> assertThat(problem).contains("\"pasword\" is unknown"))
                                .anySatisfy(problem -> assertThat(problem).contains("lab: needs a username"))
                                .anySatisfy(problem -> assertThat(problem).contains("edge: has no fields"))
                                .anySatisfy(
                                        problem -> assertThat(problem).contains("core: \"password\" has no value")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# Canary",
                "~",
                "Canary",
                "- Canary",
                "default: Canary",
                "default: {username: [Canary]}",
                "default: {username: a, username: Canary}",
                "default: {username: a}\ndefault: {username: Canary}",
                "default: {username: \"Canary",
                "default: !!javax.script.ScriptEngineManager [Canary]"
            })
    void what_is_no_such_file_is_refused_without_a_word_of_it(String text) {
        assertThatThrownBy(() -> file(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("credentials.yaml")
                .hasMessageNotContaining("Canary")
                .hasNoCause();
    }

    @Test
    void nothing_of_it_shows() throws IOException {
        assertThat(file("default: {username: netops, password: Canary}").toString())
                .contains("credentials.yaml")
                .doesNotContain("Canary");
    }

    private CredentialProvider file(String text) throws IOException {
        write(text, Instant.parse("2026-01-01T00:00:00Z"));
        return CredentialSources.fromFile(folder.resolve("credentials.yaml"));
    }

    private void write(String text, Instant time) throws IOException {
        Path file = folder.resolve("credentials.yaml");
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(time));
    }
}
