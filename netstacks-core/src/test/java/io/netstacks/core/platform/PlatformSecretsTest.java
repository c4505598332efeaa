package io.netstacks.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netstacks.spi.platform.Platform;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In every line the canary {@code Xv9Q} has to go, and what is around it has to stay. */
class PlatformSecretsTest {

    private final Platforms platforms = Platforms.builtIn();

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            cisco_ios; snmp-server community Xv9Q RO 10; snmp-server community <removed> RO 10
            cisco_ios; snmp-server host 192.0.2.9 version 2c Xv9Q; snmp-server host 192.0.2.9 version 2c <removed>
            cisco_ios; enable secret 9 $9$Xv9Q; enable secret 9 <removed>
            cisco_ios; enable password Xv9Q; enable password <removed>
            cisco_ios; username noc privilege 15 secret 5 $1$Xv9Q; username noc privilege 15 secret 5 <removed>
            cisco_ios; username noc password 0 Xv9Q; username noc password 0 <removed>
            cisco_ios; ' neighbor 192.0.2.1 password 7 0Xv9Q'; ' neighbor 192.0.2.1 password 7 <removed>'
            cisco_ios; ' ip ospf message-digest-key 1 md5 7 Xv9Q'; ' ip ospf message-digest-key 1 md5 7 <removed>'
            cisco_ios; tacacs-server key 7 Xv9Q; tacacs-server key 7 <removed>
            cisco_ios; ' key-string 7 Xv9Q'; ' key-string 7 <removed>'
            cisco_ios; crypto isakmp key Xv9Q address 192.0.2.7; crypto isakmp key <removed> address 192.0.2.7
            cisco_ios; ' pre-shared-key address 192.0.2.7 key Xv9Q'; ' pre-shared-key address 192.0.2.7 key <removed>'
            cisco_ios; ' pre-shared-key local 6 Xv9Q'; ' pre-shared-key local 6 <removed>'
            cisco_ios; ' path ftp://noc:Xv9Q@192.0.2.3/cfg'; ' path ftp://noc:<removed>@192.0.2.3/cfg'
            cisco_ios; ntp authentication-key 1 md5 Xv9Q 7; ntp authentication-key 1 md5 <removed> 7
            cisco_xe; ' mgmtuser username ap password 0 Xv9Q secret 0 Xv9Q'; ' mgmtuser username ap password 0 <removed> secret 0 <removed>'
            cisco_nxos; username noc password 5 $5$Xv9Q role network-admin; username noc password 5 <removed> role network-admin
            cisco_asa; enable password Xv9Q encrypted; enable password <removed> encrypted
            cisco_asa; failover key Xv9Q; failover key <removed>
            cisco_ftd; passwd Xv9Q encrypted; passwd <removed> encrypted
            arista_eos; username noc secret sha512 $6$Xv9Q; username noc secret sha512 <removed>
            juniper_junos; '        encrypted-password "$6$Xv9Q"; ## SECRET-DATA'; '        encrypted-password "<removed>"; ## SECRET-DATA'
            juniper_junos; '    community Xv9Q {'; '    community <removed> {'
            huawei_vrp; snmp-agent community read cipher %^%#Xv9Q%^%#; snmp-agent community read cipher <removed>
            huawei_vrpv8; ' password irreversible-cipher $1c$Xv9Q'; ' password irreversible-cipher <removed>'
            huawei_smartax; ' simple Xv9Q'; ' simple <removed>'
            hp_comware; ' password hash $h$6$Xv9Q'; ' password hash <removed>'
            h3c; super password role network-admin hash $h$6$Xv9Q; super password role network-admin hash <removed>
            h3c; ' pin verify auto Xv9Q'; ' pin verify auto <removed>'
            fortinet_fortios; '    set passwd ENC Xv9Q='; '    set passwd ENC <removed>'
            fortinet_fortios; '    set psksecret Xv9Q'; '    set psksecret <removed>'
            paloalto_panos; '  phash $5$Xv9Q;'; '  phash <removed>;'
            nokia_sros; '            password "Xv9Q" hash2'; '            password "<removed>" hash2'
            mikrotik_routeros; 'add name=x password="Xv9Q" profile=default'; 'add name=x password="<removed>" profile=default'
            vyos; set service snmp community Xv9Q authorization ro; set service snmp community <removed> authorization ro
            aruba_aoscx; user admin group administrators password ciphertext Xv9Q; user admin group administrators password ciphertext <removed>
            f5_tmsh; '    encrypted-password $6$Xv9Q'; '    encrypted-password <removed>'
            frr_vtysh; 'password Xv9Q'; 'password <removed>'
            """)
    void masks_secrets_and_keeps_what_is_around(String platform, String line, String masked) {
        assertThat(platforms.get(platform).maskSecrets("hostname a\n" + line + "\nend\n"))
                .isEqualTo("hostname a\n" + masked + "\nend\n")
                .doesNotContain("Xv9Q");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            cisco_ios; service password-encryption
            cisco_ios; ' ip address 192.0.2.1 255.255.255.0'
            cisco_ios; ' neighbor 192.0.2.1 remote-as 65001'
            arista_eos; snmp-server location lab
            juniper_junos; '    community-count 3;'
            huawei_vrp; ' ip address 192.0.2.1 24'
            vyos; set interfaces ethernet eth0 description uplink
            """)
    void leaves_what_is_no_secret(String platform, String line) {
        assertThat(platforms.get(platform).maskSecrets(line)).isEqualTo(line);
    }

    @Test
    void masks_a_private_key_over_its_lines() {
        String text = "-----BEGIN PRIVATE KEY-----\nAAAA\nBBBB\n-----END PRIVATE KEY-----\n";

        assertThat(platforms.get("linux").maskSecrets(text))
                .isEqualTo("-----BEGIN PRIVATE KEY-----<removed>-----END PRIVATE KEY-----\n");
    }

    @Test
    void hostile_output_neither_overflows_the_stack_nor_takes_for_ever() {
        List<String> hostile = List.of(
                "\n".repeat(15_000),
                " ".repeat(8_000),
                "0 ".repeat(2_000),
                " pre-shared-key " + "0".repeat(8_000) + "\n",
                "password ".repeat(1_000),
                "a://b:".repeat(1_500),
                "-----BEGIN PRIVATE KEY-----\n".repeat(500),
                "%^%#".repeat(2_000),
                "username x " + "password ".repeat(1_000) + "\n",
                "{\"(<[".repeat(2_000));
        for (Platform platform : platforms.all()) {
            for (String text : hostile) {
                assertThatCode(() -> {
                            platform.maskSecrets(text);
                            platform.dropVolatile(text);
                            platform.findError(text);
                            platform.classifyPrompt(text);
                        })
                        .as(
                                "%s with %s...",
                                platform.id(), text.substring(0, 20).strip())
                        .doesNotThrowAnyException();
            }
        }
    }
}
