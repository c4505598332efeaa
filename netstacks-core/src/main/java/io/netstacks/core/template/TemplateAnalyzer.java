package io.netstacks.core.template;

import io.netstacks.core.internal.jinja.JinjaInspection;
import io.netstacks.spi.error.TemplateException;
import io.netstacks.spi.template.RenderOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells from a template's text what it needs and what reads badly, without rendering it. Safe for use by many threads. */
public final class TemplateAnalyzer {

    private static final Pattern SECRET = Pattern.compile(
            "(?i)\\b(?:password|secret|key-string|pre-shared-key|authentication-key|snmp-server community|psksecret)"
                    + "\\s+(?:\\d\\s+)?(?![{\\s])[^\\s{]+");

    private final JinjaTemplateEngine engine;
    private final RenderOptions options;

    /** Creates it for templates of the engine with these options. */
    public TemplateAnalyzer(JinjaTemplateEngine engine, RenderOptions options) {
        this.engine = engine;
        this.options = options;
    }

    /**
     * Returns what the template needs. Names that its own loops, macros and assignments make are left out.
     *
     * @throws TemplateException if the text is no template, with line and column
     */
    public TemplateAnalysis analyze(String template) {
        JinjaInspection found = JinjaInspection.of(engine.parse(template, options), engine.functions());
        List<TemplateVariable> variables = new ArrayList<>();
        found.uses().forEach(use -> variables.add(new TemplateVariable(use.path(), use.line(), use.optional())));
        return new TemplateAnalysis(variables, found.templates());
    }

    /** Returns what reads badly, in the order of lines; a text that is no template has just that finding. */
    public List<TemplateFinding> lint(String template) {
        try {
            engine.parse(template, options);
        } catch (TemplateException e) {
            return List.of(new TemplateFinding(TemplateFinding.Rule.SYNTAX, e.line(), e.reason()));
        }
        List<TemplateFinding> findings = new ArrayList<>();
        String[] lines = template.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            lint(lines[i], i + 1, i + 1 == lines.length, findings);
        }
        return List.copyOf(findings);
    }

    /**
     * Returns what reads badly, and which variables the template needs and these values lack.
     *
     * @param variables the values that it will be rendered with
     */
    public List<TemplateFinding> lint(String template, Map<String, ?> variables) {
        List<TemplateFinding> findings = new ArrayList<>(lint(template));
        if (findings.stream().anyMatch(finding -> finding.rule() == TemplateFinding.Rule.SYNTAX)) {
            return findings;
        }
        for (TemplateVariable variable : analyze(template).variables()) {
            if (!variable.optional() && !isSet(variables, variable.path())) {
                findings.add(new TemplateFinding(
                        TemplateFinding.Rule.UNSET,
                        variable.line(),
                        "\"" + variable.path() + "\" is not set; set it, or give it a default"));
            }
        }
        findings.sort(Comparator.comparingInt(TemplateFinding::line));
        return List.copyOf(findings);
    }

    /** What is below a value that is no map cannot be told from its name. */
    private static boolean isSet(Map<?, ?> variables, String path) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        if (!variables.containsKey(name)) {
            return false;
        }
        return dot < 0 || !(variables.get(name) instanceof Map<?, ?> below) || isSet(below, path.substring(dot + 1));
    }

    private static void lint(String line, int number, boolean last, List<TemplateFinding> findings) {
        if (line.indexOf('\t') >= 0) {
            findings.add(new TemplateFinding(
                    TemplateFinding.Rule.TAB,
                    number,
                    "a tab; many devices take it for a request to complete: use blanks"));
        }
        if (line.isBlank() && !last) {
            findings.add(new TemplateFinding(
                    TemplateFinding.Rule.BLANK_LINE,
                    number,
                    "an empty line; it may leave a mode: remove it or write !"));
        } else if (!line.isBlank() && line.endsWith(" ")) {
            findings.add(new TemplateFinding(
                    TemplateFinding.Rule.TRAILING_BLANKS,
                    number,
                    "blanks at the end; some devices keep them: remove them"));
        }
        if (SECRET.matcher(line).find()) {
            findings.add(new TemplateFinding(
                    TemplateFinding.Rule.SECRET, number, "a secret in clear text; give it as a variable"));
        }
    }
}
