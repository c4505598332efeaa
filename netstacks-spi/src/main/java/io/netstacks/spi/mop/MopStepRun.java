package io.netstacks.spi.mop;

import io.netstacks.spi.Limits;
import io.netstacks.spi.agent.ApprovalId;
import io.netstacks.spi.error.InvalidInputException;
import java.time.Instant;
import java.util.Optional;

/**
 * One visit of a step: written before the step does anything, and finished once. What it got to read is kept beside it.
 * Immutable.
 *
 * @param step the step's id in the document
 * @param type the step's type, for example {@code configure}
 * @param visit how often the execution has come to this step, from 1
 * @param attempt how often it was tried in this visit, from 1
 * @param device the device that it is about; empty if it is about all, or none
 * @param mutating whether it may change a device; if its owner is lost in the middle, it is not run again
 * @param undoes the number of the step run that this one takes back; empty if it takes back none
 * @param approvalId the approval that it waits for or is allowed by; empty if there is none
 * @param startedAt when it began
 * @param result how it ended; empty until then
 */
public record MopStepRun(
        String step,
        String type,
        int visit,
        int attempt,
        Optional<String> device,
        boolean mutating,
        Optional<Long> undoes,
        Optional<ApprovalId> approvalId,
        Instant startedAt,
        Optional<MopStepResult> result) {

    /** Checks the sizes. */
    public MopStepRun {
        Limits.key("the step of a step run", step);
        Limits.key("the type of a step run", type);
        device.ifPresent(name -> Limits.key("the device of a step run", name));
        if (visit < 1 || attempt < 1) {
            throw InvalidInputException.of(
                    "visits and attempts of step " + step + " count from 1, not " + visit + " and " + attempt);
        }
    }

    /** Returns the first attempt of the first visit of a step that only looks. */
    public static MopStepRun reading(String step, String type, Instant at) {
        return begun(step, type, false, at);
    }

    /** Returns the first attempt of the first visit of a step that may change a device. */
    public static MopStepRun changing(String step, String type, Instant at) {
        return begun(step, type, true, at);
    }

    private static MopStepRun begun(String step, String type, boolean mutating, Instant at) {
        return new MopStepRun(
                step, type, 1, 1, Optional.empty(), mutating, Optional.empty(), Optional.empty(), at, Optional.empty());
    }

    /** Returns a copy that is about a device. */
    public MopStepRun on(String newDevice) {
        return new MopStepRun(
                step, type, visit, attempt, Optional.of(newDevice), mutating, undoes, approvalId, startedAt, result);
    }

    /** Returns a copy of another visit and attempt. */
    public MopStepRun visited(int newVisit, int newAttempt) {
        return new MopStepRun(
                step, type, newVisit, newAttempt, device, mutating, undoes, approvalId, startedAt, result);
    }

    /** Returns a copy that takes back the step run of that number. */
    public MopStepRun undoing(long number) {
        return new MopStepRun(
                step, type, visit, attempt, device, mutating, Optional.of(number), approvalId, startedAt, result);
    }

    /** Returns a copy with the approval of that id. */
    public MopStepRun approvedBy(ApprovalId newApprovalId) {
        return new MopStepRun(
                step, type, visit, attempt, device, mutating, undoes, Optional.of(newApprovalId), startedAt, result);
    }

    /** Returns a copy that began at another time. */
    public MopStepRun startedAt(Instant at) {
        return new MopStepRun(step, type, visit, attempt, device, mutating, undoes, approvalId, at, result);
    }

    /** Tells whether it has not ended. */
    public boolean isOpen() {
        return result.isEmpty();
    }

    /** Returns a copy that has ended. */
    public MopStepRun ended(MopStepResult how) {
        return new MopStepRun(
                step, type, visit, attempt, device, mutating, undoes, approvalId, startedAt, Optional.of(how));
    }
}
