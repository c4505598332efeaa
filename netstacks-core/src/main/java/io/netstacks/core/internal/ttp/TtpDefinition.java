package io.netstacks.core.internal.ttp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A template, read. Shared by runs, which copy what they change.
 *
 * @param perTemplate whether all inputs give one result together
 * @param savedVariables paths in the results, each with the variables that go there
 * @param getters variables whose value is found anew for each input
 */
public record TtpDefinition(
        String name,
        boolean perTemplate,
        Map<Object, @Nullable Object> variables,
        Map<String, List<String>> savedVariables,
        Map<String, TtpGetter> getters,
        Map<Object, @Nullable Object> lookups,
        List<TtpGroup> groups,
        List<TtpInput> inputs,
        List<TtpOutput> outputs,
        String doc) {

    /** Returns what each input's text says, by the input's name. */
    public Map<String, @Nullable Object> inputParameters() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        inputs.forEach(input -> all.put(input.name(), TtpValues.plain(input.parameters())));
        return all;
    }
}
