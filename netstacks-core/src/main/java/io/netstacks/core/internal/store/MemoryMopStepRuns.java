package io.netstacks.core.internal.store;

import io.netstacks.core.store.MopTimes;
import io.netstacks.core.store.Pages;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.agent.ApprovalId;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.mop.MopExecutionId;
import io.netstacks.spi.mop.MopStepEvidence;
import io.netstacks.spi.mop.MopStepResult;
import io.netstacks.spi.mop.MopStepRun;
import io.netstacks.spi.mop.MopText;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The step runs of executions. Used within {@link MemoryJournal#atomically} only. */
final class MemoryMopStepRuns {

    private record Kept(MopStepRun run, Optional<MopText> output) {}

    private final MemorySequence<Kept> runs;

    /** The changes that have not ended. */
    private final MemoryTimeline<MopStepEvidence> openChanges;

    MemoryMopStepRuns(MemoryJournal journal) {
        runs = new MemorySequence<>(journal);
        openChanges = new MemoryTimeline<>(journal);
    }

    Sequenced<MopStepRun> begin(MopExecutionId executionId, MopStepRun given) {
        MopStepRun run = MopTimes.micros(given);
        long number =
                runs.add(executionId.value(), new Kept(run, Optional.empty())).sequence();
        if (run.mutating()) {
            openChanges.add(place(executionId, number), run.startedAt(), new MopStepEvidence(executionId, number, run));
        }
        return new Sequenced<>(number, run);
    }

    Sequenced<MopStepRun> finish(
            MopExecutionId executionId, long number, MopStepResult result, Optional<MopText> output) {
        MopStepRun open = runs.find(executionId.value(), number)
                .map(Kept::run)
                .orElseThrow(() -> new NotFoundException("execution " + executionId + " has no step run " + number));
        if (!open.isOpen()) {
            throw new ConflictException("step run " + number + " of execution " + executionId + " has ended already");
        }
        MopStepRun ended = open.ended(MopTimes.micros(result));
        runs.change(executionId.value(), number, old -> new Kept(ended, output));
        openChanges.remove(place(executionId, number));
        return new Sequenced<>(number, ended);
    }

    private static String place(MopExecutionId executionId, long number) {
        return number + " " + executionId;
    }

    Page<Sequenced<MopStepRun>> page(MopExecutionId executionId, PageRequest request) {
        return numbered(runs.stream(executionId.value(), Pages.numberBefore(request)), request);
    }

    Page<Sequenced<MopStepRun>> open(MopExecutionId executionId, PageRequest request) {
        return numbered(
                runs.stream(executionId.value(), Pages.numberBefore(request))
                        .filter(row -> row.value().run().isOpen()),
                request);
    }

    private static Page<Sequenced<MopStepRun>> numbered(Stream<Sequenced<Kept>> rows, PageRequest request) {
        List<Sequenced<MopStepRun>> shown = rows.limit(request.size() + 1L)
                .map(row -> new Sequenced<>(row.sequence(), row.value().run()))
                .toList();
        return Pages.numbered(shown, request);
    }

    Optional<MopText> output(MopExecutionId executionId, long number) {
        return runs.find(executionId.value(), number).flatMap(Kept::output);
    }

    /** Tells whether an execution has an open step run that has an approval. */
    boolean isWaitingFor(MopExecutionId executionId, ApprovalId approvalId) {
        return runs.stream(executionId.value(), 0)
                .map(row -> row.value().run())
                .anyMatch(run -> run.isOpen()
                        && run.approvalId().filter(approvalId::equals).isPresent());
    }

    Page<MopStepEvidence> openChanges(Predicate<MopStepEvidence> wanted, PageRequest request) {
        return openChanges.page(wanted, request);
    }

    void removeAll(MopExecutionId executionId) {
        List<Long> numbers =
                runs.stream(executionId.value(), 0).map(Sequenced::sequence).toList();
        numbers.forEach(number -> openChanges.remove(place(executionId, number)));
        runs.removeAll(executionId.value());
    }
}
