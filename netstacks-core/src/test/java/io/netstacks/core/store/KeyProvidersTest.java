package io.netstacks.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.KeyProvider.DataKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class KeyProvidersTest {

    private static final String KEY_1 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String KEY_2 = "//79/Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eA=";

    @TempDir
    Path directory;

    private static String id(KeyProvider keys) {
        return keys.current().id();
    }

    @Test
    void the_environment_names_the_current_key_first() {
        KeyProvider keys = KeyProviders.environment("KEYS", Map.of("KEYS", "new:" + KEY_1 + ", old:" + KEY_2));

        assertThat(id(keys)).isEqualTo("new");
        assertThat(keys.find("old").orElseThrow().key().<String>use(String::new))
                .isEqualTo(KEY_2);
        assertThat(keys.find("other")).isEmpty();
        assertThat(keys.toString()).contains("new", "old", "KEYS").doesNotContain(KEY_1);
    }

    @Test
    void a_variable_that_holds_no_keys_is_refused_without_showing_it() {
        for (String wrong : List.of("", " ", "canary", ":canary", "id:", "a:x,a:y", "a:x,")) {
            assertThatThrownBy(() -> KeyProviders.environment("KEYS", Map.of("KEYS", wrong)))
                    .as("\"%s\"", wrong)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("KEYS")
                    .message()
                    .doesNotContain("canary");
        }
        assertThatThrownBy(() -> KeyProviders.environment("KEYS", Map.of())).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void a_key_file_is_made_once_when_it_is_needed() {
        Path inside = directory.resolve("new");
        Path file = inside.resolve("keys");
        KeyProvider keys = KeyProviders.file(file);
        assertThat(file).doesNotExist();

        DataKey made = keys.current();

        assertThat(KeyProviders.file(file).current()).isEqualTo(made);
        assertThat(inside.toFile().list()).containsExactly("keys");
        assertThat(SecretBox.with(keys).currentKeyId()).isEqualTo(made.id());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_key_file_belongs_to_its_owner_alone() throws Exception {
        Path file = directory.resolve("keys");
        id(KeyProviders.file(file));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> KeyProviders.file(file).current())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void many_that_make_a_key_file_at_once_agree_on_the_key() {
        Path file = directory.resolve("keys");

        List<CompletableFuture<DataKey>> made = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> KeyProviders.file(file).current()))
                .limit(8)
                .toList();

        assertThat(made.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    @Test
    void a_key_that_is_added_becomes_current_and_is_found_by_those_that_opened_the_file_before() {
        Path file = directory.resolve("keys");
        KeyProvider earlier = KeyProviders.file(file);
        String first = id(earlier);

        String second = KeyProviders.addKey(file);

        assertThat(id(KeyProviders.file(file))).isEqualTo(second).isNotEqualTo(first);
        assertThat(KeyProviders.file(file).find(first)).contains(earlier.current());
        assertThat(id(earlier)).isEqualTo(first);
        assertThat(earlier.find(second)).isPresent();
        assertThat(earlier.find("unknown")).isEmpty();
    }

    @Test
    void a_key_file_that_vanishes_is_not_made_anew_by_who_has_its_keys() throws Exception {
        Path file = directory.resolve("keys");
        KeyProvider keys = KeyProviders.file(file);
        DataKey first = keys.current();
        Files.delete(file);

        assertThat(keys.find("unknown")).isEmpty();

        assertThat(file).doesNotExist();
        assertThat(keys.current()).isEqualTo(first);
        assertThat(keys.find(first.id())).contains(first);
    }

    @Test
    void a_key_file_that_holds_something_else_is_refused() throws Exception {
        Path file = directory.resolve("keys");
        id(KeyProviders.file(file));
        Files.writeString(file, "# comment\n\ncanary\n");

        assertThatThrownBy(() -> KeyProviders.file(file).current())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("key 1")
                .message()
                .doesNotContain("canary");
    }
}
