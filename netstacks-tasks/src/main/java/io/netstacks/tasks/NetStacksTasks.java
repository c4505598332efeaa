package io.netstacks.tasks;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskMetadata;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.internal.BackupOperationsCatalog;
import io.netstacks.tasks.internal.DeviceOperationsCatalog;
import io.netstacks.tasks.internal.DiscoveredOperations;
import io.netstacks.tasks.internal.InProcessDispatcher;
import io.netstacks.tasks.internal.KeptRequests;
import io.netstacks.tasks.internal.LocalBench;
import io.netstacks.tasks.internal.LostTasks;
import io.netstacks.tasks.internal.ScheduleOperationsCatalog;
import io.netstacks.tasks.internal.SiteGroups;
import io.netstacks.tasks.internal.TaskLimits;
import io.netstacks.tasks.internal.TaskRules;
import io.netstacks.tasks.internal.TaskRunner;
import io.netstacks.tasks.run.RetryPolicy;
import io.netstacks.tasks.run.TaskDispatcher;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.run.TaskOperation;
import io.netstacks.tasks.run.TaskOperationProvider;
import io.netstacks.tasks.run.TaskPriority;
import io.netstacks.tasks.run.TaskRegistry;
import io.netstacks.tasks.run.TaskRequest;
import io.netstacks.tasks.run.TaskRequestJson;
import io.netstacks.tasks.run.TaskResultJson;
import io.netstacks.tasks.schedule.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;

/**
 * The entry to recorded work: submit a request, get a handle; or run it and wait. Every task is in the history, has a
 * soft and a hard time limit, and is alone on its device. Reads are tried again when a connection fails, changes never.
 * Safe for use by many threads.
 *
 * <pre>{@code
 * try (NetStacksTasks tasks = NetStacksTasks.over(net).workers(10).build()) {
 *     CommandReport report = tasks.run(GetConfig.of("edge1", "show version"), OperationContext.as(Actor.user("kim")));
 * }
 * }</pre>
 */
public final class NetStacksTasks implements AutoCloseable {

    /** How long a scheduled run is its node's after the task that does it would have been stopped. */
    private static final Duration LEASE_AFTER_HARD_LIMIT = Duration.ofMinutes(5);

    private final NetStacks net;
    private final TaskRegistry registry;
    private final InProcessDispatcher local;
    private final TaskDispatcher dispatcher;
    private final Schedules schedules;
    private final KeptRequests requests;
    private final LostTasks lost;

    private NetStacksTasks(Builder builder) {
        net = builder.net;
        schedules = new Schedules(
                net.stores().schedules(),
                this::submit,
                net.events(),
                net.clock(),
                builder.hard.plus(LEASE_AFTER_HARD_LIMIT));
        List<TaskOperation<?, ?>> operations = new ArrayList<>();
        operations.addAll(
                new DeviceOperationsCatalog(net::device, net.backups()::saveBeforeChange, net.clock()).operations());
        operations.addAll(new BackupOperationsCatalog(net.backups(), net.clock()).operations());
        operations.addAll(new ScheduleOperationsCatalog(net.backups(), schedules::check).operations());
        operations.addAll(builder.operations);
        builder.plugins.ifPresent(loader -> operations.addAll(DiscoveredOperations.by(loader, net)));
        registry = new TaskRegistry(operations);
        TaskRunner runner =
                new TaskRunner(registry, net.stores().tasks(), net.stores().taskMetadata(), net.events(), net.clock());
        local = new InProcessDispatcher(
                runner,
                builder.executor.orElse(net.executor()),
                new TaskRules(
                        new TaskLimits(builder.workers, builder.control, builder.queue, builder.soft, builder.hard),
                        builder.retries,
                        builder.priority,
                        new SiteGroups(net.inventory()::find, net.sessionsPerSite())),
                new SplittableRandom());
        TaskRequestJson json = new TaskRequestJson(registry);
        dispatcher = opened(builder.dispatcher, new LocalBench(runner, local, json, new TaskResultJson(registry)));
        requests = new KeptRequests(net.stores().tasks(), json);
        lost = new LostTasks(net.stores().tasks(), runner, dispatcher);
    }

