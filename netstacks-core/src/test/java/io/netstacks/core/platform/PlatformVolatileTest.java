package io.netstacks.core.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.platform.ConfigRules;
import io.netstacks.spi.platform.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformVolatileTest {

    private final Platforms platforms = Platforms.builtIn();

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            cisco_ios; '! Last configuration change at 10:00:00 UTC Mon Jan 1 2024 by noc'
            cisco_ios; Current configuration : 1234 bytes
            cisco_ios; Building configuration...
            cisco_ios; '! NVRAM config last updated at 10:00:00 UTC Mon Jan 1 2024 by noc'
            cisco_ios; '! No configuration change since last restart'
            cisco_xe; '! Last configuration change at 10:00:00 UTC Mon Jan 1 2024'
            cisco_xe; '! NVRAM config last updated at 10:00:00 UTC Mon Jan 1 2024'
            cisco_xe; Building configuration...
            cisco_xe; Current configuration : 1234 bytes
            cisco_xe; ntp clock-period 17179869
            cisco_nxos; '!Time: Mon Jan  1 10:00:00 2024'
            cisco_nxos; '!Running configuration last done at: Mon Jan  1 10:00:00 2024'
            cisco_xr; Building configuration...
            cisco_xr; '!! Last configuration change at Mon Jan  1 10:00:00 2024 by noc'
            cisco_xr; Mon Jan  1 10:00:00.123 UTC
            cisco_asa; Cryptochecksum:0123456789abcdef
            arista_eos; '! device: sw1 (DCS-7050SX3-48YC8, EOS-4.28.3M)'
            arista_eos; '! Command: show running-config'
            juniper_junos; '## Last changed: 2024-01-01 10:00:00 UTC'
            juniper_junos; '## Last commit: 2024-01-01 10:00:00 UTC by noc'
            fortinet_fortios; '#conf_file_ver=13245768'
            nokia_sros; '# Generated MON JAN 01 10:00:00 2024 UTC'
            nokia_sros; '# Finished MON JAN 01 10:00:00 2024 UTC'
            mikrotik_routeros; '# 2024-01-01 10:00:00 by RouterOS 7.12'
            huawei_vrp; '!Last configuration was saved at 2024-01-01 10:00:00 UTC'
            frr_vtysh; Current configuration:
            f5_tmsh; '        state up'
            """)
    void a_line_that_changes_by_itself_does_not_count(String platform, String line) {
        assertThat(platforms.get(platform).dropVolatile("hostname a\n" + line + "\ninterface b\n"))
                .isEqualTo("hostname a\ninterface b\n");
    }

    @Test
    void a_block_that_changes_by_itself_does_not_count() {
        Platform fortios = platforms.get("fortinet_fortios");
        String before = "edit \"a\"\n    set private-key \"-----BEGIN ENCRYPTED PRIVATE KEY-----\n";
        String after = "\n-----END ENCRYPTED PRIVATE KEY-----\n\"\nnext\n";

        assertThat(fortios.dropVolatile(before + "AAAA" + after))
                .isEqualTo(fortios.dropVolatile(before + "BBBB" + after));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            cisco_ios; end; interface end
            cisco_xe; end; ending
            cisco_asa; ': end'; end
            arista_eos; end; '! end of'
            huawei_vrp; return; '#return'
            h3c; return; '  returns'
            nokia_sros; '# Finished MON JAN 01 10:00:00 2024 UTC'; exit all
            frr_vtysh; end; '!'
            """)
    void knows_the_last_line_of_a_complete_configuration(String platform, String last, String other) {
        ConfigRules rules = platforms.get(platform).config();

        assertThat(rules.lastLine().orElseThrow().matcher(last).find()).isTrue();
        assertThat(rules.lastLine().orElseThrow().matcher(other).find()).isFalse();
        assertThat(rules.minimumLines()).isBetween(1, 10);
    }
}
