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
                "reloa in 5",
                "RELO",
                "do reload in 5",
                "do delete /force flash:",
                "do   write   erase",
                "run\trequest system reboot",
                "request chassis power-off now",
                "NO ROUTER OSPF 1",
                "no bgp",
                "no vlan 2-4094",
                "no interface range Gi0/1 - 48",
                "undo interface vlan1",
                "delete routing-options",
                "delete security login",
                "load override terminal",
                "no transport input ssh",
                "erase",
                "format",
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
                "config-register 0x2142",
                "unconfigure switch all",
                "admin reboot now",
                "/admin reboot",
                "tools platform chassis reboot",
                "request restart system",
                "request shutdown system",
                "/system/reset-configuration no-defaults=yes",
                "/system/reboot",
                "load sys config default",
                "clear configure all",
                "configure factory-default",
                "reset system",
                "sudo reboot",
                "run request restart system",
                "delete /unreserved flash:/x.cfg",
                "delete /configure",
                "delete /"
            })
    void lines_that_can_take_a_device_away_are_found(String line) {
        assertThat(among(line)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "interface Gi0/1",
                "reloading",
                "do show version",
                "do no router bgp 65000",
                "restart",
                "write",
                "write memory",
                "squeeze",
                "rm file",
                "delete /force",
                "delete /configure log log-id 9",
                "delete /interface ethernet-1/2",
                "delete / interface ethernet-1/2",
                "clear configure object web",
                "load sys config merge file x",
                "unconfigure vlan x ipaddress",
                "admin save",
                "sudo ifreload -a",
                "reset counters interface",
                "no router",
                "no bgp log-neighbor-changes detail",
                "no interface vlan10",
                "default interface Gi0/1",
                "shutdown",
                "crypto key generate rsa",
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
