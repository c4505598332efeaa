package io.netstacks.spi.platform;

import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the contexts of a device (ASA contexts, FortiOS VDOMs, virtual systems) are entered by name. Immutable.
 *
 * @param base the context of a session whose prompt names none; empty where that place has no name
 * @param enter the commands that enter a context; <code>${context}</code> stands for its name
 * @param own the commands of contexts that are entered in a way of their own, by name
 * @param leave the commands that lead from any context to the base; empty where another context is entered from
 *     everywhere
 * @param prompt matches the whole prompt inside a context, without blanks at its end; the group {@code context} is the
 *     name
 * @param level the level that such a prompt shows, where by its form alone it would be another; empty where the level's
 *     own pattern is right
 * @param outside matches a prompt that looks like configuration mode inside a context although the context was left
 * @param block matches a line that makes the device show the group {@code context} where the name of a context stands
 * @param listing how the device says which contexts there are, where entering one that is missing would create it
 */
public record ContextRules(
        Optional<String> base,
        List<String> enter,
        Map<String, List<String>> own,
        List<String> leave,
        Pattern prompt,
        Optional<String> level,
        Optional<Pattern> outside,
        Optional<Pattern> block,
        Optional<Listing> listing) {

    /** The group of a pattern that holds the name of a context. */
    public static final String NAME_GROUP = "context";

    private static final String PLACE = "${context}";

    private static final Pattern NAME = Pattern.compile("[\\w.\\-]{1,64}");

    /**
     * A command that lists contexts.
     *
     * @param in the context in which it works
     * @param command for example {@code show system vdom-property}
     * @param name finds each name in its output, as the group {@code context}
     */
    public record Listing(String in, String command, Pattern name) {}

    /** Copies the lists. */
    public ContextRules {
        enter = List.copyOf(enter);
        Map<String, List<String>> copy = new LinkedHashMap<>();
        own.forEach((name, lines) -> copy.put(name, List.copyOf(lines)));
        own = Collections.unmodifiableMap(copy);
        leave = List.copyOf(leave);
    }

    /**
     * Checks what can be no name of a context on any device.
     *
     * @throws InvalidInputException if it has other characters than letters, digits and any of {@code . _ -}, or more than 64
     */
    public static void checkName(String context) {
        if (!NAME.matcher(context).matches()) {
            throw InvalidInputException.of(
                    "the name of a context has letters, digits, dots, underscores and hyphens, at"
                            + " most 64 of them; this one has " + context.length() + " characters");
        }
    }

    /**
     * Returns how a context of a device is entered.
     *
     * @throws UnsupportedCapabilityException if the platform has no contexts that are entered by name
     * @throws InvalidInputException if that can be no name
     */
    public static ContextRules of(Platform platform, String device, String context) {
        ContextRules rules = platform.contexts()
                .orElseThrow(() -> new UnsupportedCapabilityException(device + ": " + platform.id()
                        + " has no contexts that are entered by name, as far as its file says; \"" + context
                        + "\" was not entered"));
        checkName(context);
        return rules;
    }

    /** Returns the commands that enter a context. */
    public List<String> commandsFor(String name) {
        return own.getOrDefault(
                name, enter.stream().map(line -> line.replace(PLACE, name)).toList());
    }

    /** Returns the context that a prompt names, the base where it names none; an empty text where that has no name. */
    public String shownBy(String promptLine) {
        Matcher matcher = prompt.matcher(promptLine);
        return matcher.matches() ? matcher.group(NAME_GROUP) : base.orElse("");
    }

    /** Tells whether a line would make the device show this name as if it were the context. */
    public boolean looksAlike(String line, String name) {
        return block.map(pattern -> pattern.matcher(line.strip()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(NAME_GROUP))
                .filter(name::equals)
                .isPresent();
    }
}
