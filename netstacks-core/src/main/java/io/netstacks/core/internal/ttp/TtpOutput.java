package io.netstacks.core.internal.ttp;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a template wants done with its results.
 *
 * @param name empty if it has none
 * @param attributes all of the tag, and what its text says by name
 * @param loaded what its text says
 * @param condition a variable and the value that it must have; empty for always
 */
record TtpOutput(
        String name,
        List<TtpCall> functions,
        String format,
        boolean returned,
        Map<Object, @Nullable Object> attributes,
        @Nullable Object loaded,
        List<@Nullable Object> condition) {

    String text(String attribute, String otherwise) {
        Object value = attributes.get(attribute);
        return value == null ? otherwise : TtpValues.text(value);
    }
}
