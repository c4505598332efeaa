package io.netstacks.core.internal.cli;

import io.netstacks.core.platform.DetectionStep;
import io.netstacks.core.platform.PlatformDetector;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.transport.ConnectionReport;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Does what a {@link PlatformDetector} asks for. */
final class PlatformSearch {

    /** More than any version command says, and bounded. */
    private static final int LONGEST_ANSWER = 64 * 1024;

    private PlatformSearch() {}

    static Platform run(
            String device,
            Collection<Platform> platforms,
            ConnectionReport report,
            SessionParts parts,
            Deadline deadline) {
        String prompt = parts.prompts().last().orElseThrow().line();
        DetectionStep step = PlatformDetector.over(platforms)
                .begin(report.peerIdentification(), report.banner())
                .promptSeen(prompt);
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

    /** The prompt that the search has ended at is the first one of the session; if it is no prompt, another is asked for. */
    static void carryPromptOver(PromptMatcher searched, SessionParts parts, Deadline deadline) {
        Optional<Prompt> prompt =
                searched.last().flatMap(last -> parts.prompts().match(last.line(), ""));
        if (prompt.isPresent()) {
            parts.prompts().learn(prompt.get());
        } else {
            parts.conversation().exchange(Exchange.of("").changingPrompt(), deadline);
        }
    }
}
