package io.netstacks.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.platform.PrivilegeLevel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformOverridesTest {

    @TempDir
    private Path directory;

    @Test
    void overrides_single_fields_and_keeps_the_others() {
        Platform ios = with("cisco_ios", "session: {settle_ms: 200, charset: ISO-8859-1}\nsave: {command: 'wr'}")
                .get("cisco_ios");

        assertThat(ios.session().settle()).hasMillis(200);
        assertThat(ios.session().charset()).isEqualTo(StandardCharsets.ISO_8859_1);
        assertThat(ios.session().init()).containsExactly("terminal width 511", "terminal length 0");
        assertThat(ios.save().orElseThrow().command()).isEqualTo("wr");
        assertThat(ios.save().orElseThrow().dialogue()).hasSize(2);
        assertThat(ios.vendor()).isEqualTo("Cisco");
        assertThat(Platforms.builtIn().get("cisco_ios").session().settle()).hasMillis(30);
    }

    @Test
    void replaces_a_list_or_appends_to_it() {
        Platform ios = with("cisco_ios", "session: {init: ['terminal length 0']}\nerrors: {patterns+: ['^Oops']}")
                .get("cisco_ios");

        assertThat(ios.session().init()).containsExactly("terminal length 0");
        assertThat(ios.errors()).hasSize(14);
        assertThat(ios.findError("a\nOops")).contains("Oops");
    }

    @Test
    void an_empty_value_takes_away() {
        Platform ios = with("cisco_ios", "enable:\nsession: {width: null}").get("cisco_ios");

        assertThat(ios.enable()).isEmpty();
        assertThat(ios.session().width()).isEmpty();
    }

    @Test
    void platforms_that_extend_an_overridden_one_see_the_change() {
        Platforms platforms = with("cisco_ios", "session: {settle_ms: 99}");

        assertThat(platforms.get("cisco_xe").session().settle()).hasMillis(99);
    }

    @Test
    void platforms_that_extend_an_overridden_one_are_checked_again() {
        assertThatThrownBy(() -> with("hp_comware", "levels: {config: {prompt: 'none', samples: ['none']}}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("h3c.yaml:")
                .hasMessageContaining("sample \"[test5130st1]\" is no prompt");
    }

    @Test
    void adds_a_platform_that_extends_another() {
        Platforms platforms = with("acme_os", """
                extends: cisco_ios
                vendor: Acme
                names: {netmiko: acme}
                levels:
                  rommon: {prompt: 'rommon \\d+>', samples: ['rommon 1>']}
                """);

        Platform acme = platforms.get("acme_ssh");
        assertThat(acme.id()).isEqualTo("acme_os");
        assertThat(acme.vendor()).isEqualTo("Acme");
        assertThat(acme.aliases()).containsExactly("acme");
        assertThat(acme.detect().match()).isEmpty();
        assertThat(acme.classifyPrompt("rommon 2 >")).isEmpty();
        assertThat(acme.levels()).extracting(PrivilegeLevel::name).startsWith("rommon");
        assertThat(platforms.ids()).hasSize(57).contains("acme_os");
    }

    @Test
    void adds_a_platform_from_nothing() {
        Platform tiny = with("tiny_os", "levels: {exec: {prompt: '\\w+>', samples: ['a> ']}}")
                .get("tiny_os");

        assertThat(tiny.session().enter()).isEqualTo("\n");
        assertThat(tiny.paging().pager()).hasSize(9);
        assertThat(tiny.config().show()).isEmpty();
        assertThat(tiny.configMode()).isEmpty();
        assertThat(tiny.config().minimumLines()).isEqualTo(2);
    }

    @Test
    void shared_secrets_and_names_can_be_added_to() {
        write("defaults", "secret_sets: {acme: ['(?m)^pin (?<s>\\d+)']}\nshared_names: {ios: cisco_xe}");
        Platforms platforms = with("cisco_xe", "config: {secrets+: [{use: acme}]}");

        assertThat(platforms.get("cisco_xe").maskSecrets("pin 4711")).isEqualTo("pin <removed>");
        assertThat(platforms.get("cisco_ios").maskSecrets("pin 4711")).isEqualTo("pin 4711");
        assertThat(platforms.get("ios").id()).isEqualTo("cisco_xe");
    }

    @Test
    void directories_lie_one_over_the_other(@TempDir Path upper) throws IOException {
        Files.writeString(upper.resolve("cisco_ios.yaml"), "session: {init+: ['b']}");
        Platforms both = with("cisco_ios", "session: {init+: ['a']}").with(upper);

        assertThat(both.get("cisco_ios").session().init())
                .isEqualTo(List.of("terminal width 511", "terminal length 0", "a", "b"));
    }

    @Test
    void a_name_that_two_files_give_is_an_error_of_both() {
        write("acme_os", "extends: cisco_ios\nnames: {netmiko: acme}");

        assertThatThrownBy(() -> with("bell_os", "extends: cisco_ios\nnames: {ntc: cisco_ios, oxidized: [bell, ACME]}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("bell_os.yaml:2: \"ACME\" is also a name of acme_os (")
                .hasMessageContaining(
                        "acme_os.yaml:2); say under shared_names in defaults.yaml which of them it means");
    }

    @Test
    void files_of_two_directories_may_not_give_one_name_either(@TempDir Path upper) throws IOException {
        Files.writeString(upper.resolve("bell_os.yaml"), "extends: cisco_ios\nnames: {netmiko: acme}");
        Platforms lower = with("acme_os", "extends: cisco_ios\nnames: {netmiko: acme}");

        assertThatThrownBy(() -> lower.with(upper))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"acme\" is also a name of acme_os");
    }

    @Test
    void shared_names_say_what_a_name_means_that_two_files_give() {
        write("acme_os", "extends: cisco_ios\nnames: {netmiko: acme}");
        write("defaults", "shared_names: {acme: bell_os}");
        Platforms platforms = with("bell_os", "extends: cisco_ios\nnames: {netmiko: acme}");

        assertThat(platforms.get("acme").id()).isEqualTo("bell_os");
    }

    @Test
    void several_files_may_give_a_name_that_a_shipped_platform_has_and_keeps() {
        write("acme_os", "extends: cisco_wlc\nnames: {ntc: cisco_wlc_ssh}");
        Platforms platforms = with("bell_os", "extends: cisco_wlc\nnames: {ntc: cisco_wlc_ssh, netmiko: cisco_ios}");

        assertThat(platforms.get("cisco_wlc_ssh").id()).isEqualTo("cisco_wlc");
        assertThat(platforms.get("bell_os").names().get("ntc")).containsExactly("cisco_wlc_ssh");
    }

    @Test
    void a_file_over_a_shipped_platform_may_give_the_names_of_the_shipped_one(@TempDir Path upper) throws IOException {
        Files.writeString(upper.resolve("cisco_ios.yaml"), "names: {netmiko: our_ios}");
        Platforms both = with("cisco_ios", "names: {netmiko: our_ios}").with(upper);

        assertThat(both.get("our_ios").id()).isEqualTo("cisco_ios");
    }

    @Test
    void leaves_other_files_alone() throws IOException {
        Files.writeString(directory.resolve("README.md"), "# not: [yaml");
        Files.createDirectory(directory.resolve("sub.yaml"));

        assertThat(Platforms.builtIn().with(directory).ids()).hasSize(56);
    }

    @Test
    void a_directory_that_is_none_is_an_error() {
        assertThatThrownBy(() -> Platforms.builtIn().with(directory.resolve("none")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("none is no directory");
    }

    @Test
    void a_platform_that_came_as_an_object_has_no_file_to_override() {
        Platform object =
                Platforms.builtIn().get("cisco_ios").toBuilder("acme_os").build();
        write("acme_os", "vendor: Acme");

        assertThatThrownBy(() -> Platforms.builtIn().with(List.of(object)).with(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("acme_os came as an object");
    }

    private Platforms with(String id, String yaml) {
        write(id, yaml);
        return Platforms.builtIn().with(directory);
    }

    private void write(String id, String yaml) {
        try {
            Files.writeString(directory.resolve(id + ".yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
