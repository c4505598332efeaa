package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.internal.cli.Prompt.Certainty;
import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.platform.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptMatcherTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sw1#|sw1",
                "sw1(config-if)#|sw1",
                "admin@router>|router",
                "vyos@Vy-31:~$|Vy-31",
                "<HQ-SW1>|HQ-SW1",
                "[~HQ-SW1]|HQ-SW1",
                "RP/0/RP0/CPU0:ios_xr#|ios_xr",
                "RP/0/RP0/CPU0:ios_xr(config)#|ios_xr",
                "testhost.12 #|testhost",
                "* testhost.12 >|testhost",
                "Slot-1 VPEX SW-00035-002.1 #|SW-00035-002",
                "[admin@MikroTik] >|MikroTik",
                "[Global] gw-ch01-01 >|gw-ch01-01",
                "[admin@lb-1:Active:Standalone] ~ #|lb-1",
                "[admin@MikroTik] /ip/route>|MikroTik",
                "A:admin@sr1#|sr1",
                "FW1/act/pri#|FW1",
                "fw1.example.net>|fw1.example.net",
                "FGT60 (global) #|FGT60",
                "(Cisco Controller) >|Cisco Controller",
                "(Cisco Controller) config>|Cisco Controller",
                "(UBNT EdgeSwitch) (Interface 0/1)#|UBNT EdgeSwitch",
                "(wlc-1) [mynode] #|wlc-1",
                "(wlc-1) *[mynode] (config) #|wlc-1",
                "admin@(lb-1)(cfg-sync Standalone)(Active)(/Common)(tmos)#|lb-1",
                "(M) fad-1 #|fad-1",
                "(vr VR-Mgmt) testhost.12 #|testhost",
                ">|''",
            })
    void finds_the_host_name(String prompt, String host) {
        assertThat(HostNames.in(prompt)).isEqualTo(host);
    }

    @Test
    void is_certain_of_the_same_device_in_every_mode_and_strange_of_another() {
        PromptMatcher prompts = new PromptMatcher(Platforms.builtIn().get("cisco_ios"));
        Prompt first = prompts.match("edge-1>", "").orElseThrow();
        assertThat(first.certainty()).isEqualTo(Certainty.LIKELY);
        prompts.learn(first);
        assertThat(prompts.match("edge-1(config-if)#", "").orElseThrow().certainty())
                .isEqualTo(Certainty.CERTAIN);
        assertThat(prompts.match("edge-12#", "").orElseThrow().certainty()).isEqualTo(Certainty.STRANGE);
        assertThat(prompts.match("interface Vlan1", "")).isEmpty();
    }

    @Test
    void is_certain_of_a_view_whose_name_stands_behind_a_hyphen() {
        PromptMatcher prompts = new PromptMatcher(Platforms.builtIn().get("huawei_vrp"));
        prompts.learn(prompts.match("<HQ-SW1>", "").orElseThrow());
        assertThat(prompts.match("[HQ-SW1-Vlanif1]", "").orElseThrow().certainty())
                .isEqualTo(Certainty.CERTAIN);
        assertThat(prompts.match("[HQ-SW1-GigabitEthernet0/0/1]", "")
                        .orElseThrow()
                        .certainty())
                .isEqualTo(Certainty.CERTAIN);
        assertThat(prompts.match("<HQ-SW1-2>", "").orElseThrow().certainty()).isEqualTo(Certainty.STRANGE);
    }

    @Test
    void knows_a_host_name_that_the_prompt_has_cut() {
        PromptMatcher prompts = new PromptMatcher(Platforms.builtIn().get("cisco_ios"));
        prompts.learn(prompts.match("a-very-long-hostname-of-a-switch#", "").orElseThrow());
        assertThat(prompts.match("a-very-long-hostname(config)#", "")
                        .orElseThrow()
                        .certainty())
                .isEqualTo(Certainty.CERTAIN);
    }

    @Test
    void accepts_the_old_and_the_new_name_while_a_device_is_renamed() {
        PromptMatcher prompts = new PromptMatcher(Platforms.builtIn().get("cisco_ios"));
        prompts.learn(prompts.match("old(config)#", "").orElseThrow());
        prompts.aboutToType("hostname new-1");
        assertThat(prompts.match("old(config)#", "").orElseThrow().certainty()).isEqualTo(Certainty.CERTAIN);
        assertThat(prompts.match("new-1(config)#", "").orElseThrow().certainty())
                .isEqualTo(Certainty.CERTAIN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cisco_wlc|config sysname new-1",
                "cisco_wlc|sysname new-1",
                "extreme_exos|configure snmp sysName \"new-1\"",
                "extreme_ers|snmp-server name \"new-1\"",
                "extreme_slx|switch-attributes host-name new-1",
                "ciena_saos|system set host-name new-1",
                "dlink_ds|config command_prompt new-1",
                "f5_tmsh|modify sys global-settings hostname new-1",
                "nokia_sros|configure system name \"new-1\"",
                "nokia_sros|system name new-1",
                "nokia_sros_md|/configure system name new-1",
                "nokia_srl|set / system name host-name new-1",
                "juniper_junos|set system host-name new-1",
                "paloalto_panos|set deviceconfig system hostname new-1",
                "fortinet_fortios|    set hostname new-1",
                "checkpoint_gaia|set hostname new-1",
                "mikrotik_routeros|/system identity set name=new-1",
                "huawei_vrp|sysname new-1",
                "cisco_nxos|switchname new-1",
                "ubiquiti_edgeswitch|set prompt new-1",
                "alcatel_aos|system name new-1"
            })
    void knows_how_devices_are_renamed(String id, String line) {
        Platform platform = Platforms.builtIn().get(id);
        PromptMatcher prompts = new PromptMatcher(platform);
        String sample = platform.samples().values().stream()
                .flatMap(samples -> samples.stream())
                .filter(text -> !HostNames.in(text.substring(text.lastIndexOf('\n') + 1))
                        .isEmpty())
                .findFirst()
                .orElseThrow();
        String before = sample.contains("\n") ? sample.substring(0, sample.lastIndexOf('\n')) : "";
        String prompt = sample.substring(sample.lastIndexOf('\n') + 1).stripTrailing();
        prompts.learn(prompts.match(prompt, before).orElseThrow());
        prompts.aboutToType(line);
        String renamed = prompt.replace(HostNames.in(prompt), "new-1");
        assertThat(prompts.match(renamed, before).orElseThrow().certainty()).isEqualTo(Certainty.CERTAIN);
    }

    @Test
    void recognises_every_platform_s_own_prompts_again() {
        for (Platform platform : Platforms.builtIn().all()) {
            platform.samples()
                    .forEach((level, samples) -> samples.forEach(sample -> {
                        int newline = sample.lastIndexOf('\n');
                        String before = newline < 0 ? "" : sample.substring(0, newline);
                        String line = sample.substring(newline + 1).stripTrailing();
                        PromptMatcher prompts = new PromptMatcher(platform);
                        prompts.match(line, before).ifPresent(prompt -> {
                            prompts.learn(prompt);
                            assertThat(prompts.match(line, before).orElseThrow().certainty())
                                    .as("%s %s", platform.id(), line)
                                    .isEqualTo(prompts.knowsHost() ? Certainty.CERTAIN : Certainty.LIKELY);
                        });
                    }));
        }
    }
}
