package io.netstacks.core.parse;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netstacks.core.internal.clitable.ArchiveTemplates;
import io.netstacks.core.internal.clitable.CliIndexRow;
import io.netstacks.core.internal.clitable.FolderTemplates;
import io.netstacks.core.internal.clitable.ResourceTemplates;
import io.netstacks.core.internal.clitable.TemplateFiles;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.parse.OutputParser;
import io.netstacks.spi.parse.ParseInput;
import io.netstacks.spi.parse.ParseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A library of TextFSM templates in the layout of ntc-templates: a file named {@code index} with the columns Template,
 * Hostname, Platform and Command, and the templates beside it. Safe for use by many threads.
 *
 * <p>It is loaded from a folder, a zip archive or the class path. A folder or an archive that changes is read again at the
 * next parse, so templates can be edited while the application runs; an index that cannot be read meanwhile leaves the last
 * good one in force. Compiled templates and look-ups are kept, at most {@value #MAX_TEMPLATES} and {@value #MAX_LOOKUPS}.
 */
public final class TemplateLibrary implements OutputParser {

    /** The environment variable that names a folder of templates, as ntc-templates reads it. */
    public static final String ENVIRONMENT_VARIABLE = "NTC_TEMPLATES_DIR";

    static final int MAX_TEMPLATES = 1_000;
    static final int MAX_LOOKUPS = 2_000;

    private static final List<String> USUAL_FOLDERS = List.of("", "templates", "ntc_templates/templates");

    private record Compiled(Object stamp, TextFsmTemplate template) {}

    private final TemplateFiles files;
    private final TemplateIndex index;
    private final Cache<String, Compiled> compiled =
            Caffeine.newBuilder().maximumSize(MAX_TEMPLATES).build();

    private TemplateLibrary(TemplateFiles files) {
        this.files = files;
        this.index = new TemplateIndex(files);
    }

    /**
     * Loads a library from a folder, or from a zip archive such as a jar or the wheel of ntc-templates. The index is looked
     * for in the folder itself, in {@code templates} and in {@code ntc_templates/templates}; in an archive, nearest to its
     * root.
     *
     * @throws InvalidInputException if there is no index, or it has no usable header
     */
    public static TemplateLibrary load(Path templates) {
        try {
            return new TemplateLibrary(
                    Files.isDirectory(templates)
                            ? folder(templates)
                            : ArchiveTemplates.open(templates).orElseThrow(() -> noIndex(templates)));
        } catch (IOException e) {
            throw InvalidInputException.of("templates cannot be read from " + templates + ": " + e.getMessage());
        }
    }

    private static FolderTemplates folder(Path templates) {
        return USUAL_FOLDERS.stream()
                .map(templates::resolve)
                .filter(folder -> Files.isRegularFile(folder.resolve(TemplateFiles.INDEX)))
                .findFirst()
                .map(FolderTemplates::new)
                .orElseThrow(() -> noIndex(templates));
    }

    private static InvalidInputException noIndex(Path templates) {
        return InvalidInputException.of("no file named index in " + templates
                + ": expected the layout of ntc-templates, an index and the templates beside it");
    }

    /**
     * Loads a library from the class path.
     *
     * @param folder the path of its folder, for example {@code com/example/templates}
     * @throws InvalidInputException if there is no index, or it has no usable header
     */
    public static TemplateLibrary fromClassPath(ClassLoader loader, String folder) {
        return new TemplateLibrary(new ResourceTemplates(loader, folder.endsWith("/") ? folder : folder + "/"));
    }

    /**
     * Loads the library that {@value #ENVIRONMENT_VARIABLE} names; empty if the variable is not set.
     *
     * @param environment the environment, usually {@link System#getenv()}
     * @throws InvalidInputException if it names a folder without an index
     */
    public static Optional<TemplateLibrary> fromEnvironment(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(ENVIRONMENT_VARIABLE))
                .filter(value -> !value.isBlank())
                .map(value -> load(Path.of(value)));
    }

    /** Returns NetStacks' own templates for the commands that it needs itself. */
    public static TemplateLibrary shipped() {
        return fromClassPath(TemplateLibrary.class.getClassLoader(), "io/netstacks/core/parse/templates");
    }

    @Override
    public String id() {
        return "textfsm:" + files.place().toLowerCase(Locale.ROOT);
    }

    @Override
    public SpiVersion builtAgainst() {
        return new SpiVersion(SpiVersion.MAJOR, SpiVersion.MINOR);
    }

    /** Returns what is wrong with rows of the index, a sentence with the line each; those rows are left out. */
    public List<String> problems() {
        return index.current().problems();
    }

    /**
     * Parses one output within {@link ParseInput#TIME_LIMIT}; what came of it is a value, failures too.
     *
     * @param platform the platform's id in the spelling of the index, for example {@code cisco_ios}
     * @param command the command, in full or abbreviated as far as the index allows
     */
    public ParseResult parse(String platform, String command, String output) {
        return parse(new ParseInput(platform, command, output));
    }

    /** Parses one output before its deadline; what came of it is a value, failures too. */
    @Override
    public ParseResult parse(ParseInput input) {
        try {
            Optional<CliIndexRow> row = index.find(input.platform(), input.command(), input.deadline());
            return row.isEmpty()
                    ? new ParseResult.NoTemplate(input.platform(), input.command())
                    : parsed(row.get(), input);
        } catch (TextFsmParseException e) {
            return new ParseResult.Failed(e.reason(), e.inputLineNumber());
        } catch (OperationCancelledException e) {
            throw e;
        } catch (NetStacksException e) {
            return new ParseResult.Failed(e.reason(), 0);
        }
    }

    private ParseResult parsed(CliIndexRow row, ParseInput input) {
        List<TextFsmTemplate> templates = new ArrayList<>();
        for (String name : row.templates()) {
            templates.add(template(name, row));
        }
        CliTable table = CliTables.joined(templates, input.output(), input.deadline());
        List<String> names = table.header().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        List<Map<String, Object>> rows = new ArrayList<>(table.rows().size());
        table.rows().forEach(cells -> rows.add(TextFsmResult.asMap(names, cells)));
        return new ParseResult.Parsed(rows);
    }

    private TextFsmTemplate template(String name, CliIndexRow row) {
        Object stamp = files.stamp(name);
        Compiled known = compiled.getIfPresent(name);
        if (known != null && known.stamp().equals(stamp)) {
            return known.template();
        }
        TextFsmTemplate template = TextFsmTemplate.compile(name, read(name, row));
        compiled.put(name, new Compiled(stamp, template));
        return template;
    }

    private String read(String name, CliIndexRow row) {
        String asked = files.place() + ", index line " + row.line() + ": ";
        try {
            return files.read(name)
                    .orElseThrow(() ->
                            new CliTableException(ErrorCode.NOT_FOUND, asked + "there is no template " + name, null));
        } catch (IOException e) {
            throw new CliTableException(ErrorCode.NOT_FOUND, asked + "template " + name + " cannot be read", e);
        }
    }

    @Override
    public String toString() {
        return "TemplateLibrary[" + files.place() + "]";
    }
}
