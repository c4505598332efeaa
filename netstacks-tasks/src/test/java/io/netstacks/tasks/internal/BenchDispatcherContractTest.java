package io.netstacks.tasks.internal;

import io.netstacks.spi.OperationContext;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.run.TaskBench;
import io.netstacks.tasks.run.TaskDispatcher;
import io.netstacks.tasks.run.TaskDispatcherContract;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.run.TaskRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A dispatcher of somebody else's that uses nothing but the bench, and reads each request from its stored text. */
class BenchDispatcherContractTest extends TaskDispatcherContract {

    @Override
    protected NetStacksTasks.Builder with(NetStacksTasks.Builder builder) {
        return builder.dispatcher(Storing::new);
    }

    private static final class Storing implements TaskDispatcher {
        private final TaskBench bench;
        private final Set<TaskHandle<?>> open = ConcurrentHashMap.newKeySet();
        private volatile boolean closed;

        private Storing(TaskBench bench) {
            this.bench = bench;
        }

        @Override
        @SuppressWarnings("unchecked") // what was written for a request of R is read as one of R
        public <R> TaskHandle<R> submit(TaskRequest<R> request, OperationContext context) {
            if (closed) {
                throw new ConflictException("nothing is accepted any more");
            }
            TaskRequest<R> stored =
                    (TaskRequest<R>) bench.requests().read(bench.requests().write(request));
            TaskHandle<R> handle = bench.run(bench.accept(stored, context), stored, context);
            open.add(handle);
            return handle;
        }

        @Override
        public boolean cancel(TaskId taskId) {
            return open.stream().anyMatch(handle -> handle.id().equals(taskId) && handle.cancel());
        }

        @Override
        public Set<TaskId> gone(Collection<TaskId> taskIds) {
            Set<TaskId> gone = new HashSet<>(taskIds);
            open.stream()
                    .filter(handle -> handle.record().state() != TaskState.FINISHED)
                    .forEach(handle -> gone.remove(handle.id()));
            return gone;
        }

        @Override
        public int waiting() {
            return (int) open.stream()
                    .filter(handle -> handle.record().state() == TaskState.PENDING)
                    .count();
        }

        @Override
        public boolean drain(Duration patience) {
            closed = true;
            try {
                CompletableFuture.allOf(open.stream().map(TaskHandle::future).toArray(CompletableFuture[]::new))
                        .get(patience.toNanos(), TimeUnit.NANOSECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (ExecutionException e) {
                return true; // over, though not well
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
