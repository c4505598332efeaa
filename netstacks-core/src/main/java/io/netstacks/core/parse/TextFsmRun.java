package io.netstacks.core.parse;

import io.netstacks.core.internal.textfsm.FsmFeeder;
import io.netstacks.core.internal.textfsm.FsmMachine;
import io.netstacks.core.internal.textfsm.FsmRunException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a template over text that comes in pieces, for output that is parsed while the device still prints it. Confined:
 * one thread at a time.
 *
 * <p>The pieces may be cut anywhere: the rows are those of the whole text. State, current record and rows go on from one text
 * to the next until {@link #reset()}; once a rule went to {@code End} or {@code EOF}, further text is ignored.
 */
public final class TextFsmRun {

    private final TextFsmTemplate template;
    private final FsmMachine machine;
    private final FsmFeeder feeder;

    TextFsmRun(TextFsmTemplate template, FsmMachine machine) {
        this.template = template;
        this.machine = machine;
        this.feeder = new FsmFeeder(machine);
    }

    /**
     * Takes a piece of text.
     *
     * @param eof whether this ends a text: an unfinished last line counts, and the record that the end of the text puts out
     *     on its own is put out
     * @return this
     * @throws TextFsmParseException if an {@code Error} rule matched or time was up; the run has to be reset then
     */
    public TextFsmRun feed(String text, boolean eof) {
        try {
            feeder.feed(text, eof);
            return this;
        } catch (FsmRunException e) {
            throw new TextFsmParseException(template.name(), e);
        }
    }

    /** Returns to the beginning: first state, no rows, nothing remembered. */
    public void reset() {
        machine.reset();
        feeder.reset();
    }

    /**
     * Returns the rows so far. A line that is unfinished is taken as it is: what is fed after this begins a new one.
     *
     * @throws TextFsmParseException if an {@code Error} rule matched that line
     */
    public TextFsmResult result() {
        try {
            feeder.finishLine();
        } catch (FsmRunException e) {
            throw new TextFsmParseException(template.name(), e);
        }
        List<List<@Nullable Object>> rows = machine.rows();
        return new TextFsmResult(template.header(), rows);
    }
}
