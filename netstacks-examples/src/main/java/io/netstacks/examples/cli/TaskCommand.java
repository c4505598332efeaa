package io.netstacks.examples.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.netstacks.adapter.dbscheduler.ClusterDispatch;
import io.netstacks.core.NetStacks;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.tasks.NetStacksTasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the commands that record their work have in common: tasks run in this process, or, with {@code --database}, in
 * the processes that share it.
 */
abstract class TaskCommand extends DeviceCommand {

    private static final Duration RECORDED_BEFORE_QUEUED = Duration.ofMinutes(1);

    private List<TaskRecord> lost = List.of();

    @Override
    final boolean run(NetStacks net) {
        Optional<HikariDataSource> shared = common().shared();
        NetStacksTasks.Builder builder = NetStacksTasks.over(net).workers(common().parallel());
        shared.ifPresent(pool -> builder.dispatcher(
                ClusterDispatch.over(pool, common().keys()).atOnce(works() ? common().parallel() : 0)));
        try (NetStacksTasks tasks = builder.build()) {
            Instant before = net.clock().instant();
            if (shared.isEmpty()) {
                lost = tasks.endLost(before); // the embedded database lets in one process at a time
            } else if (works()) {
                lost = tasks.endLost(before.minus(RECORDED_BEFORE_QUEUED));
            }
            return run(net, tasks);
        } finally {
            shared.ifPresent(HikariDataSource::close);
        }
    }

    /** Does the work; false if something failed. */
    abstract boolean run(NetStacks net, NetStacksTasks tasks);

    /** Returns the tasks that a process which died had left open, and that were ended just now. */
    final List<TaskRecord> lost() {
        return lost;
    }

    /** Tells whether this process does the tasks of all that share the database, and not only submits its own. */
    boolean works() {
        return false;
    }
}
