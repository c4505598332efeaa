package io.netstacks.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.TemplateException;
import io.netstacks.spi.template.RenderOptions;
import io.netstacks.spi.template.TemplateLoader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplatesTest {

    private final Templates templates = Templates.standard();

    @Test
    void trims_lines_of_statements_as_configurations_need_it() {
        RenderResult result = templates.render(
                "vlans\n{% for v in vlans %}\n  {% if v > 1 %}\n vlan {{ v }}\n  {% endif %}\n{% endfor %}\n",
                Map.of("vlans", List.of(1, 20)));

        assertThat(result.text()).contains("vlans\n vlan 20\n");
    }

    @Test
    void names_all_missing_variables_at_once() {
        RenderResult result = templates.render(
                "{{ host }}\n{% for i in ports %}{{ i.name }}{{ i.mtu }}{% endfor %}{{ site.id }}{{ x|default(1) }}",
                Map.of("ports", List.of(Map.of("name", "a")), "site", Map.of()));

        assertThat(result.ok()).isFalse();
        assertThat(result.missing()).containsExactly("host", "i.mtu", "site.id");
        assertThat(result.line()).isEqualTo(1);
    }

    @Test
    void finds_included_templates_by_name_with_and_without_suffix() {
        Templates stored =
                templates.withLoader(TemplateLoader.of(Map.of("base", "a{% include 'part.j2' %}", "part", "b")));

        assertThat(stored.renderNamed("base.j2", Map.of()).text()).contains("ab");
        assertThat(stored.renderNamed("none", Map.of()).error()).contains("none");
    }

    @Test
    void tells_what_a_template_takes_from_outside() {
        TemplateAnalysis analysis = templates.analyze("""
                {% extends 'base' %}{% import 'm' as m %}
                {% set a = site.name %}{% for p in ports %}{{ p.x }}{{ loop.index }}{{ a }}{% endfor %}
                {% macro f(q, r=dflt) %}{{ q }}{{ r }}{% endmacro %}{{ f(1) }}{{ m.g() }}
                {{ opt|default('x') }}{% if vrf is defined %}{{ vrf }}{% endif %}{{ range(n) }}
                """);

        assertThat(analysis.templates()).containsExactly("base", "m");
        assertThat(analysis.variables())
                .containsExactly(
                        new TemplateVariable("site.name", 2, false),
                        new TemplateVariable("ports", 2, false),
                        new TemplateVariable("dflt", 3, false),
                        new TemplateVariable("opt", 4, true),
                        new TemplateVariable("vrf", 4, true),
                        new TemplateVariable("n", 4, false));
    }

    @Test
    void finds_what_reads_badly_on_devices() {
        assertThat(templates.lint("a \n\n\tb\nenable secret cisco\nenable secret {{ s }}\n"))
                .extracting(TemplateFinding::rule)
                .containsExactly(
                        TemplateFinding.Rule.TRAILING_BLANKS,
                        TemplateFinding.Rule.BLANK_LINE,
                        TemplateFinding.Rule.TAB,
                        TemplateFinding.Rule.SECRET);
        assertThat(templates.lint("{% if x %}"))
                .extracting(TemplateFinding::rule)
                .containsExactly(TemplateFinding.Rule.SYNTAX);
    }

    @Test
    void finds_variables_that_nobody_sets() {
        String text = """
                {{ name }}
                {% for s in ntp.servers %}
                {{ s.ip }}{{ vrf|default('x') }}{{ port.mtu }}
                {% endfor %}
                {{ ntp.key }}{{ list.x }}
                """;

        assertThat(templates.lint(text, Map.of("ntp", Map.of("servers", List.of()), "list", List.of())))
                .extracting(finding -> finding.rule() + " " + finding.line() + " " + finding.message())
                .containsExactly(
                        "UNSET 1 \"name\" is not set; set it, or give it a default",
                        "UNSET 3 \"port.mtu\" is not set; set it, or give it a default",
                        "UNSET 5 \"ntp.key\" is not set; set it, or give it a default");
        assertThat(templates.lint("{% if %}", Map.of()))
                .extracting(TemplateFinding::rule)
                .containsExactly(TemplateFinding.Rule.SYNTAX);
    }

    @Test
    void templates_that_include_each_other_in_a_circle_are_named() {
        Templates stored =
                templates.withLoader(TemplateLoader.of(Map.of("a", "x{% include 'b' %}", "b", "{% include 'a' %}")));

        assertThat(stored.renderNamed("a", Map.of()).error())
                .contains("circle")
                .contains("b")
                .contains("a");
    }

    @Test
    void places_errors_of_syntax_by_line_and_column() {
        assertThatThrownBy(() -> templates.analyze("ok\n  {% foo %}"))
                .isInstanceOfSatisfying(TemplateException.class, e -> {
                    assertThat(e.phase()).isEqualTo(TemplateException.Phase.COMPILE);
                    assertThat(e.line()).isEqualTo(2);
                    assertThat(e.column()).isEqualTo(6);
                });
    }

    @Test
    void changes_nothing_of_the_host() {
        Map<String, Object> variables = new HashMap<>(Map.of("l", new ArrayList<>(List.of(1))));
        templates.render("{% do l.append(2) %}{% set x = 1 %}{{ l }}", variables);

        assertThat(variables).isEqualTo(Map.of("l", List.of(1)));
    }

    @Test
    void asks_functions_of_the_host() {
        JinjaTemplateEngine engine = JinjaTemplateEngine.builder()
                .filter("twice", (values, named) -> values.get(0) + "" + values.get(0))
                .test("short", (values, named) -> String.valueOf(values.get(0)).length() < 3)
                .function("site", (values, named) -> Map.of("id", 7))
                .build();

        assertThat(engine.render(
                        "{{ 'ab'|twice }}{{ 'abc' is short }}{{ site().id }}", Map.of(), RenderOptions.defaults()))
                .isEqualTo("ababFalse7");
    }
}
