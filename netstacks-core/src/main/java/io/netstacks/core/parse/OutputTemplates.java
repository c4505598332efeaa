package io.netstacks.core.parse;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.parse.OutputTemplate;
import io.netstacks.spi.parse.ParseInput;
import io.netstacks.spi.parse.ParseResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses outputs with templates that callers give, and keeps some of them compiled. TTP templates reach no files and call no
 * macros here. Safe for use by many threads.
 */
public final class OutputTemplates {

    private static final long KEPT_CHARS = 2_000_000;

    private final Cache<OutputTemplate, Object> compiled = Caffeine.newBuilder()
            .maximumWeight(KEPT_CHARS)
            .weigher((OutputTemplate template, Object made) -> template.text().length() + 100)
            .build();

    /** Parses an output; what came of it is a value, a wrong template too. */
    public ParseResult parse(OutputTemplate template, ParseInput input) {
        try {
            return new ParseResult.Parsed(
                    template.language() == OutputTemplate.Language.TTP
                            ? tree(template, input)
                            : table(template, input));
        } catch (TextFsmParseException e) {
            return new ParseResult.Failed(e.reason(), e.inputLineNumber());
        } catch (OperationCancelledException e) {
            throw e;
        } catch (NetStacksException e) {
            return new ParseResult.Failed(e.reason(), 0);
        }
    }

    private List<Map<String, Object>> table(OutputTemplate template, ParseInput input) {
        TextFsmTemplate fsm =
                (TextFsmTemplate) compiled.get(template, t -> TextFsmTemplate.compile(t.name(), t.text()));
        TextFsmResult result = fsm.parse(input.output(), input.deadline());
        List<String> names = result.header().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        return result.rows().stream()
                .map(row -> TextFsmResult.asMap(names, row))
                .toList();
    }

    private List<Map<String, Object>> tree(OutputTemplate template, ParseInput input) {
        TtpTemplate ttp = (TtpTemplate) compiled.get(
                template,
                t -> TtpTemplate.compile(t.text(), TtpOptions.defaults().withName(t.name())));
        return rows(ttp.parse(List.of(input.output()), input.deadline()));
    }

    /** Returns the records at the top of a TTP result as rows; one that is no record stands in the column {@code value}. */
    public static List<Map<String, Object>> rows(TtpResult result) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Object item : (List<?>) result.json(TtpStructure.FLAT_LIST)) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            if (item instanceof Map<?, ?> record) {
                record.forEach((name, value) -> row.put(String.valueOf(name), value));
            } else {
                row.put("value", item);
            }
            if (!row.isEmpty()) {
                rows.add(row);
            }
        }
        return rows;
    }
}
