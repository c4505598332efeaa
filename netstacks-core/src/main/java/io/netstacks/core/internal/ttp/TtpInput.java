package io.netstacks.core.internal.ttp;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An input that a template declares, or that a caller adds.
 *
 * @param texts what it brings, each with the name of where it is from
 * @param groups names of the groups that it is for; {@code all} for all that name no input
 * @param parameters what its text says, for the host
 */
public record TtpInput(
        String name,
        List<Source> texts,
        List<String> groups,
        List<TtpCall> functions,
        Map<Object, @Nullable Object> parameters) {

    /** The name of an input that has none. */
    public static final String DEFAULT_NAME = "Default_Input";

    /** A text and where it is from. */
    public record Source(String name, String text) {

        /** A text that is from no file. */
        public static Source ofText(String text) {
            return new Source("text_data", text);
        }
    }

    /** Returns an input with texts only. */
    public static TtpInput of(String name, List<Source> texts, List<String> groups) {
        return new TtpInput(name, texts, groups, List.of(), Map.of());
    }
}
