package io.netstacks.core.internal.cli;

import io.netstacks.core.platform.DetectionStep;
import io.netstacks.core.platform.PlatformDetector;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.transport.ConnectionReport;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Does what a {@link PlatformDetector} asks for. */
final class PlatformSearch {

    /** More than any version command says, and bounded. */
    private static final int LONGEST_ANSWER = 64 * 1024;

    /** A prompt that an enter key does not bring up by then does not come. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private PlatformSearch() {}

    static Platform run(
            String device,
            Collection<Platform> platforms,
            ConnectionReport report,
            SessionParts parts,
            Deadline deadline) {
        Prompt first = parts.prompts().last().orElseThrow();
        String prompt = first.line();
        DetectionStep step = PlatformDetector.over(platforms)
                .begin(report.peerIdentification(), report.banner())
                .promptSeen(first.before() + "\n" + prompt);
        while (step instanceof DetectionStep.Run run) {
            Exchange exchange = Exchange.of(run.command()).reading().limited(LONGEST_ANSWER, true);
            step = run.answered(
                    parts.conversation().exchange(exchange, deadline).output());
        }
        if (step instanceof DetectionStep.Decided decided) {
            return decided.platform();
        }
        throw new UnsupportedCapabilityException(device + ": the platform could not be told from the prompt \""
                + parts.transcript().mask(prompt) + "\" and what the device says; "
                + (step instanceof DetectionStep.Undecided undecided ? reason(undecided) : "")
                + "; name the platform of the device");
    }

    private static String reason(DetectionStep.Undecided undecided) {
        List<String> likely =
                undecided.candidates().stream().limit(5).map(Platform::id).toList();
        return undecided.why() + (likely.isEmpty() ? "" : "; it may be one of " + likely);
    }

    /**
     * The prompt that the search has ended at is the first one of the session; if it is no prompt, another is asked for.
     *
     * @throws UnsupportedCapabilityException if the device has no prompt that the platform knows
     */
    static void carryPromptOver(String device, PromptMatcher searched, SessionParts parts, Deadline deadline) {
        Optional<Prompt> last = searched.last();
        Optional<Prompt> prompt = last.flatMap(seen -> parts.prompts().match(seen.line(), seen.before()));
        if (prompt.isPresent()) {
            parts.prompts().learn(prompt.get());
            return;
        }
        try {
            parts.conversation().exchange(Exchange.of("").changingPrompt(), deadline.atMost(PATIENCE));
        } catch (DeadlineExceededException e) {
            throw new UnsupportedCapabilityException(
                    device + ": what the device says is of " + parts.platform().id()
                            + ", but \""
                            + parts.transcript().mask(last.map(Prompt::line).orElse(""))
                            + "\" is no prompt of it; name the platform of the device");
        }
    }
}
