package io.netstacks.adapter.dbscheduler;

import io.netstacks.spi.OperationContext;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.tasks.run.TaskOperation;
import io.netstacks.tasks.run.TaskRequest;
import io.netstacks.tasks.run.TaskRequestCodec;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** An operation that counts how often each job is begun. */
final class ProbeWork implements TaskOperation<ProbeWork.Probe, String>, TaskRequestCodec<ProbeWork.Probe> {

    record Probe(String subject, boolean mutating, String job) implements TaskRequest<String> {
        @Override
        public String taskName() {
            return "tests.probe";
        }
    }

    private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
    private volatile BiConsumer<Probe, OperationContext> deed = (request, context) -> {};

    void doing(BiConsumer<Probe, OperationContext> what) {
        deed = what;
    }

    Map<String, AtomicInteger> runs() {
        return runs;
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
        runs.computeIfAbsent(request.job(), job -> new AtomicInteger()).incrementAndGet();
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
    public Optional<TaskRequestCodec<Probe>> codec() {
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
