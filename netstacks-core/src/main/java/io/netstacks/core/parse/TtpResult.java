package io.netstacks.core.parse;

import io.netstacks.core.internal.ttp.TtpRunException;
import io.netstacks.core.internal.ttp.TtpSyntaxException;
import io.netstacks.core.internal.ttp.TtpTemplateReader;
import io.netstacks.core.text.Json;
import io.netstacks.spi.error.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What TTP templates found: trees of maps with text keys, lists, text, numbers, booleans and null. Immutable.
 */
public final class TtpResult {

    private final TtpStructure structure;
    private final List<Part> parts;

    TtpResult(TtpStructure structure, List<Part> parts) {
        this.structure = structure;
        this.parts = List.copyOf(parts);
    }

    /** One template's result, which is a list with a result for each input unless the template says otherwise. */
    record Part(String template, @Nullable Object result) {}

    /** Returns the tree, in the structure of the template's options. */
    public @Nullable Object json() {
        return json(structure);
    }

    /** Returns the tree in a structure. */
    public Object json(TtpStructure wanted) {
        return switch (wanted) {
            case LIST ->
                Collections.unmodifiableList(
                        new ArrayList<>(parts.stream().map(Part::result).toList()));
            case DICTIONARY -> {
                Map<String, @Nullable Object> byName = new LinkedHashMap<>();
                parts.forEach(part -> byName.put(part.template(), part.result()));
                yield Collections.unmodifiableMap(byName);
            }
            case FLAT_LIST -> Collections.unmodifiableList(flat());
        };
    }

    private List<@Nullable Object> flat() {
        List<@Nullable Object> flat = new ArrayList<>();
        for (Part part : parts) {
            List<?> results = part.result() instanceof List<?> list ? list : Collections.singletonList(part.result());
            for (Object result : results) {
                flat.addAll(result instanceof List<?> records ? records : Collections.singletonList(result));
            }
        }
        return flat;
    }

    /** Returns the tree as JSON on one line. */
    public String toJson() {
        return Json.write(json(structure));
    }

    /** Returns the results of templates of these names only. */
    public TtpResult of(String... templates) {
        List<String> names = Arrays.asList(templates);
        return new TtpResult(
                structure,
                parts.stream().filter(part -> names.contains(part.template())).toList());
    }

    /**
     * Returns the results with each template's as text.
     *
     * @param format {@code json}, {@code yaml}, {@code pprint}, {@code csv}; {@code table} for rows, {@code raw} for as it is
     * @throws InvalidInputException if there is no such format, or results that it cannot show
     */
    public TtpResult format(String format) {
        try {
            List<Part> made = new ArrayList<>();
            for (Part part : parts) {
                made.add(new Part(
                        part.template(), TtpTemplateReader.formatted(format).run(part.result())));
            }
            return new TtpResult(structure, made);
        } catch (TtpSyntaxException | TtpRunException e) {
            throw InvalidInputException.of("format " + format + ": " + e.reason());
        }
    }

    @Override
    public String toString() {
        return toJson();
    }
}
