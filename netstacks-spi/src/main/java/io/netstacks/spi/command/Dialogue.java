package io.netstacks.spi.command;

import io.netstacks.spi.Secret;
import io.netstacks.spi.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The questions that a command is expected to ask, and their answers. A question that is not listed fails the command at
 * once. The first match wins. Immutable; each method gives a copy.
 */
public final class Dialogue {

    /**
     * One expected question. Immutable.
     *
     * @param question found at the end of the cleaned output
     * @param answer what is typed; a secret never shows in logs
     * @param enter whether the enter key follows; a single-key question takes none
     */
    public record Exchange(Pattern question, Secret answer, boolean enter) {}

    private static final Dialogue NONE = new Dialogue(List.of());

    private final List<Exchange> exchanges;

    private Dialogue(List<Exchange> exchanges) {
        this.exchanges = List.copyOf(exchanges);
    }

    /** Returns a dialogue that expects no question. */
    public static Dialogue none() {
        return NONE;
    }

    /** Returns a dialogue that answers one question with a line, as {@link #and} says. */
    public static Dialogue answering(String question, String answer) {
        return NONE.and(question, answer);
    }

    /**
     * Adds a question that is answered with a line; an empty answer is the enter key alone.
     *
     * @param question a regular expression, found at the end of the output
     * @throws InvalidInputException if the expression is wrong
     */
    public Dialogue and(String question, String answer) {
        return with(question, Secret.of(answer), true);
    }

    /**
     * Adds a question that is answered with one or more keys, without the enter key.
     *
     * @throws InvalidInputException if the question is no regular expression
     */
    public Dialogue andKey(String question, String keys) {
        return with(question, Secret.of(keys), false);
    }

    /**
     * Adds a question that is answered with a line that nobody gets to see.
     *
     * @throws InvalidInputException if the question is no regular expression
     */
    public Dialogue andSecret(String question, Secret answer) {
        return with(question, answer, true);
    }

    private Dialogue with(String question, Secret answer, boolean enter) {
        List<Exchange> more = new ArrayList<>(exchanges);
        try {
            more.add(new Exchange(Pattern.compile(question), answer, enter));
        } catch (PatternSyntaxException e) {
            throw InvalidInputException.of("question \"" + question + "\" is not a regular expression: "
                    + e.getDescription() + " at " + e.getIndex());
        }
        return new Dialogue(more);
    }

    /** Returns the expected questions. */
    public List<Exchange> exchanges() {
        return exchanges;
    }

    /** Returns the questions without their answers. */
    @Override
    public String toString() {
        return "Dialogue" + exchanges.stream().map(Exchange::question).toList();
    }
}
