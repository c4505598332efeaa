package io.netstacks.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.platform.Platform;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a device shows instead of a configuration, or as the first half of one, is told from one. */
class CompleteConfigTest {

    private static final String IOS = """
            Building configuration...

            Current configuration : 120 bytes
            !
            version 15.2
            hostname edge1
            !
            interface GigabitEthernet0/0
             ip address 192.0.2.1 255.255.255.0
            !
            line vty 0 4
             login
            !
            end
            """;

    private static final String BRACES = """
            ## Last commit: 2026-11-30 03:00:00 UTC by kim
            version 21.4R1.12;
            system {
                host-name core1;
                login {
                    user kim {
                        class super-user;
                    }
                }
            }
            interfaces {
                ge-0/0/0 {
                    unit 0;
                }
            }
            """;

    private static final String FORTI = """
            #config-version=FGVMK6-7.2.4
            config system global
                set hostname "fw1"
            end
            config system interface
                edit "port1"
                    set vdom "root"
                next
            end
            """;

    private static final String COMWARE = """
            #
             version 7.1.070, Release 3506P02
            #
             sysname core1
            #
            interface GigabitEthernet1/0/1
             port link-mode bridge
            #
            return
            """;

    private static final String SROS = """
            # TiMOS-B-19.10.R1 both/x86_64 Nokia
            # Generated MON NOV 30 03:00:00 2026 UTC
            exit all
            configure
            #--------------------------------------------------
                system
                    name "pe1"
                exit
            exit all
            # Finished MON NOV 30 03:00:01 2026 UTC
            """;

    private static final String SROS_MD = """
            # TiMOS-B-21.10.R1 both/x86_64 Nokia
            # Generated 2026-11-30T03:00:00.0Z by kim from 192.0.2.7
            configure {
                system {
                    name "pe1"
                }
            }
            # Finished 2026-11-30T03:00:01.0Z
            """;

    static Stream<Arguments> families() {
        return Stream.of(
                Arguments.of("cisco_ios", IOS),
                Arguments.of("arista_eos", IOS),
                Arguments.of("cisco_xr", IOS),
                Arguments.of("ruckus_fastiron", IOS),
                Arguments.of("juniper_junos", BRACES),
                Arguments.of("paloalto_panos", BRACES),
                Arguments.of("f5_tmsh", BRACES),
                Arguments.of("fortinet_fortios", FORTI),
                Arguments.of("hp_comware", COMWARE),
                Arguments.of("huawei_vrp", COMWARE),
                Arguments.of("nokia_sros", SROS),
                Arguments.of("nokia_sros_md", SROS_MD));
    }

    private static Optional<String> problem(String platform, String text) {
        Platform known = Platforms.builtIn().get(platform);
        return Configs.incompleteness(known, Configs.normalize(known, text));
    }

    @ParameterizedTest
    @MethodSource("families")
    void a_whole_one_is_taken_and_one_that_stops_inside_a_section_is_not(String platform, String whole) {
        assertThat(problem(platform, whole)).isEmpty();

        String[] lines = whole.split("\n");
        for (int kept = 0; kept < lines.length; kept++) {
            boolean inside = kept == 0 || lines[kept - 1].startsWith(" ") || lines[kept - 1].endsWith("{");
            if (inside) {
                assertThat(problem(platform, String.join("\n", java.util.Arrays.copyOf(lines, kept))))
                        .as("%s, the first %d lines", platform, kept)
                        .isPresent();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n \n\n",
                "Building configuration...",
                "Building configuration...\n\nCurrent configuration : 0 bytes\n",
                "system is busy, try again later"
            })
    void an_announcement_or_an_excuse_is_none_on_any_platform(String said) {
        for (Platform platform : Platforms.builtIn().all()) {
            assertThat(problem(platform.id(), said)).as(platform.id()).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cisco_ios | % Authorization failed.",
                "cisco_nxos | % Permission denied for the role",
                "juniper_junos | error: permission denied: configuration",
                "huawei_vrp | Error: Unrecognized command found at '^' position.",
                "fortinet_fortios | Command fail. Return code -61"
            })
    void a_refusal_is_none_however_much_follows_it(String platform, String refusal) {
        assertThat(problem(platform, refusal + "\n" + "x y\n".repeat(40) + "end\n"))
                .isPresent();
    }
}
