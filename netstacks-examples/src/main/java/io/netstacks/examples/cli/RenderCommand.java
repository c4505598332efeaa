package io.netstacks.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.netstacks.core.template.JinjaTemplateEngine;
import io.netstacks.core.template.Templates;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.template.RenderOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        description = "Fills a Jinja2 template in; no device is needed.")
final class RenderCommand implements Callable<Integer> {

    private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before the command is called
    private CommandSpec spec;

    @Parameters(paramLabel = "TEMPLATE", description = "The template.")
    private Path template = Path.of("");

    @Option(
            names = "--vars",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Variables in YAML or JSON; later files win.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--strict", description = "Fail on variables that are not set, and name all of them.")
    private boolean strict;

    @Option(names = "--show-variables", description = "List the variables that the template wants, and render nothing.")
    private boolean showVariables;

    @Override
    public Integer call() {
        RenderOptions options = RenderOptions.defaults().withStrictUndefined(strict);
        Templates templates = Templates.over(new JinjaTemplateEngine(), options);
        PrintWriter out = spec.commandLine().getOut();
        if (showVariables) {
            Table table = new Table("VARIABLE", "LINE", "NEEDED");
            templates
                    .analyze(TextFiles.read(template))
                    .variables()
                    .forEach(variable -> table.add(
                            variable.path(), String.valueOf(variable.line()), variable.optional() ? "no" : "yes"));
            table.print(out);
        } else {
            out.print(new JinjaTemplateEngine().render(TextFiles.read(template), variables(), options));
        }
        out.flush();
        return 0;
    }

    private Map<String, Object> variables() {
        Map<String, Object> variables = new LinkedHashMap<>();
        for (Path file : files) {
            try {
                variables.putAll(new YAMLMapper().readValue(TextFiles.read(file), MAP));
            } catch (JsonProcessingException e) {
                throw InvalidInputException.of(file + " is not a map in YAML or JSON: " + e.getOriginalMessage());
            }
        }
        return variables;
    }
}
