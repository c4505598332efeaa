package io.netstacks.core.parse;

import io.netstacks.core.internal.clitable.CliIndex;
import io.netstacks.core.internal.clitable.CliIndexException;
import io.netstacks.core.internal.clitable.CliIndexRow;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes {@link CliTable}s: looks up in an index which templates an output needs, runs them, and joins what they found on their
 * keys. The index is that of clitable of TextFSM 2.1. Safe for use by many threads if the source of templates is.
 *
 * <p>The templates are compiled at each call; {@link TemplateLibrary} keeps them.
 */
public final class CliTables {

    private final CliIndex index;
    private final Function<String, Optional<String>> templates;

    private CliTables(CliIndex index, Function<String, Optional<String>> templates) {
        this.index = index;
        this.templates = templates;
    }

    /**
     * Reads an index.
     *
     * @param index the text of the index: a header such as {@code Template, Hostname, Platform, Command}, then rows of
     *     regular expressions; the first row that fits counts
     * @param templates gives the text of the template with the given name, if there is one
     * @throws CliTableException if the index has no usable header
     */
    public static CliTables of(String index, Function<String, Optional<String>> templates) {
        try {
            return new CliTables(CliIndex.read(index), templates);
        } catch (CliIndexException e) {
            throw new CliTableException(ErrorCode.INVALID_INPUT, e.reason(), e);
        }
    }

    /** Returns what is wrong with rows of the index, a sentence with the line each; those rows are left out. */
    public List<String> problems() {
        return index.problems();
    }

    /**
     * Parses an output with the templates that the index names for the attributes.
     *
     * @param attributes values for columns of the index, such as Platform and Command
     * @throws CliTableException if no row fits, or a template is missing
     * @throws TextFsmTemplateException if a template is none
     * @throws TextFsmParseException if a template did not get through, or time was up
     */
    public CliTable parse(Map<String, String> attributes, String output, Deadline deadline) {
        CliIndexRow row = index.find(attributes, deadline)
                .orElseThrow(() -> new CliTableException(
                        ErrorCode.NOT_FOUND, "No template found for attributes " + attributes, null));
        return parse(row.templates(), output, deadline);
    }

    /**
     * Parses an output with given templates.
     *
     * @param names the names of the templates, joined by colons
     * @throws CliTableException if a template is missing
     * @throws TextFsmTemplateException if a template is none
     * @throws TextFsmParseException if a template did not get through, or time was up
     */
    public CliTable parseWith(String names, String output, Deadline deadline) {
        return parse(List.of(names.split(":", -1)), output, deadline);
    }

    private CliTable parse(List<String> names, String output, Deadline deadline) {
        List<TextFsmTemplate> compiled = new ArrayList<>();
        for (String name : names) {
            String text = templates
                    .apply(name)
                    .orElseThrow(
                            () -> new CliTableException(ErrorCode.NOT_FOUND, "there is no template " + name, null));
            compiled.add(TextFsmTemplate.compile(name, text));
        }
        return joined(compiled, output, deadline);
    }

    /** Runs the templates and joins their tables; the keys are those of the first template that has any. */
    static CliTable joined(List<TextFsmTemplate> templates, String output, Deadline deadline) {
        Set<String> keys = new LinkedHashSet<>();
        CliTable table = CliTable.empty();
        for (int i = 0; i < templates.size(); i++) {
            TextFsmTemplate template = templates.get(i);
            if (keys.isEmpty()) {
                keys.addAll(template.keys());
            }
            CliTable next = CliTable.of(template.parse(output, deadline), keys);
            table = i == 0 ? next : table.withSuperkey(keys).extendedBy(next);
        }
        return table;
    }
}
