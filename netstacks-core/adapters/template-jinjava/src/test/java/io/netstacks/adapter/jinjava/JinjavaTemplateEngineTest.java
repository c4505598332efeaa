package io.netstacks.adapter.jinjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.template.Templates;
import io.netstacks.spi.error.TemplateException;
import io.netstacks.spi.template.RenderOptions;
import io.netstacks.spi.template.TemplateEngine;
import io.netstacks.spi.template.TemplateLoader;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JinjavaTemplateEngineTest {

    private final TemplateEngine engine = new JinjavaTemplateEngine();

    @Test
    void renders_where_a_host_hands_it_in() {
        Templates templates = Templates.over(engine, RenderOptions.defaults());

        assertThat(templates.render("{{ 'a,b'|split(',') }}", Map.of()).text()).contains("['a', 'b']");
        assertThat(templates.render("{{ missing }}", Map.of()).ok()).isFalse();
    }

    @Test
    void is_not_looked_for_because_it_gives_other_text() {
        assertThat(ServiceLoader.load(TemplateEngine.class)).isEmpty();
    }

    @Test
    void renders_loops_and_included_templates() {
        RenderOptions options = RenderOptions.defaults().withLoader(TemplateLoader.of(Map.of("end", "exit")));

        assertThat(engine.render(
                        "{% for v in vlans %}vlan {{ v }}\n{% endfor %}{% include 'end' %}",
                        Map.of("vlans", List.of(1, 2)), options))
                .isEqualTo("vlan 1\nvlan 2\nexit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ missing }}",
                "{% include 'log4j2.xml' %}",
                "{% include 'META-INF/MANIFEST.MF' %}",
                "{{ 'x'.getClass() }}",
                "{{ 'x'.repeat(100000000) }}",
                "{{ 'x'|center(2000000000) }}",
                "{{ 1 + }}"
            })
    void fails_instead_of_giving_other_text(String template) {
        assertThatThrownBy(() -> engine.render(template, Map.of(), RenderOptions.defaults()))
                .isInstanceOf(TemplateException.class);
    }

    @Test
    void takes_no_objects_of_the_host_and_reads_no_values_as_templates() {
        assertThatThrownBy(() -> engine.render("{{ x }}", Map.of("x", new Object()), RenderOptions.defaults()))
                .isInstanceOf(TemplateException.class);
        assertThat(engine.render("{{ x }}", Map.of("x", "{{ 7 * 7 }}"), RenderOptions.defaults()))
                .isEqualTo("{{ 7 * 7 }}");
    }
}
