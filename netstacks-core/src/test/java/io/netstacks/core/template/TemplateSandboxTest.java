package io.netstacks.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.TemplateException;
import io.netstacks.spi.template.RenderOptions;
import io.netstacks.spi.template.TemplateLoader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a template from a stranger must not be able to do. */
class TemplateSandboxTest {

    private static final RenderOptions LIMITED =
            RenderOptions.defaults().withMaxOutputChars(100_000).withTimeLimit(Duration.ofSeconds(2));

    private final JinjaTemplateEngine engine = new JinjaTemplateEngine();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ ''.__class__ }}",
                "{{ ''.__class__.__mro__[1].__subclasses__() }}",
                "{{ ''['__class__'] }}",
                "{{ ''|attr('__class__') }}",
                "{{ [''.__class__]|map(attribute='__base__')|list }}",
                "{{ ['']|map(attribute='__class__')|list }}",
                "{{ self.__init__.__globals__ }}",
                "{{ cycler.__init__ }}",
                "{{ lipsum.__globals__ }}",
                "{{ '{0.__class__}'.format(1) }}",
                "{{ '{0.__class__.__init__.__globals__}'.format(x) }}",
                "{{ ('{0.__class__}'|attr('format'))(1) }}",
                "{{ '{a.__class__}'.format_map({'a': 1}) }}",
                "{{ x.getClass() }}",
                "{{ x.class.forName('java.lang.Runtime') }}",
                "{{ ''.getBytes() }}",
                "{{ ____int3rpr3t3r____.config }}",
                "{% include '/etc/passwd' %}",
                "{% include 'application.properties' %}",
                "{% import 'java.lang.Runtime' as r %}",
                "{{ x|xmlattr }}{{ {'a b': 1}|xmlattr }}"
            })
    void reaches_nothing_but_its_values(String template) {
        assertThatThrownBy(() -> engine.render(template, Map.of("x", "v"), LIMITED))
                .isInstanceOf(TemplateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ 'x' * 10**9 }}",
                "{{ [0] * 10**9 }}",
                "{{ 'x'|center(2000000000) }}",
                "{{ 'x'.ljust(2000000000) }}",
                "{{ '1'.zfill(2000000000) }}",
                "{{ '%2000000000d' % 1 }}",
                "{{ '%.999999999f' % 1 }}{{ '%999999999s' % 1 }}",
                "{{ '{:>999999999}'.format(1) }}",
                "{{ 'a'|indent(2000000000, true) }}",
                "{{ ('a' * 1000)|replace('a', 'b' * 1000) }}",
                "{{ '\\t'.expandtabs(2000000000) }}",
                "{{ range(10**9)|list }}",
                "{{ range(10**9)|sum }}",
                "{{ (range(1000)|list)|batch(10**9, 0)|list }}",
                "{{ 9 ** (9 ** 9) }}",
                "{{ 10 ** 5000 }}",
                "{% set ns = namespace(i=7) %}{% for i in range(99) %}{% set ns.i = ns.i * ns.i %}{% endfor %}",
                "{% set ns = namespace(s='xx') %}{% for i in range(99) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
                "{% set ns = namespace(l=[1]) %}{% for i in range(99) %}{% set ns.l = ns.l + ns.l %}{% endfor %}",
                "{% for i in range(10**6) %}{{ 'aaaaaaaaaa' }}{% endfor %}",
                "{% for a in range(10**5) %}{% for b in range(10**5) %}{% endfor %}{% endfor %}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}",
                "{% include 'circle' %}",
                "{% extends 'loop' %}",
                "{% block b %}{{ self.b() }}{% endblock %}",
                "{% set l = [1] %}{% for i in l %}{% do l.append(i) %}{% endfor %}",
                "{{ ('x' * 5000)|regex_search('(x+x+)+y(x+x+)+z') }}",
                "{{ [range(400)|list, range(400)|list]|tojson(9999) }}",
                "{% set l = [] %}{% do l.append(l) %}{{ l == [l] }}{{ l|tojson }}"
            })
    void stops_what_grows_without_end(String template) {
        RenderOptions options = LIMITED.withLoader(TemplateLoader.of(Map.of(
                "circle",
                "{% include 'circle2' %}",
                "circle2",
                "{% include 'circle' %}",
                "loop",
                "{% extends 'loop' %}")));

        assertThatThrownBy(() -> engine.render(template, Map.of(), options)).isInstanceOf(TemplateException.class);
    }

    @ParameterizedTest
    @Timeout(30)
    @ValueSource(
            strings = {
                "{% for a in range(10**5) %}{% for b in range(10**5) %}{% endfor %}{% endfor %}",
                "{% for a in range(10**5) %}{% set x = range(500)|sort(reverse=true)|list %}{% endfor %}",
                "{% for a in range(10**5) %}{% set x = range(300)|groupby('real')|list|length %}{% endfor %}",
                "{{ ('x' * 30)|regex_replace('(x+x+)+y', '') }}{% for a in range(10**5) %}{{ ('x' * 25)|regex_search('(x+x+)+y') }}{% endfor %}"
            })
    void a_deadline_ends_whatever_a_template_is_at(String template) {
        RenderOptions hurried = RenderOptions.defaults().withTimeLimit(Duration.ofMillis(200));

        assertThatThrownBy(() -> engine.render(template, Map.of(), hurried)).isInstanceOf(TemplateException.class);
    }

    @Test
    @Timeout(30)
    void an_interrupt_ends_a_render_and_stays_known() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> engine.render(
                        "{% for a in range(10**5) %}{% for b in range(10**5) %}" + "{% endfor %}{% endfor %}",
                        Map.of(), RenderOptions.defaults()))
                .isInstanceOf(NetStacksException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void does_not_read_values_as_templates() {
        assertThat(engine.render("{{ banner }}", Map.of("banner", "{{ 7 * 7 }}{% raw %}"), LIMITED))
                .isEqualTo("{{ 7 * 7 }}{% raw %}");
    }

    @Test
    void takes_no_objects_of_the_host() {
        assertThatThrownBy(() -> engine.render("{{ x }}", Map.of("x", new Object()), LIMITED))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("java.lang.Object");
    }

    @Test
    void refuses_expressions_that_are_nested_too_deeply() {
        String deep = "{{ " + "(".repeat(5000) + "1" + ")".repeat(5000) + " }}";

        assertThatThrownBy(() -> engine.render(deep, Map.of("l", List.of()), LIMITED))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("nested");
    }
}
