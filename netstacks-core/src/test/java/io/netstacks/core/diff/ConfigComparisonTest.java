package io.netstacks.core.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.diff.BlockChange.Kind;
import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.platform.Platform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfigComparisonTest {

    private static final Platform IOS = Platforms.builtIn().get("cisco_ios");
    private static final Platform JUNOS = Platforms.builtIn().get("juniper_junos");

    private static ConfigComparison compare(Platform platform, String older, String newer) {
        return ConfigComparison.of(
                new DiffSide("old", platform, ConfigText.of(older, older)),
                new DiffSide("new", platform, ConfigText.of(newer, newer)));
    }

    private static BlockChange change(Kind kind, List<String> path, String... lines) {
        return new BlockChange(kind, path, List.of(lines));
    }

    private static final String EDGE_BEFORE = """
            ! Last configuration change at 10:00:00 UTC Mon Nov 23 2026
            hostname edge1
            interface Gi0/1
             description old
             mtu 1500
            !
            interface Gi0/2
             shutdown
            !
            router bgp 65000
             neighbor 192.0.2.1 remote-as 65001
             address-family ipv4
              neighbor 192.0.2.1 activate
              neighbor 192.0.2.2 activate
            !
            end
            """;

    private static final String EDGE_AFTER = """
            ! Last configuration change at 11:11:11 UTC Tue Nov 24 2026
            hostname edge1
            interface Gi0/1
             description new
             mtu 1500
            !
            interface Gi0/3
             description spare
             shutdown
            !
            router bgp 65000
             neighbor 192.0.2.1 remote-as 65001
             address-family ipv4
              neighbor 192.0.2.1 activate
            !
            end
            """;

    @Test
    void texts_that_differ_in_volatile_lines_and_outer_blanks_only_are_the_same() {
        ConfigComparison comparison =
                compare(IOS, EDGE_BEFORE, "\n\n" + EDGE_BEFORE.replace("10:00", "22:22") + "  \n");

        assertThat(comparison.isEmpty()).isTrue();
        assertThat(comparison.blocks()).isEmpty();
        for (DiffFormat format : DiffFormat.values()) {
            for (DiffStyle style : DiffStyle.values()) {
                assertThat(comparison.render(format, style)).isEmpty();
            }
        }
    }

    @Test
    void volatile_lines_are_compared_when_asked_for() {
        ConfigComparison without = compare(IOS, EDGE_BEFORE, EDGE_BEFORE.replace("10:00", "22:22"));

        ConfigComparison with = without.withVolatileLines();

        assertThat(without.isEmpty()).isTrue();
        assertThat(with.added()).isEqualTo(1);
        assertThat(with.removed()).isEqualTo(1);
        assertThat(with.rows().get(0).newer().orElseThrow())
                .isEqualTo(new DiffRow.Line(1, "! Last configuration change at 22:22:00 UTC Mon Nov 23 2026"));
        assertThat(with.render(DiffFormat.UNIFIED, DiffStyle.PLAIN, DiffLayout.DEFAULT.withContext(0)))
                .isEqualTo("""
                        --- old
                        +++ new
                        @@ -1 +1 @@
                        -! Last configuration change at 10:00:00 UTC Mon Nov 23 2026
                        +! Last configuration change at 22:22:00 UTC Mon Nov 23 2026
                        """);
        assertThat(with.withVolatileLines().rows()).isEqualTo(with.rows());
    }

    @Test
    void secrets_are_masked_in_volatile_lines_too() {
        ConfigComparison comparison = compare(
                        IOS,
                        "Building configuration...\nsnmp-server community Canary-One RO\n",
                        "hostname a\nsnmp-server community Canary-Two RO\n")
                .withVolatileLines();

        for (DiffFormat format : DiffFormat.values()) {
            assertThat(comparison.render(format, DiffStyle.PLAIN))
                    .contains("Building configuration...")
                    .doesNotContain("Canary");
        }
    }

    @Test
    void sections_by_indentation_are_compared_with_their_like() {
        ConfigComparison comparison = compare(IOS, EDGE_BEFORE, EDGE_AFTER);

        assertThat(comparison.blocks())
                .containsExactly(
                        change(Kind.REMOVED, List.of("interface Gi0/1"), " description old"),
                        change(Kind.ADDED, List.of("interface Gi0/1"), " description new"),
                        change(Kind.REMOVED, List.of(), "interface Gi0/2", " shutdown"),
                        change(Kind.ADDED, List.of(), "interface Gi0/3", " description spare", " shutdown"),
                        change(
                                Kind.REMOVED,
                                List.of("router bgp 65000", " address-family ipv4"),
                                "  neighbor 192.0.2.2 activate"));
        assertThat(comparison.render(DiffFormat.BLOCKS, DiffStyle.PLAIN)).isEqualTo("""
                  interface Gi0/1
                -  description old
                +  description new
                - interface Gi0/2
                -  shutdown
                + interface Gi0/3
                +  description spare
                +  shutdown
                  router bgp 65000
                   address-family ipv4
                -   neighbor 192.0.2.2 activate
                """);
    }

    @Test
    void a_line_that_stands_elsewhere_in_its_section_has_moved() {
        ConfigComparison comparison = compare(
                IOS,
                "ip access-list extended A\n permit ip any any\n deny tcp any any\n remark x\nend\n",
                "ip access-list extended A\n deny tcp any any\n remark x\n permit ip any any\nend\n");

        assertThat(comparison.blocks())
                .containsExactly(change(Kind.MOVED, List.of("ip access-list extended A"), " permit ip any any"));
        assertThat(comparison.render(DiffFormat.BLOCKS, DiffStyle.PLAIN)).contains("~  permit ip any any   (moved)");
    }

    @Test
    void a_section_that_moved_is_compared_inside() {
        assertThat(compare(IOS, "a\n x\nb\n y\nc\n z\n", "b\n y\nc\n z\na\n w\n")
                        .blocks())
                .containsExactly(
                        change(Kind.MOVED, List.of(), "a"),
                        change(Kind.REMOVED, List.of("a"), " x"),
                        change(Kind.ADDED, List.of("a"), " w"));
    }

    @Test
    void separators_alone_are_a_difference_of_lines_and_of_no_section() {
        ConfigComparison comparison = compare(IOS, "a\n!\nb\n", "a\nb\n");

        assertThat(comparison.removed()).isEqualTo(1);
        assertThat(comparison.blocks()).isEmpty();
    }

    private static final String JUNOS_BEFORE = """
            system {
                host-name edge1;
                services {
                    ssh;
                    netconf;
                }
            }
            interfaces {
                ge-0/0/0 {
                    unit 0;
                }
                ge-0/0/1 {
                    disable;
                }
            }
            firewall {
                filter edge {
                    term allow-bgp {
                        then accept;
                    }
                    term drop {
                        then discard;
                    }
                }
            }
            """;

    @Test
    void order_in_braces_of_junos_does_not_count_but_that_of_terms_does() {
        String sameOtherwise = """
                interfaces {
                    ge-0/0/1 {
                        disable;
                    }
                    ge-0/0/0 {
                        unit 0;
                    }
                }
                firewall {
                    filter edge {
                        term drop {
                            then discard;
                        }
                        term allow-bgp {
                            then accept;
                        }
                    }
                }
                system {
                    services {
                        netconf;
                        ssh;
                    }
                    host-name edge1;
                }
                """;

        assertThat(compare(JUNOS, JUNOS_BEFORE, sameOtherwise).blocks())
                .singleElement()
                .satisfies(moved -> {
                    assertThat(moved.kind()).isEqualTo(Kind.MOVED);
                    assertThat(moved.path()).containsExactly("firewall {", "    filter edge {");
                    assertThat(moved.lines().get(0)).contains("term ");
                });
    }

    @Test
    void a_section_in_braces_is_told_with_the_brace_that_closes_it() {
        String after = JUNOS_BEFORE
                .replace("    ge-0/0/1 {\n        disable;\n    }\n", "")
                .replace("host-name edge1", "host-name edge2");

        assertThat(compare(JUNOS, JUNOS_BEFORE, after).blocks())
                .containsExactly(
                        change(Kind.REMOVED, List.of("system {"), "    host-name edge1;"),
                        change(Kind.ADDED, List.of("system {"), "    host-name edge2;"),
                        change(Kind.REMOVED, List.of("interfaces {"), "    ge-0/0/1 {", "        disable;", "    }"));
    }

    @Test
    void statements_in_set_form_are_a_set_but_for_terms() {
        List<String> before = List.of(
                "set system host-name edge1",
                "set interfaces ge-0/0/0 unit 0",
                "set firewall filter edge term bgp from port 179",
                "set firewall filter edge term bgp then accept",
                "set firewall filter edge term drop then discard");
        List<String> termsSwapped = List.of(before.get(4), before.get(1), before.get(2), before.get(3), before.get(0));

        List<BlockChange> moved = compare(JUNOS, String.join("\n", before), String.join("\n", termsSwapped))
                .blocks();

        assertThat(moved).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Kind.MOVED);
            assertThat(change.lines().get(0)).startsWith("set firewall filter edge term ");
        });
        assertThat(compare(
                                JUNOS,
                                String.join("\n", before),
                                String.join("\n", before).replace("host-name edge1", "host-name edge2"))
                        .blocks())
                .containsExactly(
                        change(Kind.REMOVED, List.of(), "set system host-name edge1"),
                        change(Kind.ADDED, List.of(), "set system host-name edge2"));
    }

    @Test
    void sets_that_were_shuffled_do_not_differ() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lines.add("set interfaces ge-0/0/" + i % 50 + " unit " + i / 50);
        }
        for (int seed = 0; seed < 50; seed++) {
            List<String> shuffled = new ArrayList<>(lines);
            Collections.shuffle(shuffled, new Random(seed));

            assertThat(compare(JUNOS, String.join("\n", lines), String.join("\n", shuffled))
                            .blocks())
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void set_form_and_braces_are_not_compared_by_section() {
        ConfigComparison mixed = compare(JUNOS, JUNOS_BEFORE, "set system host-name edge1\n");

        assertThatThrownBy(mixed::blocks)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("BRACES")
                .hasMessageContaining("SET")
                .hasMessageContaining("same form");
        assertThat(mixed.render(DiffFormat.UNIFIED, DiffStyle.PLAIN)).contains("+set system host-name edge1");
    }

    @Test
    void every_line_that_came_or_went_is_in_one_section_change() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            String older = tree(random);
            String newer = tree(random);
            ConfigComparison comparison = compare(IOS, older, newer);
            List<String> balance = new ArrayList<>(older.lines().toList());
            for (BlockChange change : comparison.blocks()) {
                change.lines().forEach(line -> {
                    if (change.kind() == Kind.REMOVED) {
                        assertThat(balance.remove(line)).isTrue();
                    } else if (change.kind() == Kind.ADDED) {
                        balance.add(line);
                    }
                });
            }

            assertThat(balance)
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(newer.lines().toList());
        }
    }

    private static String tree(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < random.nextInt(8); i++) {
            text.append("s").append(random.nextInt(4)).append('\n');
            for (int j = 0; j < random.nextInt(4); j++) {
                text.append(" t").append(random.nextInt(4)).append('\n');
                for (int k = 0; k < random.nextInt(3); k++) {
                    text.append("  u").append(random.nextInt(3)).append('\n');
                }
            }
        }
        return text.toString();
    }

    @Test
    void deep_nesting_and_stray_braces_exhaust_no_stack() {
        String deep = "a {\n".repeat(50_000) + "}\n".repeat(50_000);
        StringBuilder indented = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            indented.append(" ".repeat(i)).append("x\n");
        }

        assertThat(compare(JUNOS, deep, deep + "b;\n").blocks()).hasSize(1);
        assertThat(compare(IOS, indented.toString(), indented + "y\n").blocks()).hasSize(1);
        assertThat(compare(JUNOS, "}\n}\na {\n", "}\nb\n").blocks()).isNotEmpty();
    }

    @Test
    void unified_shows_names_hunks_and_context() {
        String unified = compare(IOS, EDGE_BEFORE, EDGE_AFTER).render(DiffFormat.UNIFIED, DiffStyle.PLAIN);

        assertThat(unified)
                .startsWith("--- old\n+++ new\n@@ -1,")
                .contains(" interface Gi0/1\n- description old\n+ description new\n  mtu 1500\n")
                .doesNotContain("Last configuration change");
    }

    @Test
    void side_by_side_numbers_folds_and_wraps() {
        String older = String.join("\n", Collections.nCopies(20, "same")) + "\nold\nlast\n";
        String newer = String.join("\n", Collections.nCopies(20, "same")) + "\n" + "n".repeat(30) + "\nlast\nmore\n";

        assertThat(compare(IOS, older, newer)
                        .render(
                                DiffFormat.SIDE_BY_SIDE,
                                DiffStyle.PLAIN,
                                DiffLayout.DEFAULT.withContext(1).withWidth(40)))
                .isEqualTo("""
                           old                  new
                           …
                        20 same              20 same
                        21 old             | 21 nnnnnnnnnnnnnnn
                                           |    nnnnnnnnnnnnnnn
                        22 last              22 last
                                           > 23 more
                        """);
    }

    @Test
    void secrets_are_masked_in_every_format_and_still_show_as_changed() {
        ConfigComparison comparison = compare(
                IOS,
                "hostname a\nsnmp-server community Canary-One RO\nline vty 0 4\n password Canary-Two\nend\n",
                "hostname a\nsnmp-server community Canary-Three RO\nline vty 0 4\n password Canary-Four\nend\n");

        for (DiffFormat format : DiffFormat.values()) {
            for (DiffStyle style : DiffStyle.values()) {
                assertThat(comparison.render(format, style)).contains("removed").doesNotContain("Canary");
            }
        }
        assertThat(comparison.rows().toString() + comparison.blocks() + comparison)
                .doesNotContain("Canary");
        assertThat(comparison.blocks()).hasSize(4);
    }

    @Test
    void html_escapes_and_terminals_are_not_steered() {
        ConfigComparison comparison = ConfigComparison.of(
                new DiffSide("<old>", IOS, ConfigText.of("banner x\n", "")),
                new DiffSide(
                        "new\n\u001B[2J",
                        IOS,
                        ConfigText.of(
                                "banner <script>alert('1')</script> & \"q\"\nbell \u0007\u001B[31m \u202E\n", "")));

        for (DiffFormat format : DiffFormat.values()) {
            assertThat(comparison.render(format, DiffStyle.HTML))
                    .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;q&quot;")
                    .doesNotContain("<script", "<old>", "\u001B", "\u202E");
            assertThat(comparison.render(format, DiffStyle.PLAIN)).doesNotContain("\u001B", "\u0007", "\u202E");
            assertThat(comparison.render(format, DiffStyle.ANSI))
                    .contains("\u001B[3")
                    .doesNotContain("\u001B[2J", "\u0007", "\u202E");
        }
        assertThat(comparison.render(DiffFormat.BLOCKS, DiffStyle.ANSI)).contains("\u001B[31m- banner x\u001B[0m\n");
    }

    @Test
    void each_side_leaves_out_what_its_own_platform_says() {
        ConfigComparison comparison = ConfigComparison.of(
                new DiffSide("ios", IOS, ConfigText.of("Building configuration...\nhostname a\n", "")),
                new DiffSide("junos", JUNOS, ConfigText.of("## Last commit: 2026-11-23\nhostname a\n", "")));

        assertThat(comparison.isEmpty()).isTrue();
    }

    @Test
    void a_layout_out_of_bounds_is_refused() {
        assertThatThrownBy(() -> DiffLayout.DEFAULT.withContext(-1)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> DiffLayout.DEFAULT.withWidth(39)).isInstanceOf(InvalidInputException.class);
        assertThat(compare(IOS, "a\nb\n", "a\nc\n")
                        .render(DiffFormat.UNIFIED, DiffStyle.PLAIN, DiffLayout.DEFAULT.withContext(Integer.MAX_VALUE)))
                .isEqualTo("--- old\n+++ new\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n");
    }

    @Test
    void rows_hold_both_texts() {
        List<DiffRow> rows = compare(IOS, EDGE_BEFORE, EDGE_AFTER).rows();

        assertThat(rows.stream().flatMap(row -> row.older().stream()).map(DiffRow.Line::number))
                .containsExactlyElementsOf(numbers(EDGE_BEFORE));
        assertThat(rows.stream().flatMap(row -> row.newer().stream()).map(DiffRow.Line::number))
                .containsExactlyElementsOf(numbers(EDGE_AFTER));
        assertThat(rows)
                .filteredOn(row -> row.kind() == DiffRow.Kind.SAME)
                .allSatisfy(row -> assertThat(row.older().orElseThrow().text())
                        .isEqualTo(row.newer().orElseThrow().text()));
    }

    private static List<Integer> numbers(String text) {
        int lines = (int) text.lines().count() - 1;
        Integer[] numbers = new Integer[lines];
        Arrays.setAll(numbers, i -> i + 1);
        return List.of(numbers);
    }
}
