package io.netstacks.core.parse;

import io.netstacks.spi.parse.OutputParser;
import io.netstacks.spi.parse.ParseInput;
import io.netstacks.spi.parse.ParseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Turns the output of a command into rows: asks its parsers in order, and the first that knows the platform and the command
 * decides. Safe for use by many threads.
 *
 * <pre>{@code
 * Parsers parsers = Parsers.builder().library(TemplateLibrary.load(Path.of("ntc-templates"))).build();
 * List<Map<String, Object>> rows = parsers.parse("cisco_ios", "show ip arp", output).parsedRows().orElseThrow();
 * }</pre>
 *
 * <p>The order is: what the host gave, in the order in which it did; the library that {@code NTC_TEMPLATES_DIR} names, if the
 * variable is set; NetStacks' own templates.
 */
public final class Parsers {

    private final List<OutputParser> inOrder;

    private Parsers(List<OutputParser> inOrder) {
        this.inOrder = List.copyOf(inOrder);
    }

    /** Returns one with the library that {@code NTC_TEMPLATES_DIR} names, if any, and NetStacks' own templates. */
    public static Parsers standard() {
        return builder().build();
    }

    /** Returns a builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the parsers in the order in which they are asked. */
    public List<OutputParser> inOrder() {
        return inOrder;
    }

    /** Parses one output within {@link ParseInput#TIME_LIMIT}; what came of it is a value, failures too. */
    public ParseResult parse(String platform, String command, String output) {
        return parse(new ParseInput(platform, command, output));
    }

    /** Parses one output before its deadline; what came of it is a value, failures too. */
    public ParseResult parse(ParseInput input) {
        for (OutputParser parser : inOrder) {
            ParseResult result = ask(parser, input);
            if (!(result instanceof ParseResult.NoTemplate)) {
                return result;
            }
        }
        return new ParseResult.NoTemplate(input.platform(), input.command());
    }

    /** A parser may be anybody's: what it throws is one failed parse, not the end of the work on a device. */
    private static ParseResult ask(OutputParser parser, ParseInput input) {
        try {
            return parser.parse(input);
        } catch (LinkageError | RuntimeException e) {
            return new ParseResult.Failed("the parser \"" + parser.id() + "\" failed: " + e, 0);
        }
    }

    /** Collects parsers. Confined: one thread at a time. */
    public static final class Builder {

        private final List<OutputParser> given = new ArrayList<>();
        private Map<String, String> environment = System.getenv();
        private boolean shipped = true;

        private Builder() {}

        /** Adds a library of templates, to be asked after those added before. */
        public Builder library(TemplateLibrary library) {
            return parser(library);
        }

        /** Adds a parser, to be asked after those added before. */
        public Builder parser(OutputParser parser) {
            given.add(parser);
            return this;
        }

        /** Sets where {@code NTC_TEMPLATES_DIR} is looked up; the process's environment if this is not called. */
        public Builder environment(Map<String, String> variables) {
            environment = Map.copyOf(variables);
            return this;
        }

        /** Leaves NetStacks' own templates out, so that only what the host gave is used. */
        public Builder withoutShipped() {
            shipped = false;
            return this;
        }

        /**
         * Builds it.
         *
         * @throws io.netstacks.spi.error.InvalidInputException if {@code NTC_TEMPLATES_DIR} names no library
         */
        public Parsers build() {
            List<OutputParser> all = new ArrayList<>(given);
            TemplateLibrary.fromEnvironment(environment).ifPresent(all::add);
            if (shipped) {
                all.add(TemplateLibrary.shipped());
            }
            return new Parsers(all);
        }
    }
}
