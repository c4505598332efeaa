package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.core.store.StoreTime;
import io.netstacks.spi.Actor;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.agent.AgentSessionId;
import io.netstacks.spi.agent.Approval;
import io.netstacks.spi.agent.ApprovalDecision;
import io.netstacks.spi.agent.ApprovalId;
import io.netstacks.spi.agent.ApprovalQuery;
import io.netstacks.spi.agent.ApprovalState;
import io.netstacks.spi.agent.ApprovalStore;
import io.netstacks.spi.agent.ProposedAction;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.tool.RiskLevel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Approvals; whoever decides about one, or uses it, locks its row first. */
final class JdbcApprovals implements ApprovalStore {

    private final JdbcBackend backend;
    private final Transactions transactions;

    JdbcApprovals(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
    }

    @Override
    public void request(Approval approval) {
        if (approval.state() != ApprovalState.PENDING) {
            throw InvalidInputException.of("approval " + approval.id() + " is " + approval.state()
                    + " already; what is asked for must be PENDING");
        }
        backend.guard().require(transactions, "asking for approval " + approval.id());
        boolean added = transactions.write(
                "asking for approval " + approval.id(),
                handle -> backend.dialect()
                        .insertIfAbsent(
                                handle,
                                backend.sql(
                                        "INSERT INTO {approval} (id, session_id, tool, arguments, arguments_hash, target,"
                                                + " risk, description, requested_by, by_another, requested_at, expires_at,"
                                                + " state, verdict, decided_by, decided_at, reason, used_at) VALUES (:id,"
                                                + " :session, :tool, :arguments, :hash, :target, :risk, :description,"
                                                + " :requestedBy, :byAnother, :requestedAt, :expiresAt, :state, :verdict,"
                                                + " :decidedBy, :decidedAt, :reason, :usedAt)"),
                                insert -> {
                                    bindRequest(insert, approval);
                                    bindChange(insert, approval);
                                }));
        if (!added) {
            throw new ConflictException("there is an approval " + approval.id() + " already");
        }
    }

    private static void bindRequest(SqlStatement<?> statement, Approval approval) {
        ProposedAction action = approval.action();
        statement
                .bind("tool", PortableText.key("the tool of a proposed action", action.tool()))
                .bind("arguments", PortableText.encode(action.arguments()))
                .bind("hash", PortableText.key("the hash of a proposed action's arguments", action.argumentsHash()))
                .bind("risk", action.risk().name())
                .bind("description", PortableText.encode(action.description()))
                .bind("requestedBy", actor(approval.requestedBy()))
                .bind("byAnother", approval.byAnother())
                .bind("requestedAt", utc(approval.requestedAt()))
                .bind("expiresAt", utc(approval.expiresAt()));
        Columns.bindKey(
                statement,
                "session",
                "the agent session of an approval",
                approval.sessionId().map(AgentSessionId::value));
        Columns.bindKey(statement, "target", "the target of a proposed action", action.target());
    }

    private static void bindChange(SqlStatement<?> statement, Approval approval) {
        Optional<ApprovalDecision> decision = approval.decision();
        statement
                .bind(
                        "id",
                        PortableText.key("the id of an approval", approval.id().value()))
                .bind("state", approval.state().name());
        Columns.bind(statement, "verdict", decision.map(made -> made.verdict().name()));
        Columns.bindKey(
                statement,
                "decidedBy",
                "who decides about an approval",
                decision.map(made -> made.by().toString()));
        Columns.bindTime(statement, "decidedAt", decision.map(ApprovalDecision::at));
        Columns.bind(statement, "reason", decision.map(ApprovalDecision::reason));
        Columns.bindTime(statement, "usedAt", approval.usedAt());
    }

    private static String actor(Actor actor) {
        return PortableText.key("an actor", actor.toString());
    }

    @Override
    public Optional<Approval> find(ApprovalId id) {
        return transactions.read("reading approval " + id, handle -> select(handle, id, ""));
    }

    private Optional<Approval> select(Handle handle, ApprovalId id, String locking) {
        return handle.createQuery(backend.sql("SELECT * FROM {approval} WHERE id = :id" + locking))
                .bind("id", PortableText.encode(id.value()))
                .map((row, context) -> approval(row))
                .findOne();
    }

