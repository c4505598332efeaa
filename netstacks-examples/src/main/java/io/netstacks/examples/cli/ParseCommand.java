package io.netstacks.examples.cli;

import io.netstacks.core.parse.OutputTemplates;
import io.netstacks.core.parse.Parsers;
import io.netstacks.core.parse.TextFsmTemplate;
import io.netstacks.core.parse.TtpOptions;
import io.netstacks.core.parse.TtpResult;
import io.netstacks.core.parse.TtpStructure;
import io.netstacks.core.parse.TtpTemplate;
import io.netstacks.core.text.Json;
import io.netstacks.spi.error.InvalidInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "parse",
        mixinStandardHelpOptions = true,
        description = "Turns the output of a command into rows; no device is needed.")
final class ParseCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before the command is called
    private CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli fills it before the command is called
    private How how;

    @ArgGroup(exclusive = true)
    private @Nullable Format format;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The output; - or nothing reads standard input.")
    private Path file = Path.of("-");

    /** By platform and command, or with a template of one's own. */
    static final class How {

        @ArgGroup(exclusive = false)
        private @Nullable Known known;

        @Option(names = "--textfsm", paramLabel = "FILE", description = "A TextFSM template.")
        private @Nullable Path textFsm;

        @Option(
                names = "--ttp",
                paramLabel = "FILE",
                description = "A TTP template; its tree is printed as JSON unless --csv is given.")
        private @Nullable Path ttp;
    }

    /** What the output is of. */
    static final class Known {

        @Option(names = "--platform", required = true, paramLabel = "NAME", description = "For example cisco_ios.")
        private String platform = "";

        @Option(names = "--command", required = true, paramLabel = "TEXT", description = "The command, in quotes.")
        private String command = "";
    }

    /** How rows are printed; a table when nothing is said. */
    static final class Format {

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Option(names = "--csv", description = "Print CSV (RFC 4180).")
        private boolean csv;
    }

    @Override
    public Integer call() throws IOException {
        String text = file.toString().equals("-")
                ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                : TextFiles.read(file);
        Path ttp = how.ttp;
        if (ttp == null) {
            print(rows(text));
        } else {
            print(TtpTemplate.compile(
                            TextFiles.read(ttp),
                            TtpOptions.defaults().withName(ttp.getFileName().toString()))
                    .parse(text));
        }
        return 0;
    }

    private List<Map<String, Object>> rows(String text) {
        Path template = how.textFsm;
        if (template != null) {
            return TextFsmTemplate.compile(template.getFileName().toString(), TextFiles.read(template))
                    .parse(text)
                    .asMaps();
        }
        Known known = how.known == null ? new Known() : how.known;
        return Parsers.standard()
                .parse(known.platform, known.command, text)
                .fold(
                        parsed -> parsed.rows(),
                        none -> {
                            throw InvalidInputException.of("no template for \"" + none.command() + "\" on "
                                    + none.platform() + "; give one with --textfsm or --ttp, or set NTC_TEMPLATES_DIR");
                        },
                        failed -> {
                            throw InvalidInputException.of(failed.message());
                        });
    }

    private void print(TtpResult result) {
        if (format != null && format.csv) {
            print(OutputTemplates.rows(result));
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(Json.pretty(result.json(TtpStructure.LIST)));
        out.flush();
    }

    private void print(List<Map<String, Object>> rows) {
        PrintWriter out = spec.commandLine().getOut();
        if (format != null && format.json) {
            out.println(Json.pretty(rows));
        } else if (format != null && format.csv) {
            List<String> columns = columns(rows);
            out.println(
                    String.join(",", columns.stream().map(ParseCommand::quoted).toList()));
            rows.forEach(row -> out.println(String.join(
                    ",",
                    columns.stream()
                            .map(column -> quoted(text(row.get(column))))
                            .toList())));
        } else {
            List<String> columns = columns(rows);
            Table table = new Table(columns.toArray(String[]::new));
            rows.forEach(row -> table.add(
                    columns.stream().map(column -> text(row.get(column))).toArray(String[]::new)));
            table.print(out);
        }
        out.flush();
    }

    private static List<String> columns(List<Map<String, Object>> rows) {
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.keySet()));
        return List.copyOf(columns);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value instanceof String string ? string : Json.write(value);
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\\r\\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