    private TaskDispatcher opened(Optional<TaskDispatcher.Factory> factory, LocalBench bench) {
        try {
            return factory.<TaskDispatcher>map(other -> other.open(bench)).orElse(local);
        } catch (RuntimeException e) { // a factory may be anybody's: what was begun here must not stay
            local.close();
            throw e;
        }
    }

    /** Starts a builder whose defaults already work. */
    public static Builder over(NetStacks net) {
        return new Builder(net);
    }

    /**
     * Accepts a task and returns at once.
     *
     * @throws io.netstacks.spi.error.ConflictException if too many tasks are waiting, or this is closed
     * @throws io.netstacks.spi.error.NotFoundException if no operation does such requests
     */
    public <R> TaskHandle<R> submit(TaskRequest<R> request, OperationContext context) {
        return dispatcher.submit(request, context);
    }

    /**
     * Cancels a task whose handle is not at hand, for example one that the history lists: one that waits does not begin, one
     * that runs is interrupted and closes its session. In a cluster the task may be any node's.
     *
     * @return false if it is over already, or at work in a process of its own that shares nothing but the history
     * @throws io.netstacks.spi.error.NotFoundException if the history has no such task
     */
    public boolean cancel(TaskId taskId) {
        if (net.stores().tasks().find(taskId).isEmpty()) {
            throw NotFoundException.of("task", taskId.value(), List.of());
        }
        return dispatcher.cancel(taskId);
    }

    /**
     * Submits the request of an earlier task again, whatever came of that; requests are kept for seven days. Doing a change
     * once more is the caller's decision.
     *
     * @return the new task
     * @throws io.netstacks.spi.error.NotFoundException if the history has no such task, or its request is not kept
     * @throws io.netstacks.spi.error.ConflictException if the task is not over
     */
    public TaskHandle<?> retry(TaskId taskId, OperationContext context) {
        TaskRecord record = find(taskId).orElseThrow(() -> NotFoundException.of("task", taskId.value(), List.of()));
        if (record.state() != TaskState.FINISHED) {
            throw new ConflictException("task " + taskId + " (" + record.name() + " of " + record.subject()
                    + ") is not over; wait for its end, or cancel it");
        }
        return submit(requests.of(record), context);
    }

    /**
     * Ends what processes that died left open: tasks that were submitted before a time and that nobody has waiting or at
     * work. A change that had begun is unknown, and is not done again; everything else has failed. To be called once at the
     * start by a process that has the store for itself, or shares its tasks with all others that have it.
     *
     * @param submittedBefore a moment ago; in a cluster a minute, because a task is recorded just before it is queued
     * @return the records that were ended, the newest first; empty if nothing was left
     */
    public List<TaskRecord> endLost(Instant submittedBefore) {
        return lost.end(submittedBefore);
    }

    /**
     * Returns how many accepted tasks wait that no worker has begun: here, or over all nodes of a cluster.
     *
     * @throws io.netstacks.spi.error.StoreException if the cluster's database does not answer
     */
    public int waiting() {
        return dispatcher.waiting();
    }

    /**
     * Submits a task and waits for its result. An interrupt cancels the task, as {@link TaskHandle#cancel()} does, and is kept.
     *
     * @throws io.netstacks.spi.error.NetStacksException if it fails
     * @throws OperationCancelledException if it is cancelled, or this thread interrupted
     */
    public <R> R run(TaskRequest<R> request, OperationContext context) {
        TaskHandle<R> handle = submit(request, context);
        try {
            return handle.join();
        } catch (OperationCancelledException e) {
            handle.cancel(); // too late, unless it was this thread that was interrupted
            throw e;
        }
    }

    /** Returns the names of all operations, in order. */
    public SortedSet<String> names() {
        return registry.names();
    }

    /** Returns the record of a task. */
    public Optional<TaskRecord> find(TaskId taskId) {
        return net.stores().tasks().find(taskId);
    }

    /** Returns records of tasks, the newest first. */
    public Page<TaskRecord> history(TaskQuery query, PageRequest page) {
        return net.stores().tasks().list(query, page);
    }

    /** Returns what an interface may show about a task, for an hour after its submission. */
    public Optional<TaskMetadata> metadata(TaskId taskId) {
        return net.stores().taskMetadata().find(taskId, net.clock().instant());
    }

