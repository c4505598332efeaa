package io.netstacks.core.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.platform.RecordedOutputs.Recorded;
import io.netstacks.spi.platform.Expectation;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.platform.PrivilegeLevel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Holds the patterns against output that no pattern was made from: it must not look like a prompt, pager or error. */
class PlatformRecordingsTest {

    /** The collection files IOS XE under IOS and VRP 8 under VRP, and has the two Aruba samples swapped. */
    private static final Map<String, String> EXPLAINED = Map.of(
            "cisco_ios_show_version5.raw", "cisco_xe",
            "cisco_ios_show_version_special_build.raw", "cisco_xe",
            "huawei_vrp_display_version2.raw", "huawei_vrpv8",
            "aruba_os_show_version.raw", "hp_procurve",
            "hp_procurve_show_version.raw", "aruba_os");

    private final Platforms platforms = Platforms.builtIn();

    @Test
    void output_is_neither_prompt_nor_pager_nor_error() throws IOException {
        List<String> prompts = new ArrayList<>();
        List<String> pagers = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        int lines = 0;
        for (Recorded recorded : RecordedOutputs.load()) {
            Optional<Platform> found = platforms.find(recorded.platform());
            if (found.isEmpty()) {
                continue;
            }
            Platform platform = found.get();
            platform.findError(recorded.text()).ifPresent(error -> errors.add(recorded.file() + ": " + error));
            String before = "";
            for (String line : recorded.text().split("\n", -1)) {
                lines++;
                if (platform.classifyPrompt(before + "\n" + line).isPresent()) {
                    prompts.add(recorded.file() + ": " + line);
                }
                if (line.length() < 300 && asks(platform.paging().pager(), line)) {
                    pagers.add(recorded.file() + ": " + line);
                }
                before = line;
            }
        }
        // What is listed is what it looks like: two recordings end with their prompt, one with a question, one is an
        // error.
        assertThat(lines).isGreaterThan(10_000);
        assertThat(prompts)
                .isSubsetOf(
                        "brocade_netiron_show_topo.raw: telnet@mlx1.clmamoxa#  ",
                        "cisco_ios_show_ip_bgp_summary_with_dot_peer_as.raw: edge1-rt#");
        assertThat(pagers).isSubsetOf("huawei_smartax_display_location_aaaa-aaaa-aaaa_ont.raw: { <cr>||<K> }:");
        assertThat(errors)
                .isSubsetOf("mikrotik_routeros_interface_ethernet_poe_print_without-paging_no_poe_2.raw:"
                        + " bad command name po (line 1 column 7)");
    }

    private static boolean asks(List<Expectation> pager, String line) {
        return pager.stream().anyMatch(page -> page.match().matcher(line).find());
    }

    @Test
    void recorded_versions_are_recognised() throws IOException {
        PlatformDetector detector = PlatformDetector.over(platforms.all());
        Map<String, String> wrong = new TreeMap<>();
        int seen = 0;
        for (Recorded recorded : RecordedOutputs.load()) {
            Optional<Platform> expected = platforms.find(recorded.platform());
            if (expected.isEmpty() || !expected.get().detect().command().equals(Optional.of(recorded.spoken()))) {
                continue;
            }
            seen++;
            Platform platform = expected.get();
            PrivilegeLevel level = platform.levels().get(platform.levels().size() - 1);
            String prompt =
                    platform.samples().getOrDefault(level.name(), List.of("")).get(0);
            String found = detect(detector.begin("", "").promptSeen(prompt), recorded, ShippedFile.of(platform.id()));
            if (!found.equals(platform.id())) {
                wrong.put(recorded.file(), found);
            }
        }
        assertThat(seen).isGreaterThan(20);
        assertThat(EXPLAINED.entrySet()).containsAll(wrong.entrySet());
    }

    private static String detect(DetectionStep first, Recorded recorded, ShippedFile file) {
        DetectionStep step = first;
        while (step instanceof DetectionStep.Run run) {
            step = run.answered(run.command().equals(recorded.spoken()) ? recorded.text() : file.errorSample());
        }
        return step instanceof DetectionStep.Decided decided
                ? decided.platform().id()
                : step.toString();
    }
}
