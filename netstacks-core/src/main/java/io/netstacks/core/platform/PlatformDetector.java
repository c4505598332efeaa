package io.netstacks.core.platform;

import io.netstacks.spi.platform.Platform;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells which platform a device runs, from what it says: its SSH identification and banner, the shape of its first
 * prompt, and the output of at most three commands that only read. It decides and does nothing: whoever has the session
 * asks it for steps.
 *
 * <pre>{@code
 * DetectionStep step = PlatformDetector.over(platforms.all()).begin(identification, banner).promptSeen(tail);
 * while (step instanceof DetectionStep.Run run) {
 *     step = run.answered(session.output(run.command()));
 * }
 * }</pre>
 *
 * <p>Immutable.
 */
public final class PlatformDetector {

    private final List<Platform> platforms;

    private PlatformDetector(List<Platform> platforms) {
        this.platforms = platforms;
    }

    /** Returns a detector that chooses among these platforms; those without detect rules are never chosen. */
    public static PlatformDetector over(Collection<Platform> platforms) {
        return new PlatformDetector(platforms.stream()
                .filter(platform -> !platform.detect().match().isEmpty()
                        || !platform.detect().identification().isEmpty())
                .toList());
    }

    /**
     * Begins with what the device says before anybody has logged in.
     *
     * @param identification the SSH identification, for example {@code SSH-2.0-Cisco-1.25}; empty over Telnet
     * @param banner the banner of the SSH or Telnet login; empty where there is none
     */
    public Start begin(String identification, String banner) {
        Set<Platform> hinted = platforms.stream()
                .filter(platform -> platform.detect().identification().stream()
                        .anyMatch(hint -> hint.matcher(identification).find()
                                || hint.matcher(banner).find()))
                .collect(Collectors.toUnmodifiableSet());
        return new Start(platforms, identification, hinted);
    }

    /** A detection that waits for the first prompt. Immutable. */
    public static final class Start {

        private static final int IDENTIFIED = 90;

        private final List<Platform> platforms;
        private final String identification;
        private final Set<Platform> hinted;

        Start(List<Platform> platforms, String identification, Set<Platform> hinted) {
            this.platforms = platforms;
            this.identification = identification;
            this.hinted = hinted;
        }

        /**
         * Returns what follows from the first prompt. A device that is the only one to identify itself so, and whose
         * prompt fits, needs no command.
         *
         * @param cleanedTail the end of the output, as {@link Platform#classifyPrompt} takes it
         */
        public DetectionStep promptSeen(String cleanedTail) {
            Set<Platform> fitting = platforms.stream()
                    .filter(platform -> platform.classifyPrompt(cleanedTail).isPresent())
                    .collect(Collectors.toUnmodifiableSet());
            List<Platform> certain = hinted.stream().filter(fitting::contains).toList();
            if (certain.size() == 1 && hinted.size() == 1) {
                return new DetectionStep.Decided(certain.get(0), IDENTIFIED, "identifies itself as " + identification);
            }
            return DetectionState.begin(platforms, hinted, fitting).next();
        }
    }
}
