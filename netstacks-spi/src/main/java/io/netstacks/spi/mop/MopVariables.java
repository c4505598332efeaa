package io.netstacks.spi.mop;

import io.netstacks.spi.Limits;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The variables that an execution was begun with: names and values as text, at most 1 000 of them with 100 000 characters
 * together. A secret is in here as a reference to it, such as {@code vault:edge/bgp-md5}, and never itself; {@code toString}
 * shows names only all the same. Immutable.
 */
public final class MopVariables {

    /** No variables. */
    public static final MopVariables NONE = new MopVariables(Map.of());

    private static final int MOST = 1000;
    private static final int MAX_CHARACTERS = 100_000;

    private final Map<String, String> values;

    private MopVariables(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /**
     * Returns variables.
     *
     * @throws io.netstacks.spi.error.InvalidInputException if there are too many, or a name is blank
     */
    public static MopVariables of(Map<String, String> values) {
        Limits.count(MOST, "variables of an execution", values.keySet());
        values.keySet().forEach(name -> Limits.key("the name of a variable", name));
        Limits.entries(MAX_CHARACTERS, "the variables of an execution", values);
        return new MopVariables(values);
    }

    /** Returns the values by name, sorted. */
    public Map<String, String> values() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MopVariables that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "MopVariables" + values.keySet();
    }
}
