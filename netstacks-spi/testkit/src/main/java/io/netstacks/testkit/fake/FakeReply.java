package io.netstacks.testkit.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a simulated device does about one line: text, questions, pauses, a change of mode, a broken connection, in any
 * order. The prompt follows by itself. In texts <code>${hostname}</code>, <code>${user}</code> and the session's variables
 * are filled in. Immutable.
 *
 * <pre>{@code
 * FakeReply.confirm("Proceed with reload? [confirm]", key -> FakeReply.text("Reloading").then(FakeReply.drop()));
 * }</pre>
 */
public final class FakeReply {

    private static final FakeReply NONE = new FakeReply(List.of());

    private final List<ReplyStep> steps;

    private FakeReply(List<ReplyStep> steps) {
        this.steps = List.copyOf(steps);
    }

    private static FakeReply of(ReplyStep step) {
        return new FakeReply(List.of(step));
    }

    /** Returns no output: only the prompt. */
    public static FakeReply none() {
        return NONE;
    }

    /** Returns lines of output, split by the pager; a missing line end is added. */
    public static FakeReply text(String lines) {
        return lines.isEmpty() ? NONE : of(new ReplyStep.Text(lines.endsWith("\n") ? lines : lines + "\n", false));
    }

    /** Returns lines that say that the command was refused; on an exec channel the status is then 1. */
    public static FakeReply refused(String lines) {
        return of(new ReplyStep.Text(lines.endsWith("\n") ? lines : lines + "\n", true));
    }

    /** Returns characters that are sent as they are: no line end is added, no page is counted. */
    public static FakeReply raw(String characters) {
        return of(new ReplyStep.Raw(characters));
    }

    /** Returns a question whose answer is typed visibly and ends with enter. */
    public static FakeReply ask(String question, Function<String, FakeReply> onAnswer) {
        return of(new ReplyStep.Question(question, ReplyStep.Typing.SHOWN, onAnswer));
    }

    /** Returns a question whose answer is not shown, for example for a password. */
    public static FakeReply askHidden(String question, Function<String, FakeReply> onAnswer) {
        return of(new ReplyStep.Question(question, ReplyStep.Typing.HIDDEN, onAnswer));
    }

    /** Returns a question that takes one key; the enter key arrives as an empty answer. */
    public static FakeReply confirm(String question, Function<String, FakeReply> onKey) {
        return of(new ReplyStep.Question(question, ReplyStep.Typing.ONE_KEY, onKey));
    }

    /** Returns a text that is typed without prompts until a line is the last one, as banners and certificates are. */
    public static FakeReply body(Predicate<String> last, Function<List<String>, FakeReply> onBody) {
        return of(new ReplyStep.Body(last, onBody));
    }

    /** Returns a change to another mode of the script. */
    public static FakeReply enter(String mode) {
        return of(new ReplyStep.Enter(mode));
    }

    /** Returns a change of a session variable, which prompts and texts may show as <code>${name}</code>. */
    public static FakeReply assign(String variable, String value) {
        return of(new ReplyStep.Assign(variable, value));
    }

    /** Returns a change of the session's page length; 0 turns the pager off. */
    public static FakeReply pageLength(int lines) {
        return of(new ReplyStep.PageLength(lines));
    }

    /** Returns a wait, during which typed keys are kept for later. */
    public static FakeReply pause(Duration time) {
        return of(new ReplyStep.Pause(time));
    }

    /** Returns a device that hangs: no prompt comes until the session is interrupted with control-C. */
    public static FakeReply silence() {
        return of(new ReplyStep.Silence());
    }

    /** Returns output of {@code bytes} bytes in lines of 80 columns, made while it is sent; needs no memory. */
    public static FakeReply flood(long bytes) {
        String line = "0123456789".repeat(7) + "01234567\r\n";
        return of(new ReplyStep.Stream(bytes, position -> (byte) line.charAt((int) (position % line.length()))));
    }

    /** Returns {@code bytes} bytes of noise, control characters among them, the same for the same seed. */
    public static FakeReply garbage(long bytes, long seed) {
        return of(new ReplyStep.Stream(bytes, position -> mix(position + seed)));
    }

    /** Returns bytes that are sent as they are, whatever the device's line ends and characters are. */
    public static FakeReply bytes(byte[] bytes) {
        byte[] copy = bytes.clone();
        return of(new ReplyStep.Stream(copy.length, position -> copy[(int) position]));
    }

    /** Returns a connection that breaks without a word. */
    public static FakeReply drop() {
        return of(new ReplyStep.HangUp(true));
    }

    /** Returns an orderly end of the session, as after a logout. */
    public static FakeReply logout() {
        return of(new ReplyStep.HangUp(false));
    }

    /** Returns this reply, then another one. */
    public FakeReply then(FakeReply next) {
        List<ReplyStep> both = new ArrayList<>(steps);
        both.addAll(next.steps);
        return new FakeReply(both);
    }

    List<ReplyStep> steps() {
        return steps;
    }

    boolean isRefused() {
        return steps.stream().anyMatch(step -> step instanceof ReplyStep.Text text && text.refused());
    }

    /** Returns the reply with every text replaced, for output filters. */
    FakeReply mapText(Function<String, String> change) {
        List<ReplyStep> changed = new ArrayList<>();
        for (ReplyStep step : steps) {
            changed.add(
                    step instanceof ReplyStep.Text text && !text.refused()
                            ? new ReplyStep.Text(change.apply(text.text()), false)
                            : step);
        }
        return new FakeReply(changed);
    }

    /** Scrambles a number into a byte that looks random. */
    private static byte mix(long number) {
        long mixed = (number + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (byte) (mixed >>> 56);
    }
}
