package io.netstacks.core.internal.jinja;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The filters, tests and functions that templates may use. Immutable. */
public final class JinjaLibrary {

    private final Map<String, JinjaCallable> filters;
    private final Map<String, JinjaCallable> tests;
    private final Map<String, Object> globals;

    private JinjaLibrary(Builder builder) {
        this.filters = Map.copyOf(builder.filters);
        this.tests = Map.copyOf(builder.tests);
        this.globals = Map.copyOf(builder.globals);
    }

    /** Returns a builder that has everything of Jinja2 itself, and of Ansible what network templates use. */
    public static Builder builder() {
        Builder builder = new Builder();
        TextFilters.addTo(builder);
        MarkupFilters.addTo(builder);
        SequenceFilters.addTo(builder);
        SelectionFilters.addTo(builder);
        NumberFilters.addTo(builder);
        JinjaTests.addTo(builder);
        JinjaGlobals.addTo(builder);
        DataFilters.addTo(builder);
        ListFilters.addTo(builder);
        NetworkFilters.addTo(builder);
        LinkFilters.addTo(builder);
        return builder;
    }

    boolean hasFilter(String name) {
        return filters.containsKey(name);
    }

    boolean hasTest(String name) {
        return tests.containsKey(name);
    }

    JinjaCallable filter(String name) {
        JinjaCallable filter = filters.get(name);
        if (filter == null) {
            throw JinjaFault.value("No filter named '" + name + "' found.");
        }
        return filter;
    }

    JinjaCallable test(String name) {
        JinjaCallable test = tests.get(name);
        if (test == null) {
            throw JinjaFault.value("No test named '" + name + "' found.");
        }
        return test;
    }

    Map<String, Object> globals() {
        return globals;
    }

    /** Returns the names of all filters. */
    public Set<String> filterNames() {
        return filters.keySet();
    }

    /** Returns the names of all tests. */
    public Set<String> testNames() {
        return tests.keySet();
    }

    /** Returns the names of all functions. */
    public Set<String> functionNames() {
        return globals.keySet();
    }

    /** Collects what a library is to have; a later one of the same name replaces the earlier. Confined to one thread. */
    public static final class Builder {

        private final Map<String, JinjaCallable> filters = new HashMap<>();
        private final Map<String, JinjaCallable> tests = new HashMap<>();
        private final Map<String, Object> globals = new HashMap<>();

        private Builder() {}

        Builder filter(String name, String signature, JinjaFunction.Body body) {
            return filter(name, new JinjaFunction(name, signature, body));
        }

        Builder filter(String name, JinjaCallable filter) {
            filters.put(name, filter);
            return this;
        }

        Builder test(String name, String signature, JinjaFunction.Body body) {
            return test(name, new JinjaFunction(name, signature, body));
        }

        Builder test(String name, JinjaCallable test) {
            tests.put(name, test);
            return this;
        }

        Builder global(String name, Object value) {
            globals.put(name, value);
            return this;
        }

        /** Gives a filter a second name. */
        Builder filterAlias(String alias, String name) {
            @Nullable JinjaCallable filter = filters.get(name);
            if (filter == null) {
                throw new IllegalArgumentException("no filter " + name);
            }
            return filter(alias, filter);
        }

        /** Returns the library. */
        public JinjaLibrary build() {
            return new JinjaLibrary(this);
        }
    }
}
