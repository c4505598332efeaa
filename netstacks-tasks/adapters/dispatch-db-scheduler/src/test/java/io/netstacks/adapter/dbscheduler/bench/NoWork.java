package io.netstacks.adapter.dbscheduler.bench;

import io.netstacks.spi.OperationContext;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.tasks.run.TaskCodec;
import io.netstacks.tasks.run.TaskOperation;
import io.netstacks.tasks.run.TaskRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;

/** A device job that does nothing but note when it began. */
final class NoWork implements TaskOperation<NoWork.Job, String>, TaskCodec<NoWork.Job> {

    record Job(String subject, int number) implements TaskRequest<String> {
        @Override
        public String taskName() {
            return "bench.nothing";
        }

        @Override
        public boolean mutating() {
            return false;
        }
    }

    private final AtomicLongArray begun;

    NoWork(int jobs) {
        begun = new AtomicLongArray(jobs);
    }

    /** Returns the nano time at which a job began; 0 before it did. */
    long begun(int job) {
        return begun.get(job);
    }

    @Override
    public String name() {
        return "bench.nothing";
    }

    @Override
    public Class<Job> requestType() {
        return Job.class;
    }

    @Override
    public String run(Job request, OperationContext context) {
        begun.set(request.number(), System.nanoTime());
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
    public Optional<TaskCodec<Job>> codec() {
        return Optional.of(this);
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Map<String, Object> write(Job request) {
        return Map.of("subject", request.subject(), "number", request.number());
    }

    @Override
    public Job read(int version, Map<String, Object> values) {
        return new Job(String.valueOf(values.get("subject")), (Integer) values.getOrDefault("number", 0));
    }
}
