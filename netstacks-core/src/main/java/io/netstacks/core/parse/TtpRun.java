package io.netstacks.core.parse;

import io.netstacks.core.internal.ttp.TtpDefinition;
import io.netstacks.core.internal.ttp.TtpInput;
import io.netstacks.core.internal.ttp.TtpRunException;
import io.netstacks.core.internal.ttp.TtpRunner;
import io.netstacks.spi.Deadline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run of one or more TTP templates over inputs that come one after the other, which may look up each other's results.
 * Confined: one thread at a time.
 */
public final class TtpRun {

    private final TtpTemplate first;
    private final List<TtpRunner> runners = new ArrayList<>();
    private final Map<Object, @Nullable Object> recorded = new LinkedHashMap<>();

    TtpRun(TtpTemplate template) {
        this.first = template;
        addTemplate(template);
    }

    /** Adds a template, whose results follow those of the templates before it. */
    public TtpRun addTemplate(TtpTemplate template) {
        for (TtpDefinition definition : template.definitions()) {
            runners.add(new TtpRunner(
                    definition, template.macros(), template.options().clock()));
        }
        return this;
    }

    /** Adds a text for all templates. */
    public TtpRun addInput(String text) {
        return addInput(TtpRunInput.of(text));
    }

    /** Adds a text. One that an input has already is not added again. */
    public TtpRun addInput(TtpRunInput input) {
        TtpInput made =
                TtpInput.of(input.input(), List.of(new TtpInput.Source(input.source(), input.text())), input.groups());
        runners.stream()
                .filter(runner -> input.template().isEmpty() || runner.name().equals(input.template()))
                .forEach(runner -> runner.addInput(made));
        return this;
    }

    /** Forgets the texts of all inputs, also those that the templates bring. */
    public TtpRun clearInputs() {
        runners.forEach(TtpRunner::clearInputs);
        return this;
    }

    /** Adds variables that functions see, over those of the same name. */
    public TtpRun addVariables(Map<String, ?> variables) {
        runners.forEach(runner -> runner.addVariables(variables));
        return this;
    }

    /** Adds a lookup table. */
    public TtpRun addLookup(String name, Object table) {
        runners.forEach(runner -> runner.addLookup(name, table));
        return this;
    }

    /**
     * Parses all inputs within {@link TtpTemplate#TIME_LIMIT}.
     *
     * @throws TtpParseException if a function failed or time was up
     */
    public TtpRun parse() {
        return parse(Deadline.after(TtpTemplate.TIME_LIMIT));
    }

    /**
     * Parses all inputs; results come beside those of an earlier parse.
     *
     * @param deadline when to give up; it interrupts a line at work
     * @throws TtpParseException if a function failed or time was up
     */
    public TtpRun parse(Deadline deadline) {
        try {
            for (TtpRunner runner : runners) {
                runner.parse(recorded, this::resultsOf, deadline);
            }
            return this;
        } catch (TtpRunException e) {
            throw new TtpParseException(first.name(), e);
        }
    }

    // Of a template with a result for each input the first counts
    private Optional<Object> resultsOf(String template) {
        for (TtpRunner runner : runners) {
            if (runner.name().equals(template)) {
                Object results = runner.results();
                return results instanceof List<?> list
                        ? list.stream().findFirst().map(found -> found)
                        : Optional.ofNullable(results);
            }
        }
        return Optional.empty();
    }

    /** Returns what was found so far. */
    public TtpResult result() {
        List<TtpResult.Part> parts = new ArrayList<>();
        runners.forEach(runner -> parts.add(new TtpResult.Part(runner.name(), runner.plainResults())));
        return new TtpResult(first.options().structure(), parts);
    }

    /** Returns what was found so far and forgets it, which saves a copy. */
    TtpResult takeResult() {
        List<TtpResult.Part> parts = new ArrayList<>();
        runners.forEach(runner -> parts.add(new TtpResult.Part(runner.name(), runner.takeResults())));
        return new TtpResult(first.options().structure(), parts);
    }

    /** Forgets the results of the templates of these names; of all if none is named. */
    public TtpRun clearResults(String... templates) {
        runners.stream()
                .filter(runner ->
                        templates.length == 0 || Arrays.asList(templates).contains(runner.name()))
                .forEach(TtpRunner::clearResults);
        return this;
    }
}
