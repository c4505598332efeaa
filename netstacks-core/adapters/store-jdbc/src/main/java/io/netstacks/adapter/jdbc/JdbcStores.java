package io.netstacks.adapter.jdbc;

import io.netstacks.spi.agent.AgentSessionStore;
import io.netstacks.spi.agent.ApprovalStore;
import io.netstacks.spi.audit.AuditLog;
import io.netstacks.spi.backup.BackupStore;
import io.netstacks.spi.backup.SnapshotStore;
import io.netstacks.spi.schedule.ScheduleStore;
import io.netstacks.spi.store.AlertStore;
import io.netstacks.spi.store.CredentialStore;
import io.netstacks.spi.store.DeviceStore;
import io.netstacks.spi.store.IncidentStore;
import io.netstacks.spi.store.Stores;
import io.netstacks.spi.task.TaskHistoryStore;
import io.netstacks.spi.task.TaskMetadataStore;
import io.netstacks.spi.transport.HostKeyStore;
import java.util.function.Function;

/** All stores of one database, over a pool or within one transaction. */
final class JdbcStores implements Stores {

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final JdbcTasks tasks;
    private final JdbcAudit audit;

    JdbcStores(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
        tasks = new JdbcTasks(backend, transactions);
        audit = new JdbcAudit(backend, transactions);
    }

    /** Returns the same stores in another transaction. */
    JdbcStores within(Transactions other) {
        return new JdbcStores(backend, other);
    }

    @Override
    public DeviceStore devices() {
        return new JdbcDevices(backend, transactions);
    }

    @Override
    public CredentialStore credentials() {
        return new JdbcCredentials(backend, transactions);
    }

    @Override
    public HostKeyStore hostKeys() {
        return new JdbcHostKeys(backend, transactions);
    }

    @Override
    public BackupStore backups() {
        return new JdbcBackups(backend, transactions);
    }

    @Override
    public SnapshotStore snapshots() {
        return new JdbcSnapshots(backend, transactions);
    }

    @Override
    public TaskHistoryStore tasks() {
        return tasks;
    }

    @Override
    public TaskMetadataStore taskMetadata() {
        return new JdbcTaskMetadata(backend, transactions);
    }

    @Override
    public ScheduleStore schedules() {
        return new JdbcSchedules(backend, transactions);
    }

    @Override
    public AuditLog audit() {
        return audit;
    }

    @Override
    public AgentSessionStore agentSessions() {
        return new JdbcAgentSessions(backend, transactions);
    }

    @Override
    public ApprovalStore approvals() {
        return new JdbcApprovals(backend, transactions);
    }

    @Override
    public AlertStore alerts() {
        return new JdbcAlerts(backend, transactions);
    }

    @Override
    public IncidentStore incidents() {
        return new JdbcIncidents(backend, transactions);
    }

    @Override
    public <T> T inTransaction(Function<Stores, T> work) {
        return transactions.join(joined -> work.apply(within(joined)));
    }

    @Override
    public void close() {
        transactions.close();
    }
}
