package io.netstacks.testkit.fake;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line that a simulated device has to answer, with what a function may want to know. Confined: valid while the
 * function runs.
 */
public final class FakeCall {

    private final String line;
    private final List<String> groups;
    private final String mode;
    private final Map<String, String> variables;
    private final DeviceState device;

    FakeCall(String line, List<String> groups, String mode, Map<String, String> variables, DeviceState device) {
        this.line = line;
        this.groups = groups;
        this.mode = mode;
        this.variables = variables;
        this.device = device;
    }

    /** Returns what was typed, without blanks around it. */
    public String line() {
        return line;
    }

    /** Returns a group of the command's regular expression; group 0, and the only one of other commands, is the line. */
    public String group(int number) {
        return groups.get(number);
    }

    /** Returns the mode in which it was typed. */
    public String mode() {
        return mode;
    }

    /** Returns the name that the device shows in its prompt. */
    public String hostname() {
        return device.hostname();
    }

    /** Returns a variable of the session, for example {@code user}. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /** Returns the secret for the privileged mode, if the script has one. */
    public Optional<String> enableSecret() {
        return device.script().enableSecret();
    }

    /** Returns the device's configuration. */
    public FakeConfig config() {
        return device.config();
    }

    /**
     * Runs something on the device later, even if the session has ended; {@link FakeDevice#elapseTimers()} has it done at
     * once.
     *
     * @param timer its name; an earlier timer of that name is forgotten
     */
    public void after(String timer, Duration time, Runnable action) {
        device.timers().start(timer, time, action);
    }

    /** Forgets a timer; tells whether it was running. */
    public boolean cancel(String timer) {
        return device.timers().cancel(timer);
    }

    /** Returns what the device would answer to another line in another mode. */
    public FakeReply answerOf(String otherMode, String otherLine) {
        return new CommandRunner(device).answer(otherMode, otherLine.strip(), variables);
    }
}
