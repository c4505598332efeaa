package io.netstacks.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.platform.CommitModel;
import io.netstacks.spi.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformsTest {

    private final Platforms platforms = Platforms.builtIn();

    @Test
    void ships_fifty_five_platforms() {
        assertThat(platforms.ids()).hasSize(56);
        assertThat(platforms.all()).extracting(Platform::id).containsExactlyElementsOf(platforms.ids());
    }

    @Test
    void finds_no_mistake_in_what_it_ships(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("defaults.yaml"), "shared_names: {acme: cisco_ios}");

        assertThat(platforms.with(directory).ids()).isEqualTo(platforms.ids());
    }

    @Test
    void every_sample_prompt_shows_its_level_with_blanks_and_output_around_it() {
        SoftAssertions softly = new SoftAssertions();
        for (Platform platform : platforms.all()) {
            platform.samples()
                    .forEach((level, samples) -> samples.forEach(sample -> {
                        softly.assertThat(platform.classifyPrompt("some output\n" + sample))
                                .as("%s: %s", platform.id(), sample)
                                .isEqualTo(platform.level(level));
                        softly.assertThat(platform.classifyPrompt(sample.stripTrailing() + " \t"))
                                .as("%s: %s", platform.id(), sample)
                                .isEqualTo(platform.level(level));
                    }));
            softly.assertThat(platform.samples().keySet())
                    .as(platform.id())
                    .containsExactlyElementsOf(platform.levels().stream()
                            .map(level -> level.name())
                            .toList());
        }
        softly.assertAll();
    }

    @Test
    void knows_the_facts_of_a_platform() {
        Platform ios = platforms.get("cisco_ios");

        assertThat(ios.vendor()).isEqualTo("Cisco");
        assertThat(ios.session().init()).containsExactly("terminal width 511", "terminal length 0");
        assertThat(ios.session().promptTruncate()).isEqualTo(Map.of("config", 20));
        assertThat(ios.session().login()).hasSize(3);
        assertThat(ios.session().login().get(2).failure()).contains("no password set on the line");
        assertThat(ios.enable().orElseThrow().exit()).contains("disable");
        assertThat(ios.configMode().orElseThrow().exitCommands()).containsExactly("end");
        assertThat(ios.save().orElseThrow().dialogue()).hasSize(2);
        assertThat(ios.commit().model()).isEqualTo(CommitModel.FILE_REPLACE);
        assertThat(ios.config().running()).contains("show running-config");
        assertThat(ios.config().lastLine().orElseThrow().matcher("end").find()).isTrue();
        assertThat(ios.paging().pager()).hasSizeGreaterThan(5);
        assertThat(ios.findError("show foo\n      ^\n% Invalid input detected at '^' marker.\n"))
                .contains("% Invalid input detected at '^' marker.");
    }

    @Test
    void a_platform_that_extends_another_has_its_facts_but_not_its_identity() {
        Platform xe = platforms.get("cisco_xe");

        assertThat(xe.vendor()).isEqualTo("Cisco");
        assertThat(xe.session())
                .hasToString(platforms.get("cisco_ios").session().toString());
        assertThat(xe.nameIn("netmiko")).contains("cisco_xe");
        assertThat(xe.detect().match()).extracting(Object::toString).containsExactly("Cisco IOS XE Software");
    }

    @Test
    void what_a_platform_does_not_have_is_absent() {
        assertThat(platforms.get("mikrotik_routeros").configMode()).isEmpty();
        assertThat(platforms.get("cisco_xr").enable()).isEmpty();
        assertThat(platforms.get("juniper_junos").save()).isEmpty();
        assertThat(platforms.get("cisco_asa").session().width()).isEmpty();
        assertThat(platforms.get("huawei_vrp").session().width()).isEmpty();
    }

    @Test
    void what_would_change_a_saved_setting_is_not_sent_by_itself() {
        for (Platform platform : platforms.all()) {
            if (platform.paging().persistent()) {
                assertThat(platform.session().init())
                        .as(platform.id())
                        .doesNotContainAnyElementsOf(platform.paging().disable());
            }
        }
    }

    @Test
    void a_platform_that_commits_says_how() {
        for (Platform platform : platforms.all()) {
            if (platform.commit().needsCommit()) {
                assertThat(platform.commit().commit()).as(platform.id()).isPresent();
                assertThat(platform.commit().discard()).as(platform.id()).isPresent();
                assertThat(platform.commit().diff()).as(platform.id()).isPresent();
            }
        }
    }

    @Test
    void commands_are_what_a_device_understands_and_no_prose() {
        SoftAssertions softly = new SoftAssertions();
        for (Platform platform : platforms.all()) {
            Map<String, Optional<String>> commands = new HashMap<>();
            commands.put("start", platform.commit().start());
            commands.put("commit", platform.commit().commit());
            commands.put("validate", platform.commit().validate());
            commands.put("diff", platform.commit().diff());
            commands.put("discard", platform.commit().discard());
            commands.put("width", platform.session().width());
            platform.configMode().ifPresent(mode -> {
                commands.put("enter", Optional.of(mode.enter()));
                commands.put("exit", Optional.of(mode.exit()));
                commands.put("exclusive", mode.exclusive());
            });
            platform.save().ifPresent(save -> commands.put("save", Optional.of(save.command())));
            platform.config().show().forEach((what, command) -> commands.put("show " + what, Optional.of(command)));
            commands.forEach((what, command) -> command.ifPresent(text -> softly.assertThat(text)
                    .as("%s %s", platform.id(), what)
                    .doesNotContain("<", ">", "#", " / ", "[", "; ", "  ", "..")
                    .doesNotContainPattern(" \\|(?! compare| display set)")));
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @CsvSource({
        "cisco_ios, cisco_ios",
        "ios, cisco_ios",
        "cisco.ios.ios, cisco_ios",
        "cisco_iosxe, cisco_xe",
        "iosxr, cisco_xr",
        "eos, arista_eos",
        "junos, juniper_junos",
        "nxos, cisco_nxos",
        "nxos_ssh, cisco_nxos",
        "huawei, huawei_vrp",
        "vrp, huawei_vrp",
        "dell_force10, dell_os9",
        "dell_emc, dell_powerconnect",
        "alcatel_sros, nokia_sros",
        "cisco_wlc_ssh, cisco_wlc",
        "a10, a10_acos",
        "vyatta_vyos, vyos",
        "cisco_ios_telnet, cisco_ios",
        "huawei_ssh, huawei_vrp",
        "cisco_ios_serial, cisco_ios",
        "' Cisco-IOS ', cisco_ios",
        "cumulus_vtysh, frr_vtysh",
        "eltex, eltex_mes",
    })
    void accepts_the_names_of_other_tools(String name, String id) {
        assertThat(platforms.find(name)).map(Platform::id).contains(id);
    }

    @Test
    void every_name_leads_to_a_platform_that_has_it() {
        SoftAssertions softly = new SoftAssertions();
        for (Platform platform : platforms.all()) {
            platform.aliases().forEach(alias -> {
                Platform found = platforms.get(alias);
                softly.assertThat(found.id().equals(alias) || found.aliases().contains(alias))
                        .as("%s leads to %s", alias, found)
                        .isTrue();
            });
        }
        softly.assertAll();
    }

    @Test
    void a_name_that_several_platforms_have_is_decided_in_the_shared_file() {
        Map<String, Set<String>> owners = new HashMap<>();
        for (Platform platform : platforms.all()) {
            platform.aliases()
                    .forEach(alias -> owners.computeIfAbsent(alias, key -> new TreeSet<>())
                            .add(platform.id()));
        }
        owners.keySet().removeAll(platforms.ids());
        owners.values().removeIf(ids -> ids.size() == 1);

        assertThat(ShippedFile.of("defaults").data().get("shared_names").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(owners.keySet());
    }

    @Test
    void its_index_says_what_the_files_say() {
        List<String> expected = platforms.all().stream()
                .map(platform -> Stream.concat(
                                Stream.of(platform.id() + parent(platform)),
                                platform.aliases().stream().filter(alias -> !alias.equals(platform.id())))
                        .collect(Collectors.joining(" ")))
                .toList();

        assertThat(ShippedFile.text("index.txt").lines().filter(line -> !line.startsWith("#")))
                .containsExactlyElementsOf(expected);
    }

    private static String parent(Platform platform) {
        String parent = ShippedFile.of(platform.id()).data().path("extends").asText();
        return parent.isEmpty() ? "" : ":" + parent;
    }

    @Test
    void an_unknown_name_is_an_error_with_near_matches() {
        assertThatThrownBy(() -> platforms.get("cisco_iso"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("cisco_iso")
                .hasMessageContaining("cisco_ios");
        assertThat(platforms.find("")).isEmpty();
        assertThat(platforms.find("_ssh")).isEmpty();
        assertThat(platforms.find("no such thing at all")).isEmpty();
    }

    @Test
    void takes_platforms_of_a_provider_beside_its_own() {
        Platform ours = platforms.get("cisco_ios").toBuilder("acme_os").build();
        Platforms more = platforms.with(List.of(ours));

        assertThat(more.get("acme_os")).isSameAs(ours);
        assertThat(more.ids()).hasSize(57);
        assertThat(more.get("ios").id()).isEqualTo("cisco_ios");
        assertThat(platforms.find("acme_os")).isEmpty();
    }

    @Test
    void refuses_an_id_that_exists() {
        Platform first = platforms.get("cisco_ios").toBuilder("cisco_xr").build();
        Platform second = platforms.get("cisco_ios").toBuilder("acme_os").build();

        assertThatThrownBy(() -> platforms.with(List.of(first, second, second)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.problems())
                                .hasSize(2)
                                .anySatisfy(problem -> assertThat(problem).contains("cisco_xr"))
                                .anySatisfy(problem -> assertThat(problem).contains("acme_os")));
    }

    @Test
    void its_ids_cannot_be_changed() {
        assertThatThrownBy(() -> platforms.ids().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
