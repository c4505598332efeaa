package io.netstacks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.template.RenderResult;
import io.netstacks.core.template.TemplateAnalysis;
import io.netstacks.core.template.TemplateFinding;
import io.netstacks.core.template.TemplateVariable;
import io.netstacks.core.template.Templates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What docs/templates.md shows is what runs here; its tables are checked in {@code TemplatesDocTest}. */
class TemplatesGuideTest {

    private final List<String> reported = new ArrayList<>();

    private void report(String error, List<String> missing) {
        reported.add(error);
        reported.addAll(missing);
    }

    @Test
    void the_example_runs() {
        String text = "hostname {{ name }}\nntp server {{ ntp }}\nvlan {{ vlan }}\n";
        Map<String, Object> variables = Map.of("name", "edge1");
        // tag::guide[]
        Templates templates = Templates.standard(); // own engine, options for device configurations
        RenderResult result = templates.render(text, variables);
        if (!result.ok()) {
            report(result.error(), result.missing()); // all missing variables at once, line and column
        }
        TemplateAnalysis needs = templates.analyze(text); // variables from outside, templates used
        List<TemplateFinding> findings = templates.lint(text);
        // end::guide[]
        assertThat(reported).contains("ntp", "vlan");
        assertThat(needs.variables())
                .extracting(TemplateVariable::path)
                .containsExactlyInAnyOrder("name", "ntp", "vlan");
        assertThat(findings).isEmpty();
    }

    @Test
    void the_page_shows_it() throws IOException {
        GuidePage.of("docs/templates.md").showsWhatRunsIn(TemplatesGuideTest.class);
    }
}