    /** Returns the schedules; they do nothing until somebody checks them, see {@link #start}. */
    public Schedules schedules() {
        return schedules;
    }

    /**
     * Checks the schedules once a minute, on a thread of our own; a host that has a scheduler lets that one call
     * {@link Schedules#check} instead.
     *
     * @throws io.netstacks.spi.error.ConflictException if it was started already
     */
    public void start() {
        schedules.start(Duration.ofMinutes(1));
    }

    /**
     * Takes nothing more, and waits until everything that was accepted is over; {@link #close()} still has to follow.
     *
     * @return whether everything was over in that time; an interrupt ends the waiting too and is kept
     */
    public boolean drain(Duration patience) {
        return dispatcher.drain(patience);
    }

    /**
     * Takes nothing more, cancels what waits, interrupts what runs, and waits up to ten seconds for that to clean up.
     * Idempotent, never throws.
     */
    @Override
    public void close() {
        schedules.close();
        dispatcher.close();
        local.close();
    }

    /** Collects the settings. Confined: one thread at a time. */
    public static final class Builder {

        private final NetStacks net;
        private final List<TaskOperation<?, ?>> operations = new ArrayList<>();
        private Optional<Executor> executor = Optional.empty();
        private int workers = TaskLimits.DEFAULT.workers();
        private int control = TaskLimits.DEFAULT.control();
        private int queue = TaskLimits.DEFAULT.queue();
        private Duration soft = TaskLimits.DEFAULT.soft();
        private Duration hard = TaskLimits.DEFAULT.hard();
        private RetryPolicy retries = RetryPolicy.DEFAULT;
        private TaskPriority priority = TaskPriority.byActor();
        private Optional<TaskDispatcher.Factory> dispatcher = Optional.empty();
        private Optional<ClassLoader> plugins = Optional.empty();

        private Builder(NetStacks net) {
            this.net = net;
        }

        /** Sets how many tasks on devices run at once; 10 when never set. */
        public Builder workers(int atOnce) {
            workers = atOnce;
            return this;
        }

        /** Sets how many tasks of {@code TaskQueue.CONTROL} run at once, beside those on devices; 4 when never set. */
        public Builder controlWorkers(int atOnce) {
            control = atOnce;
            return this;
        }

        /** Sets how urgent tasks are; {@link TaskPriority#byActor()} when never set. A cluster's dispatcher has its own. */
        public Builder prioritised(TaskPriority by) {
            priority = by;
            return this;
        }

        /** Sets how many tasks may wait before more are refused; 10,000 when never set. */
        public Builder queue(int most) {
            queue = most;
            return this;
        }

        /**
         * Sets after which time a task has to stop by itself, and after which it is interrupted; 540 and 600 seconds when
         * never set.
         */
        public Builder timeLimits(Duration softLimit, Duration hardLimit) {
            soft = softLimit;
            hard = hardLimit;
            return this;
        }

        /** Sets how often a read is tried again. */
        public Builder retries(RetryPolicy policy) {
            retries = policy;
            return this;
        }

        /** Runs tasks on the host's executor, which the host closes; NetStacks' own when never set. */
        public Builder executor(Executor hostExecutor) {
            executor = Optional.of(hostExecutor);
            return this;
        }

        /** Lets another dispatcher decide when and where tasks run, for example one of a cluster; in this process when never set. */
        public Builder dispatcher(TaskDispatcher.Factory factory) {
            dispatcher = Optional.of(factory);
            return this;
        }

        /** Adds an operation of the host's. */
        public Builder register(TaskOperation<?, ?> operation) {
            operations.add(operation);
            return this;
        }

        /** Adds the operations of each {@link TaskOperationProvider} that {@code ServiceLoader} finds through the class loader. */
        public Builder discover(ClassLoader classLoader) {
            plugins = Optional.of(classLoader);
            return this;
        }

        /**
         * Returns the entry.
         *
         * @throws InvalidInputException if a limit is out of bounds, or an operation is there twice
         * @throws io.netstacks.spi.error.ProviderException if a plug-in with operations is broken
         */
        public NetStacksTasks build() {
            return new NetStacksTasks(this);
        }
    }
}
