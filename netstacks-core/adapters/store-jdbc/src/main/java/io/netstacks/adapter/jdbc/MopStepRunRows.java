package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.core.store.Pages;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.agent.ApprovalId;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.mop.MopExecutionId;
import io.netstacks.spi.mop.MopStepEvidence;
import io.netstacks.spi.mop.MopStepOutcome;
import io.netstacks.spi.mop.MopStepResult;
import io.netstacks.spi.mop.MopStepRun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The step runs of executions. Works within the transaction of its caller, who has locked the execution to write. Immutable. */
record MopStepRunRows(JdbcBackend backend) {

    private static final NumberedRows RUNS =
            new NumberedRows("execution", "{mop_execution}", "runs", "{mop_step_run}", "execution_id");

    Sequenced<MopStepRun> begin(Handle handle, MopExecutionId executionId, MopStepRun run) {
        return RUNS.add(
                        handle,
                        backend,
                        executionId.value(),
                        "INSERT INTO {mop_step_run} (execution_id, number, step, type, visit, attempt, device, mutating,"
                                + " undoes, approval_id, started_at, open_since) VALUES (:owner, :number, :step, :type,"
                                + " :visit, :attempt, :device, :mutating, :undoes, :approval, :startedAt, :openSince)",
                        List.of(run),
                        MopStepRunRows::bind)
                .get(0);
    }

    private static void bind(SqlStatement<?> statement, MopStepRun run) {
        run.device().ifPresent(name -> PortableText.key("the device of a step run", name));
        run.approvalId().ifPresent(id -> PortableText.key("the approval of a step run", id.value()));
        statement
                .bind("step", PortableText.key("the step of a step run", run.step()))
                .bind("type", PortableText.key("the type of a step run", run.type()))
                .bind("visit", run.visit())
                .bind("attempt", run.attempt())
                .bind("mutating", run.mutating())
                .bind("startedAt", utc(run.startedAt()))
                .bindByType("undoes", run.undoes().orElse(null), Long.class)
                .bindByType("openSince", run.mutating() ? utc(run.startedAt()) : null, OffsetDateTime.class);
        Columns.bind(statement, "device", run.device());
        Columns.bind(statement, "approval", run.approvalId().map(ApprovalId::value));
    }

    Sequenced<MopStepRun> finish(Handle handle, MopExecutionId executionId, long number, MopStepResult result) {
        int finished = handle.createUpdate(backend.sql("UPDATE {mop_step_run} SET ended_at = :endedAt,"
                        + " outcome = :outcome, summary = :summary, open_since = NULL"
                        + " WHERE execution_id = :execution AND number = :number AND ended_at IS NULL"))
                .bind("endedAt", utc(result.endedAt()))
                .bind("outcome", result.outcome().name())
                .bind("summary", PortableText.encode(result.summary()))
                .bind("execution", PortableText.encode(executionId.value()))
                .bind("number", number)
                .execute();
        MopStepRun run = find(handle, executionId, number)
                .orElseThrow(() -> new NotFoundException("execution " + executionId + " has no step run " + number));
        if (finished == 0) {
            throw new ConflictException("step run " + number + " of execution " + executionId + " has ended already");
        }
        return new Sequenced<>(number, run);
    }

    private Optional<MopStepRun> find(Handle handle, MopExecutionId executionId, long number) {
        return handle.createQuery(backend.sql(
                        "SELECT * FROM {mop_step_run} WHERE execution_id = :execution AND number = :number"))
                .bind("execution", PortableText.encode(executionId.value()))
                .bind("number", number)
                .map((row, context) -> run(row))
                .findOne();
    }

    Page<Sequenced<MopStepRun>> all(Handle handle, MopExecutionId executionId, PageRequest page) {
        return RUNS.page(handle, backend, executionId.value(), page, (row, context) -> run(row));
    }

    Page<Sequenced<MopStepRun>> open(Handle handle, MopExecutionId executionId, PageRequest page) {
        List<Sequenced<MopStepRun>> rows = handle.createQuery(backend.sql("SELECT * FROM {mop_step_run}"
                        + " WHERE execution_id = :execution AND ended_at IS NULL AND number > :after"
                        + " ORDER BY number LIMIT :limit"))
                .bind("execution", PortableText.encode(executionId.value()))
                .bind("after", Pages.numberBefore(page))
                .bind("limit", page.size() + 1)
                .map((row, context) -> new Sequenced<>(row.getLong("number"), run(row)))
                .list();
        return Pages.numbered(rows, page);
    }

    /** Returns the executions with an open step run that has an approval, always in the same order. */
    List<MopExecutionId> waitingFor(Handle handle, ApprovalId approvalId) {
        return handle.createQuery(backend.sql("SELECT DISTINCT execution_id FROM {mop_step_run}"
                        + " WHERE approval_id = :approval AND ended_at IS NULL ORDER BY execution_id"))
                .bind("approval", PortableText.encode(approvalId.value()))
                .map((row, context) -> new MopExecutionId(Columns.text(row, "execution_id")))
                .list();
    }

    Page<MopStepEvidence> abandonedChanges(Handle handle, Instant now, PageRequest page) {
        return new TimelineQuery("{mop_step_run}", "open_since")
                .whereTime(
                        "open_since <= :now AND EXISTS (SELECT 1 FROM {mop_execution} e WHERE e.id = execution_id"
                                + " AND (e.lease_until IS NULL OR e.lease_until <= :now))",
                        "now",
                        Optional.of(now))
                .page(
                        handle,
                        backend,
                        page,
                        (row, context) -> new MopStepEvidence(
                                new MopExecutionId(Columns.text(row, "execution_id")),
                                row.getLong("number"),
                                run(row)));
    }

    private static MopStepRun run(ResultSet row) throws SQLException {
        Optional<Instant> endedAt = Columns.optionalTime(row, "ended_at");
        return new MopStepRun(
                Columns.text(row, "step"),
                Columns.text(row, "type"),
                row.getInt("visit"),
                row.getInt("attempt"),
                Columns.optionalText(row, "device"),
                row.getBoolean("mutating"),
                Optional.ofNullable(row.getObject("undoes", Long.class)),
                Columns.optionalText(row, "approval_id").map(ApprovalId::new),
                Columns.time(row, "started_at"),
                endedAt.isPresent()
                        ? Optional.of(new MopStepResult(
                                MopStepOutcome.valueOf(row.getString("outcome")),
                                Columns.text(row, "summary"),
                                endedAt.get()))
                        : Optional.empty());
    }
}
