package io.netstacks.core.config;

import io.netstacks.core.diff.ConfigComparison;
import io.netstacks.core.diff.DiffSide;
import io.netstacks.core.internal.config.AssertionCheck;
import io.netstacks.core.internal.config.CompletenessCheck;
import io.netstacks.core.internal.config.LineDiff;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.config.Assertion;
import io.netstacks.spi.config.AssertionResult;
import io.netstacks.spi.config.ConfigDiff;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.platform.Platform;
import java.util.List;
import java.util.Optional;

/** Compares and checks configuration texts. Pure functions. Safe for use by many threads. */
public final class Configs {

    private Configs() {}

    /**
     * Returns a configuration as it is stored and compared: line ends are {@code \n}, no blanks at line ends, no blank
     * lines at either end; its second hash leaves out what the platform says changes by itself.
     */
    public static ConfigText normalize(Platform platform, String output) {
        String text = tidy(output);
        return ConfigText.of(text, tidy(platform.dropVolatile(text)));
    }

    /**
     * Returns why a text cannot be a complete configuration of the platform.
     *
     * @return a sentence; empty if nothing speaks against it
     */
    public static Optional<String> incompleteness(Platform platform, ConfigText text) {
        return CompletenessCheck.problem(platform, text.reveal());
    }

    /**
     * Returns the difference of two configurations of a platform, without what changes by itself, secrets masked. A secret
     * that changed still shows: its masked line is on both sides.
     */
    public static ConfigDiff diff(Platform platform, ConfigText older, ConfigText newer) {
        return LineDiff.of(
                tidy(platform.dropVolatile(older.reveal())),
                tidy(platform.dropVolatile(newer.reveal())),
                platform::maskSecrets);
    }

    /** Compares two configurations of a platform for people and programs: by line, beside each other, by section. */
    public static ConfigComparison compare(Platform platform, ConfigText older, ConfigText newer) {
        return ConfigComparison.of(new DiffSide("before", platform, older), new DiffSide("after", platform, newer));
    }

    /**
     * Checks assertions against a configuration.
     *
     * @return one result per assertion, in order; a malformed one does not disturb the others
     */
    public static List<AssertionResult> check(Platform platform, ConfigText text, List<Assertion> assertions) {
        return check(platform, text, assertions, Deadline.after(OperationContext.DEFAULT_BUDGET));
    }

    /**
     * Checks assertions against a configuration, in a time of one's own; without it they have 600 seconds.
     *
     * @return one result per assertion, in order; a malformed one does not disturb the others
     * @throws io.netstacks.spi.error.DeadlineExceededException if that is too short for so many on so large a configuration
     * @throws io.netstacks.spi.error.OperationCancelledException if the thread is interrupted
     */
    public static List<AssertionResult> check(
            Platform platform, ConfigText text, List<Assertion> assertions, Deadline deadline) {
        AssertionCheck check = new AssertionCheck(text.reveal().lines().toList(), platform::maskSecrets, deadline);
        return assertions.stream().map(check::check).toList();
    }

    private static String tidy(String text) {
        StringBuilder tidied = new StringBuilder(text.length());
        int blank = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            String stripped = line.stripTrailing();
            if (stripped.isEmpty()) {
                blank++;
                continue;
            }
            if (!tidied.isEmpty()) {
                tidied.append("\n".repeat(blank));
            }
            blank = 0;
            tidied.append(stripped).append('\n');
        }
        return tidied.toString();
    }
}
