package io.netstacks.core.parse;

import io.netstacks.core.internal.textfsm.FsmDefinition;
import io.netstacks.core.internal.textfsm.FsmMachine;
import io.netstacks.core.internal.textfsm.FsmOption;
import io.netstacks.core.internal.textfsm.FsmSyntaxException;
import io.netstacks.core.internal.textfsm.FsmValue;
import io.netstacks.spi.Deadline;
import java.time.Duration;
import java.util.List;

/**
 * A TextFSM template, compiled: turns semi-structured text into rows, exactly as TextFSM 2.1 for Python does. Immutable, and
 * safe for use by many threads; compile it once.
 *
 * <pre>{@code
 * TextFsmTemplate arp = TextFsmTemplate.compile("""
 *     Value IP (\\S+)
 *     Value MAC ([0-9a-f.]+)
 *
 *     Start
 *       ^Internet\\s+${IP}\\s+\\S+\\s+${MAC} -> Record
 *     """);
 * arp.parse(output).asMaps();
 * }</pre>
 */
public final class TextFsmTemplate {

    /** How long {@link #parse(String)} may take: a minute, by which a hundred megabytes are long done. */
    public static final Duration TIME_LIMIT = Duration.ofMinutes(1);

    private final String name;
    private final FsmDefinition definition;

    private TextFsmTemplate(String name, FsmDefinition definition) {
        this.name = name;
        this.definition = definition;
    }

    /**
     * Compiles a template without a name.
     *
     * @throws TextFsmTemplateException if the text is none
     */
    public static TextFsmTemplate compile(String template) {
        return compile("<template>", template);
    }

    /**
     * Compiles a template.
     *
     * @param name what messages call it, usually its file's name
     * @throws TextFsmTemplateException if the text is none
     */
    public static TextFsmTemplate compile(String name, String template) {
        try {
            return new TextFsmTemplate(name, FsmDefinition.read(template));
        } catch (FsmSyntaxException e) {
            throw new TextFsmTemplateException(name, e);
        }
    }

    /** Returns what messages call it. */
    public String name() {
        return name;
    }

    /** Returns the names of its values: the columns, in order. */
    public List<String> header() {
        return definition.header();
    }

    /** Returns the columns that identify a row: the values with the option {@code Key}. */
    public List<String> keys() {
        return definition.values().stream()
                .filter(value -> value.has(FsmOption.KEY))
                .map(FsmValue::name)
                .toList();
    }

    /**
     * Parses a whole text within {@link #TIME_LIMIT}.
     *
     * @throws TextFsmParseException if an {@code Error} rule matched or time was up
     */
    public TextFsmResult parse(String text) {
        return parse(text, Deadline.after(TIME_LIMIT));
    }

    /**
     * Parses a whole text.
     *
     * @param deadline when to give up; it interrupts a rule at work
     * @throws TextFsmParseException if an {@code Error} rule matched or time was up
     */
    public TextFsmResult parse(String text, Deadline deadline) {
        return newRun(deadline).feed(text, true).result();
    }

    /** Begins a run over text that comes in pieces, to be done within {@link #TIME_LIMIT} from now. */
    public TextFsmRun newRun() {
        return newRun(Deadline.after(TIME_LIMIT));
    }

    /** Begins a run over text that comes in pieces, to be done before the deadline. */
    public TextFsmRun newRun(Deadline deadline) {
        return new TextFsmRun(this, new FsmMachine(definition, deadline));
    }

    /** Returns the template as it was understood: without comments and without what is implied. */
    public String dump() {
        return definition.toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
