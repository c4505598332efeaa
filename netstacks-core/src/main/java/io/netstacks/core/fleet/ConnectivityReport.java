package io.netstacks.core.fleet;

import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.transport.ConnectionReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How far a device could be reached. Immutable.
 *
 * @param device the device's name
 * @param stages the stages in order; after the one that failed none was tried
 * @param connection what was negotiated; empty unless the login worked
 * @param platform the platform's id; empty unless a prompt was seen
 * @param prompt the host name that the prompt showed; empty unless one was seen
 */
public record ConnectivityReport(
        String device,
        List<Stage> stages,
        Optional<ConnectionReport> connection,
        Optional<String> platform,
        Optional<String> prompt) {

    /** The stages of reaching a device. */
    public enum Step {
        /** Inventory, platform, credentials: what we have to know before. */
        LOOKUP,
        /** The name has an address. */
        DNS,
        /** The port takes connections, jump hosts and proxy included. */
        TCP,
        /** Algorithms were agreed on and the host key is trusted. */
        HANDSHAKE,
        /** The credentials were taken. */
        AUTHENTICATION,
        /** A prompt of the platform was seen. */
        SHELL
    }

    /** What came of a stage. */
    public enum Status {
        /** It worked. */
        OK,
        /** It failed. */
        FAILED,
        /** It was not tried. */
        NOT_TRIED
    }

    /**
     * One stage. Immutable.
     *
     * @param step which one
     * @param status what came of it
     * @param elapsed how long it took; zero where that was not measured on its own
     * @param code the code of the failure; empty unless it failed
     * @param message a sentence about the failure; empty unless it failed
     */
    public record Stage(
            Step step, Status status, Duration elapsed, Optional<ErrorCode> code, Optional<String> message) {}

    /** Copies the stages. */
    public ConnectivityReport {
        stages = List.copyOf(stages);
    }

    /** Tells whether the device answered at all, even if it refused the login. */
    public boolean reachable() {
        return stages.stream().anyMatch(stage -> stage.step() == Step.TCP && stage.status() == Status.OK);
    }

    /** Tells whether a session can be had. */
    public boolean ok() {
        return stages.stream().allMatch(stage -> stage.status() == Status.OK);
    }

    /** Returns the stage that failed. */
    public Optional<Stage> failure() {
        return stages.stream().filter(stage -> stage.status() == Status.FAILED).findFirst();
    }
}
