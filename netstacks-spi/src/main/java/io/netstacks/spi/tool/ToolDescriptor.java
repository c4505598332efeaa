package io.netstacks.spi.tool;

import io.netstacks.spi.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a tool is called, does, takes and risks. Immutable. */
public final class ToolDescriptor {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    /** The types of parameters. */
    public enum Type {
        /** A text. */
        TEXT,
        /** A whole number. */
        INTEGER,
        /** True or false. */
        FLAG,
        /** A list of texts. */
        TEXTS
    }

    /**
     * One parameter. Immutable.
     *
     * @param name its name
     * @param type its type
     * @param required whether a call needs it
     * @param description written for the reader that is a model
     */
    public record Parameter(String name, Type type, boolean required, String description) {}

    private final String name;
    private final String description;
    private final List<Parameter> parameters;
    private final RiskLevel risk;
    private final boolean internal;

    private ToolDescriptor(Builder builder) {
        name = builder.name;
        description = builder.description;
        parameters = List.copyOf(builder.parameters);
        risk = builder.risk;
        internal = builder.internal;
    }

    /**
     * Starts a descriptor.
     *
     * @param name lower-case letters, digits and {@code _}, at most 64
     */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns what it does, written for the reader that is a model. */
    public String description() {
        return description;
    }

    /** Returns what it takes. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Returns what can go wrong. */
    public RiskLevel risk() {
        return risk;
    }

    /** Tells whether only agents see it: listings for people leave it out. */
    public boolean internal() {
        return internal;
    }

    @Override
    public String toString() {
        return name + " (" + risk + ")";
    }

    /** Collects a descriptor. Confined: one thread at a time. */
    public static final class Builder {

        private final String name;
        private String description = "";
        private final List<Parameter> parameters = new ArrayList<>();
        private RiskLevel risk = RiskLevel.LOW;
        private boolean internal;

        private Builder(String name) {
            if (!NAME.matcher(name).matches()) {
                throw InvalidInputException.of(
                        "a tool name has 1 to 64 lower-case letters, digits or _ and begins with a letter: " + name);
            }
            this.name = name;
        }

        /** Says what it does. */
        public Builder describedAs(String text) {
            description = text;
            return this;
        }

        /** Adds a required parameter. */
        public Builder needs(String parameter, Type type, String text) {
            parameters.add(new Parameter(parameter, type, true, text));
            return this;
        }

        /** Adds an optional parameter. */
        public Builder takes(String parameter, Type type, String text) {
            parameters.add(new Parameter(parameter, type, false, text));
            return this;
        }

        /** Sets the risk; low when never set. */
        public Builder risk(RiskLevel value) {
            risk = value;
            return this;
        }

        /** Hides it from listings for people. */
        public Builder internal() {
            internal = true;
            return this;
        }

        /** Returns the descriptor. */
        public ToolDescriptor build() {
            if (description.isBlank()) {
                throw InvalidInputException.of("the tool " + name + " needs a description");
            }
            return new ToolDescriptor(this);
        }
    }
}
