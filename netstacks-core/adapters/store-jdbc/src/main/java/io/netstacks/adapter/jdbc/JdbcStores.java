package io.netstacks.adapter.jdbc;

import io.netstacks.spi.agent.AgentSessionStore;
import io.netstacks.spi.agent.ApprovalStore;
import io.netstacks.spi.audit.AuditLog;
import io.netstacks.spi.backup.BackupStore;
import io.netstacks.spi.backup.SnapshotStore;
import io.netstacks.spi.mop.MopExecutionStore;
import io.netstacks.spi.schedule.ScheduleStore;
import io.netstacks.spi.store.AgentStore;
import io.netstacks.spi.store.AlertStore;
import io.netstacks.spi.store.ApiResourceStore;
import io.netstacks.spi.store.CredentialStore;
import io.netstacks.spi.store.DeploymentStore;
import io.netstacks.spi.store.DeviceOverrideStore;
import io.netstacks.spi.store.DeviceStore;
import io.netstacks.spi.store.IncidentStore;
import io.netstacks.spi.store.InstanceStore;
import io.netstacks.spi.store.KnowledgeStore;
import io.netstacks.spi.store.LlmSettingsStore;
import io.netstacks.spi.store.MopStepTypeStore;
import io.netstacks.spi.store.MopStore;
import io.netstacks.spi.store.SettingStore;
import io.netstacks.spi.store.StackStore;
import io.netstacks.spi.store.StackTemplateStore;
import io.netstacks.spi.store.Stores;
import io.netstacks.spi.store.TemplateStore;
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
    private final JdbcSchedules schedules;

    JdbcStores(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
        tasks = new JdbcTasks(backend, transactions);
        audit = new JdbcAudit(backend, transactions);
        schedules = new JdbcSchedules(backend, transactions);
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
    public DeviceOverrideStore deviceOverrides() {
        return new JdbcDeviceOverrides(backend, transactions);
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
        return schedules;
    }

    @Override
    public AuditLog audit() {
        return audit;
    }

    @Override
    public AgentStore agents() {
        return new JdbcAgents(backend, transactions);
    }

    @Override
    public LlmSettingsStore llmSettings() {
        return new JdbcLlmSettings(backend, transactions);
    }

    @Override
    public KnowledgeStore knowledge() {
        return new JdbcKnowledge(backend, transactions);
    }

    @Override
    public SettingStore settings() {
        return new JdbcSettings(backend, transactions);
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
    public TemplateStore templates() {
        return new JdbcTemplates(backend, transactions);
    }

    @Override
    public StackStore stacks() {
        return new JdbcStacks(backend, transactions);
    }

    @Override
    public InstanceStore serviceInstances() {
        return new JdbcInstances(backend, transactions);
    }

    @Override
    public DeploymentStore deployments() {
        return new JdbcDeployments(backend, transactions);
    }

    @Override
    public StackTemplateStore stackTemplates() {
        return new JdbcStackTemplates(backend, transactions);
    }

    @Override
    public ApiResourceStore apiResources() {
        return new JdbcApiResources(backend, transactions);
    }

    @Override
    public MopStore mops() {
        return new JdbcMops(backend, transactions);
    }

    @Override
    public MopExecutionStore mopExecutions() {
        return new JdbcMopExecutions(backend, transactions);
    }

    @Override
    public MopStepTypeStore mopStepTypes() {
        return new JdbcMopStepTypes(backend, transactions);
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
