package io.netstacks.core.fleet;

import io.netstacks.core.fleet.ConnectivityReport.Stage;
import io.netstacks.core.fleet.ConnectivityReport.Status;
import io.netstacks.core.fleet.ConnectivityReport.Step;
import io.netstacks.core.internal.gate.DeviceGate;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.session.DeviceSession;
import io.netstacks.spi.transport.ConnectionReport;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens a session once and tells from what happened how far it went: one login, not one per stage. */
final class ConnectivityTest {

    private ConnectivityTest() {}

    static ConnectivityReport of(Device device, DeviceGate gate, OperationContext context) {
        long start = System.nanoTime();
        try {
            try (DeviceSession session = gate.open(device, context.correlationId(), context.deadline())) {
                return ok(device, session);
            }
        } catch (NetStacksException e) {
            return failed(device, step(e), e.code(), e.reason(), since(start));
        }
    }

    private static Step step(NetStacksException e) {
        Optional<String> stage = stage(e);
        return switch (e.code()) {
            case NOT_FOUND, INVALID_INPUT, ACCESS_DENIED, STORE, PROVIDER -> Step.LOOKUP;
            case HOST_KEY_REJECTED, NO_COMMON_ALGORITHM ->
                stage.map(name -> step(name, e)).orElse(Step.HANDSHAKE);
            case AUTHENTICATION_FAILED -> stage.map(name -> step(name, e)).orElse(Step.AUTHENTICATION);
            case UNREACHABLE -> stage.map(name -> step(name, e)).orElse(Step.TCP);
            default -> stage.map(name -> step(name, e)).orElse(Step.SHELL);
        };
    }

    private static Step step(String stage, Throwable failure) {
        return switch (stage) {
            case "handshake" -> Step.HANDSHAKE;
            case "authentication" -> Step.AUTHENTICATION;
            default -> isOfName(failure) ? Step.DNS : Step.TCP;
        };
    }

    /** A time that was over before the stage was tells of it in its cause. */
    private static Optional<String> stage(Throwable failure) {
        if (failure instanceof ConnectionFailedException e && e.stage().isPresent()) {
            return e.stage();
        }
        return failure.getCause() == null ? Optional.empty() : stage(failure.getCause());
    }

    private static boolean isOfName(Throwable failure) {
        return failure instanceof UnknownHostException || (failure.getCause() != null && isOfName(failure.getCause()));
    }

    private static ConnectivityReport ok(Device device, DeviceSession session) {
        ConnectionReport connection = session.connection();
        Map<String, Duration> phases = connection.phases();
        List<Stage> stages = new ArrayList<>();
        for (Step step : Step.values()) {
            Duration elapsed = switch (step) {
                case TCP -> phases.getOrDefault("connect", Duration.ZERO);
                case HANDSHAKE -> phases.getOrDefault("handshake", Duration.ZERO);
                case AUTHENTICATION -> phases.getOrDefault("authentication", Duration.ZERO);
                default -> Duration.ZERO;
            };
            stages.add(new Stage(step, Status.OK, elapsed, Optional.empty(), Optional.empty()));
        }
        return new ConnectivityReport(
                device.name(),
                stages,
                Optional.of(connection),
                Optional.of(session.platform().id()),
                Optional.of(session.hostname()));
    }

    private static ConnectivityReport failed(
            Device device, Step failed, ErrorCode code, String message, Duration elapsed) {
        List<Stage> stages = new ArrayList<>();
        for (Step step : Step.values()) {
            int order = step.compareTo(failed);
            stages.add(
                    order == 0
                            ? new Stage(step, Status.FAILED, elapsed, Optional.of(code), Optional.of(message))
                            : new Stage(
                                    step,
                                    order < 0 ? Status.OK : Status.NOT_TRIED,
                                    Duration.ZERO,
                                    Optional.empty(),
                                    Optional.empty()));
        }
        return new ConnectivityReport(device.name(), stages, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
