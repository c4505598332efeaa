package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.tasks.NetStacksTasks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "work",
        mixinStandardHelpOptions = true,
        description =
                "Keeps running what is scheduled, and with --database also the tasks of all processes that share it,"
                        + " until it is interrupted; what is at work then may end.")
final class WorkCommand extends TaskCommand {

    /** What a process needs to close its sessions and its store after the patience is over. */
    private static final Duration CLOSING = Duration.ofSeconds(30);

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = "How long work may go on after an interrupt; a minute when not given.")
    private Duration patience = Duration.ofMinutes(1);

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = "Stop after so long; never when not given.")
    private Optional<Duration> time = Optional.empty();

    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    boolean stopsByItself() {
        return true;
    }

    @Override
    boolean works() {
        return true;
    }

    @Override
    boolean run(NetStacks net, NetStacksTasks tasks) {
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread hook = new Thread(() -> stop(interrupted), "netstacks-work-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            List<TaskRecord> lost = lost();
            lost.forEach(record -> out().println("job " + record.id() + " was left open and is "
                    + JobsCommand.standing(record) + ": " + record.message().orElse("")));
            tasks.start();
            out().println("at work; interrupt to stop");
            out().flush();
            await(interrupted);
            boolean ended = tasks.drain(patience);
            out().println(
                            ended
                                    ? "stopped"
                                    : "stopped; what had not ended after " + patience + " is handed over or ended");
            return ended;
        } finally {
            if (interrupted.getCount() > 0) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    private void await(CountDownLatch interrupted) {
        try {
            if (time.isPresent()) {
                boolean unused = interrupted.await(time.get().toMillis(), TimeUnit.MILLISECONDS);
            } else {
                interrupted.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The process ends when this returns, so it waits until everything is closed. */
    private void stop(CountDownLatch interrupted) {
        interrupted.countDown();
        try {
            boolean unused = closed.await(patience.plus(CLOSING).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    void over() {
        closed.countDown();
    }
}
