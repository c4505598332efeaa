package io.netstacks.core.fleet;

import io.netstacks.core.fleet.ConnectivityReport.Stage;
import io.netstacks.core.fleet.ConnectivityReport.Status;
import io.netstacks.core.fleet.ConnectivityReport.Step;
import io.netstacks.core.internal.gate.DeviceGate;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.session.DeviceSession;
import io.netstacks.spi.transport.ConnectionReport;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens a session once and tells from what happened how far it went: one login, not one per stage. */
final class ConnectivityTest {

    private final Device device;
    private final Map<Step, Duration> passed = new EnumMap<>(Step.class);
    private long begun = System.nanoTime();

    private ConnectivityTest(Device device) {
        this.device = device;
    }

    static ConnectivityReport of(Device device, DeviceGate gate, OperationContext context) {
        ConnectivityTest test = new ConnectivityTest(device);
        try (DeviceSession session = gate.open(device, context.correlationId(), context.deadline(), test::passed)) {
            test.passed(Step.SHELL);
            return test.report(
                    Optional.empty(),
                    Optional.of(session.connection()),
                    Optional.of(session.platform().id()),
                    Optional.of(session.hostname()));
        } catch (NetStacksException e) {
            return test.report(Optional.of(e), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    private void passed(String stage) {
        switch (stage) {
            case "lookup" -> passed(Step.LOOKUP);
            case "connect" -> passed(Step.TCP);
            case "handshake" -> passed(Step.HANDSHAKE);
            case "authentication" -> passed(Step.AUTHENTICATION);
            default -> {} // a transport may have more stages than we show
        }
    }

    /** What comes before a stage is behind us, too; who knows of no time of its own for it took none. */
    private void passed(Step step) {
        long now = System.nanoTime();
        for (Step before : Step.values()) {
            if (before.compareTo(step) < 0) {
                passed.putIfAbsent(before, Duration.ZERO);
            }
        }
        if (passed.putIfAbsent(step, Duration.ofNanos(now - begun)) == null) {
            begun = now;
        }
    }

    private ConnectivityReport report(
            Optional<NetStacksException> failure,
            Optional<ConnectionReport> connection,
            Optional<String> platform,
            Optional<String> prompt) {
        Optional<Step> failed = failure.map(this::failedAt);
        List<Stage> stages = new ArrayList<>();
        for (Step step : Step.values()) {
            boolean here = failed.isPresent() && failed.get() == step;
            boolean before = failed.isEmpty() || step.compareTo(failed.get()) < 0;
            stages.add(new Stage(
                    step,
                    here ? Status.FAILED : before ? Status.OK : Status.NOT_TRIED,
                    here ? Duration.ofNanos(System.nanoTime() - begun) : passed.getOrDefault(step, Duration.ZERO),
                    here ? failure.map(NetStacksException::code) : Optional.empty(),
                    here ? failure.map(NetStacksException::reason) : Optional.empty()));
        }
        return new ConnectivityReport(device.name(), stages, connection, platform, prompt);
    }

    /** The stage behind the last one that was passed, unless the failure itself tells more. */
    private Step failedAt(NetStacksException failure) {
        for (Step step : Step.values()) {
            if (!passed.containsKey(step)) {
                boolean nameless = failure.getCause() instanceof UnknownHostException;
                return step == Step.DNS && !nameless ? Step.TCP : step; // jump hosts and a proxy are on the way to TCP
            }
        }
        return Step.SHELL;
    }
}
