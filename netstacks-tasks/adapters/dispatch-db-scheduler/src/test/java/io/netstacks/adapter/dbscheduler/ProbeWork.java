package io.netstacks.adapter.dbscheduler;

import io.netstacks.spi.OperationContext;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.tasks.run.TaskCodec;
import io.netstacks.tasks.run.TaskOperation;
import io.netstacks.tasks.run.TaskRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;

/** An operation that remembers which jobs were begun, and does what the test says. */
final class ProbeWork implements TaskOperation<ProbeWork.Probe, String>, TaskCodec<ProbeWork.Probe> {

    record Probe(String subject, boolean mutating, String job) implements TaskRequest<String> {
        @Override
        public String taskName() {
            return "tests.probe";
        }
    }

    private final List<String> begun = new CopyOnWriteArrayList<>();
    private volatile BiConsumer<Probe, OperationContext> deed = (request, context) -> {};

    void doing(BiConsumer<Probe, OperationContext> what) {
        deed = what;
    }

    /** Returns the jobs in the order in which they were begun, each as often as it was. */
    List<String> begun() {
        return begun;
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new OperationCancelledException("stopped while waiting");
        }
    }

    @Override
    public String name() {
        return "tests.probe";
    }

    @Override
    public Class<Probe> requestType() {
        return Probe.class;
    }

    @Override
    public String run(Probe request, OperationContext context) {
        begun.add(request.job());
        deed.accept(request, context);
        return "done";
    }

    @Override
    public TaskOutcome outcome(String result) {
        return TaskOutcome.SUCCEEDED;
    }

    @Override
    public Map<String, Object> summary(String result) {
        return Map.of();
    }

    @Override
    public Optional<TaskCodec<Probe>> codec() {
        return Optional.of(this);
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Map<String, Object> write(Probe request) {
        return Map.of("subject", request.subject(), "mutating", request.mutating(), "job", request.job());
    }

    @Override
    public Probe read(int version, Map<String, Object> values) {
        return new Probe(
                String.valueOf(values.get("subject")),
                Boolean.TRUE.equals(values.get("mutating")),
                String.valueOf(values.get("job")));
    }
}
