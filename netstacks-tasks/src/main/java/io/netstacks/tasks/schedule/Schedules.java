package io.netstacks.tasks.schedule;

import io.netstacks.core.event.EventPublisher;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.schedule.Schedule;
import io.netstacks.spi.schedule.ScheduleClaim;
import io.netstacks.spi.schedule.SchedulePolicy;
import io.netstacks.spi.schedule.ScheduleStore;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.spi.schedule.ScheduledRun;
import io.netstacks.tasks.run.TaskSubmitter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Work on a schedule. Something has to call {@link #check} about once a minute: the host's scheduler, or the thread that
 * {@link #start} starts. Any number of nodes may do so on one database; each planned time goes to one of them. Safe for
 * use by many threads.
 */
public final class Schedules implements AutoCloseable {

    private final ScheduleStore store;
    private final Clock clock;
    private final ScheduleTicker ticker;
    private final AtomicReference<@Nullable ScheduleTimer> timer = new AtomicReference<>();

    /**
     * Creates the service.
     *
     * @param lease how long a run is this node's without a sign of life; more than a task may take
     */
    public Schedules(ScheduleStore store, TaskSubmitter tasks, EventPublisher events, Clock clock, Duration lease) {
        this.store = store;
        this.clock = clock;
        String owner = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
        ticker = new ScheduleTicker(store, tasks, events, clock, owner, lease);
    }

    /**
     * Returns when a schedule is due next, counted from the planned time of a run, not from its end. Pure.
     *
     * @return the first planned time strictly after that; empty if there is none any more
     */
    public static Optional<Instant> calculateNextRun(Schedule schedule, Instant planned) {
        return schedule.nextAfter(planned);
    }

    /** Creates an enabled operation with {@link SchedulePolicy#DEFAULT}, see the other method. */
    public ScheduledOperation create(String name, Schedule schedule, ScheduledJob job) {
        return create(name, schedule, job, SchedulePolicy.DEFAULT);
    }

    /**
     * Creates an enabled operation.
     *
     * @throws ConflictException if the name exists
     * @throws InvalidInputException if the name is empty or too long, or the schedule has passed already
     */
    public ScheduledOperation create(String name, Schedule schedule, ScheduledJob job, SchedulePolicy policy) {
        ScheduledOperation operation =
                ScheduledOperation.create(name, job.work(), job.parameters(), schedule, policy, clock.instant());
        store.create(operation);
        return operation;
    }

    /** Returns an operation. */
    public Optional<ScheduledOperation> find(String name) {
        return store.find(name);
    }

    /** Returns operations by name. */
    public Page<ScheduledOperation> list(PageRequest page) {
        return store.list(page);
    }

    /** Returns what came of an operation, the latest run first. */
    public Page<ScheduledRun> runs(String name, PageRequest page) {
        return store.runs(name, page);
    }

    /**
     * Keeps an operation from running by itself; a run that is at work goes on.
     *
     * @throws NotFoundException if there is no such operation
     */
    public ScheduledOperation pause(String name) {
        return store.update(name, ScheduledOperation::paused).orElseThrow(() -> unknown(name));
    }

    /**
     * Lets an operation run by itself again, from the next planned time on; nothing is made up for.
     *
     * @throws NotFoundException if there is no such operation
     */
    public ScheduledOperation resume(String name) {
        return store.update(name, operation -> operation.resumed(clock.instant()))
                .orElseThrow(() -> unknown(name));
    }

    /**
     * Begins a run at once, paused or not; the planned times stay as they are.
     *
     * @return the run; {@link #runs} tells what came of it
     * @throws NotFoundException if there is no such operation
     * @throws ConflictException if a run of it is at work
     */
    public ScheduledRun runNow(String name, OperationContext context) {
        ScheduleClaim claim = claimNow(name);
        ticker.dispatch(claim, context);
        return claim.run();
    }

    /**
     * Begins a run as {@link #runNow} does, and waits for its end.
     *
     * @return the run, over; its outcome is empty only if the store went away meanwhile
     * @throws NotFoundException if there is no such operation
     * @throws ConflictException if a run of it is at work
     */
    public ScheduledRun runToEnd(String name, OperationContext context) {
        return ticker.dispatch(claimNow(name), context).end().join();
    }

    private ScheduleClaim claimNow(String name) {
        return store.claimNow(name, clock.instant(), ticker.owner(), ticker.lease())
                .orElseThrow(() -> new ConflictException(
                        "scheduled operation " + name + " is at work; ask again when that run has ended"));
    }

    /** Deletes an operation with its runs; tells whether there was one. */
    public boolean delete(String name) {
        return store.delete(name);
    }

    /**
     * Begins what is due, up to 20,000 operations, and returns without waiting for it. A second call meanwhile, here or on
     * another node, begins nothing twice. Where a task is refused because too many wait, the rest stays due.
     *
     * @throws io.netstacks.spi.error.StoreException if the store fails; what was claimed is begun when its lease ends
     */
    public TickReport check() {
        return ticker.tick();
    }

    /**
     * Starts a daemon thread that checks now and each time so much later; a check that fails does not stop it.
     *
     * @param every from a millisecond on
     * @throws ConflictException if it was started already
     */
    public void start(Duration every) {
        if (every.toMillis() < 1) {
            throw InvalidInputException.of("schedules are checked every millisecond at the most, not every " + every);
        }
        ScheduleTimer created = new ScheduleTimer(this::check);
        if (!timer.compareAndSet(null, created)) {
            created.close();
            throw new ConflictException("schedules were started already");
        }
        created.start(every);
    }

    /** Ends the thread, if it was started; runs at work go on. Idempotent, never throws. */
    @Override
    public void close() {
        ScheduleTimer started = timer.get();
        if (started != null) {
            started.close();
        }
    }

    private static NotFoundException unknown(String name) {
        return NotFoundException.of("scheduled operation", name, List.of());
    }
}