    @Override
    public Page<Approval> list(ApprovalQuery query, PageRequest page) {
        TimelineQuery timeline = new TimelineQuery("{approval}", "requested_at")
                .where("state = :state", "state", query.state().map(Enum::name))
                .where("session_id = :session", "session", query.sessionId().map(AgentSessionId::value));
        return transactions.read(
                "listing approvals", handle -> timeline.page(handle, backend, page, (row, context) -> approval(row)));
    }

    @Override
    public Approval.Decided decide(ApprovalId id, ApprovalDecision decision) {
        backend.guard().require(transactions, "deciding about approval " + id);
        ApprovalDecision made = new ApprovalDecision(
                decision.verdict(), decision.by(), StoreTime.micros(decision.at()), decision.reason());
        return transactions.write("deciding about approval " + id, handle -> {
            Approval asked = select(handle, id, " FOR UPDATE")
                    .orElseThrow(() -> NotFoundException.of("approval", id.value(), List.of()));
            Approval.Decided decided = asked.decide(made);
            if (decided.approval().state() != asked.state()) {
                write(handle, decided.approval());
            }
            return decided;
        });
    }

    @Override
    public Optional<Approval> use(ApprovalId id, String argumentsHash, Instant now) {
        backend.guard().require(transactions, "using approval " + id);
        return transactions.write("using approval " + id, handle -> {
            Optional<Approval> used = select(handle, id, " FOR UPDATE")
                    .flatMap(approval -> approval.use(argumentsHash, StoreTime.micros(now)));
            used.ifPresent(approval -> write(handle, approval));
            return used;
        });
    }

    private void write(Handle handle, Approval approval) {
        try (var update = handle.createUpdate(
                backend.sql("UPDATE {approval} SET state = :state, verdict = :verdict, decided_by = :decidedBy,"
                        + " decided_at = :decidedAt, reason = :reason, used_at = :usedAt WHERE id = :id"))) {
            bindChange(update, approval);
            update.execute();
        }
    }

    @Override
    public int expire(Instant now) {
        if (!backend.guard().isRight(transactions)) {
            return 0; // whoever has the time does it
        }
        return transactions.write(
                "expiring approvals",
                handle -> handle.createUpdate(
                                backend.sql(
                                        "UPDATE {approval} SET state = 'EXPIRED' WHERE state = 'PENDING' AND expires_at <= :now"))
                        .bind("now", utc(now))
                        .execute());
    }

    @Override
    public Map<ApprovalState, Long> countByState() {
        return transactions.read(
                "counting approvals",
                handle -> RowCounts.of(handle, backend, ApprovalState.class, "{approval}", "state", ""));
    }

    @Override
    public Map<RiskLevel, Long> countPendingByRisk() {
        return transactions.read(
                "counting approvals",
                handle -> RowCounts.of(
                        handle, backend, RiskLevel.class, "{approval}", "risk", " WHERE state = 'PENDING'"));
    }

    private static Approval approval(ResultSet row) throws SQLException {
        Optional<String> verdict = Columns.optionalText(row, "verdict");
        return new Approval(
                new ApprovalId(Columns.text(row, "id")),
                Columns.optionalText(row, "session_id").map(AgentSessionId::new),
                new ProposedAction(
                        Columns.text(row, "tool"),
                        Columns.text(row, "arguments"),
                        Columns.text(row, "arguments_hash"),
                        Columns.optionalText(row, "target"),
                        RiskLevel.valueOf(row.getString("risk")),
                        Columns.text(row, "description")),
                Actor.parse(Columns.text(row, "requested_by")),
                row.getBoolean("by_another"),
                Columns.time(row, "requested_at"),
                Columns.time(row, "expires_at"),
                ApprovalState.valueOf(row.getString("state")),
                verdict.isEmpty() ? Optional.empty() : Optional.of(decision(ApprovalState.valueOf(verdict.get()), row)),
                Columns.optionalTime(row, "used_at"));
    }

    private static ApprovalDecision decision(ApprovalState verdict, ResultSet row) throws SQLException {
        return new ApprovalDecision(
                verdict,
                Actor.parse(Columns.text(row, "decided_by")),
                Columns.time(row, "decided_at"),
                Columns.text(row, "reason"));
    }
}
