package io.netstacks.core.internal.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.config.ConfigChange;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DangerousLinesTest {

    private static List<?> among(String line) {
        return DangerousLines.among(ConfigChange.of(line).lines());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reload",
                "do reload in 5",
                "  REL",
                "run reboot",
                "restart system",
                "halt",
                "poweroff",
                "shutdown -h",
                "request system zeroize",
                "do write erase",
                "wr er",
                "erase nvram:",
                "format flash:",
                "delete /force flash:",
                "squeeze flash:",
                "mkfs.ext4 /dev/sda",
                "rm -rf /",
                "factory-reset all",
                "restore factory",
                "reset saved-configuration",
                "clear config",
                "unset all",
                "execute factoryreset",
                "/system reset-configuration",
                "system reboot",
                "load factory-default",
                "no router  bgp 65000",
                "undo bgp 65000",
                "delete protocols bgp",
                "delete",
                "no aaa new-model",
                "no vlan 1-4094",
                "undo interface MEth0/0/0",
                "default interface range Gi0/1 - 2",
                "crypto key zeroize rsa",
                "no boot system",
                "config-register 0x2142"
            })
    void lines_that_can_take_a_device_away_are_found(String line) {
        assertThat(among(line)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "interface Gi0/1",
                " description reload at night",
                " no shutdown",
                "no ip address",
                "router bgp 65000",
                "delete interfaces ge-0/0/1 unit 5",
                "system",
                "load merge"
            })
    void others_are_let_through(String line) {
        assertThat(among(line)).isEmpty();
    }
}
