package io.netstacks.core.internal.store;

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
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** All stores in memory. Transactions run one after the other. Safe for use by many threads. */
public final class InMemoryStores implements Stores {

    private final MemoryJournal journal = new MemoryJournal();
    private final DeviceStore devices;
    private final DeviceOverrideStore deviceOverrides;
    private final CredentialStore credentials;
    private final HostKeyStore hostKeys;
    private final BackupStore backups;
    private final SnapshotStore snapshots;
    private final TaskHistoryStore tasks;
    private final TaskMetadataStore taskMetadata;
    private final ScheduleStore schedules;
    private final AuditLog audit;
    private final AgentStore agents;
    private final LlmSettingsStore llmSettings;
    private final KnowledgeStore knowledge;
    private final SettingStore settings;
    private final AgentSessionStore agentSessions;
    private final ApprovalStore approvals;
    private final AlertStore alerts;
    private final IncidentStore incidents;
    private final TemplateStore templates;
    private final StackStore stacks;
    private final InstanceStore serviceInstances;
    private final DeploymentStore deployments;
    private final StackTemplateStore stackTemplates;
    private final ApiResourceStore apiResources;
    private final MopStore mops;
    private final MopExecutionStore mopExecutions;
    private final MopStepTypeStore mopStepTypes;

    /** Creates empty stores that read the time from this clock. */
    public InMemoryStores(Clock clock) {
        MemorySnapshots memorySnapshots = new MemorySnapshots(journal);
        devices = new MemoryDevices(journal, clock);
        deviceOverrides = new MemoryDeviceOverrides(journal, clock);
        credentials = new MemoryCredentials(journal);
        hostKeys = new MemoryHostKeys(journal);
        backups = new MemoryBackups(journal, memorySnapshots);
        snapshots = memorySnapshots;
        tasks = new MemoryTasks(journal);
        taskMetadata = new MemoryTaskMetadata(journal);
        MemorySchedules memorySchedules = new MemorySchedules(journal);
        schedules = memorySchedules;
        audit = new MemoryAudit(journal);
        MemoryApprovals memoryApprovals = new MemoryApprovals(journal);
        approvals = memoryApprovals;
        MemoryAgentSessions memorySessions = new MemoryAgentSessions(journal, memoryApprovals);
        agentSessions = memorySessions;
        agents = new MemoryAgents(journal, clock, memorySessions);
        llmSettings = new MemoryLlmSettings(journal, clock);
        knowledge = new MemoryKnowledge(journal, clock);
        settings = new MemorySettings(journal, clock);
        MemoryAlerts memoryAlerts = new MemoryAlerts(journal, clock);
        alerts = memoryAlerts;
        incidents = new MemoryIncidents(journal, clock, memoryAlerts);
        MemoryStackTable stackTable = new MemoryStackTable(journal, clock);
        MemoryInstances memoryInstances = new MemoryInstances(journal, stackTable);
        serviceInstances = memoryInstances;
        MemoryDeployments memoryDeployments = new MemoryDeployments(journal, stackTable);
        deployments = memoryDeployments;
        MemoryStacks memoryStacks =
                new MemoryStacks(journal, stackTable, memoryInstances, memoryDeployments, memorySchedules);
        stacks = memoryStacks;
        MemoryStackTemplates memoryStackTemplates = new MemoryStackTemplates(journal, clock);
        stackTemplates = memoryStackTemplates;
        templates = new MemoryTemplates(journal, clock, List.of(memoryStacks, memoryStackTemplates, memoryInstances));
        apiResources = new MemoryApiResources(journal, clock);
        MemoryMopVersions mopVersions = new MemoryMopVersions(journal);
        MemoryMopExecutions memoryMopExecutions = new MemoryMopExecutions(journal, mopVersions);
        mopExecutions = memoryMopExecutions;
        mops = new MemoryMops(journal, clock, mopVersions, memoryMopExecutions);
        mopStepTypes = new MemoryMopStepTypes(journal, clock);
    }

    @Override
    public DeviceStore devices() {
        return devices;
    }

    @Override
    public DeviceOverrideStore deviceOverrides() {
        return deviceOverrides;
    }

    @Override
    public CredentialStore credentials() {
        return credentials;
    }

    @Override
    public HostKeyStore hostKeys() {
        return hostKeys;
    }

    @Override
    public BackupStore backups() {
        return backups;
    }

    @Override
    public SnapshotStore snapshots() {
        return snapshots;
    }

    @Override
    public TaskHistoryStore tasks() {
        return tasks;
    }

    @Override
    public TaskMetadataStore taskMetadata() {
        return taskMetadata;
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
        return agents;
    }

    @Override
    public LlmSettingsStore llmSettings() {
        return llmSettings;
    }

    @Override
    public KnowledgeStore knowledge() {
        return knowledge;
    }

    @Override
    public SettingStore settings() {
        return settings;
    }

    @Override
    public AgentSessionStore agentSessions() {
        return agentSessions;
    }

    @Override
    public ApprovalStore approvals() {
        return approvals;
    }

    @Override
    public AlertStore alerts() {
        return alerts;
    }

    @Override
    public IncidentStore incidents() {
        return incidents;
    }

    @Override
    public TemplateStore templates() {
        return templates;
    }

    @Override
    public StackStore stacks() {
        return stacks;
    }

    @Override
    public InstanceStore serviceInstances() {
        return serviceInstances;
    }

    @Override
    public DeploymentStore deployments() {
        return deployments;
    }

    @Override
    public StackTemplateStore stackTemplates() {
        return stackTemplates;
    }

    @Override
    public ApiResourceStore apiResources() {
        return apiResources;
    }

    @Override
    public MopStore mops() {
        return mops;
    }

    @Override
    public MopExecutionStore mopExecutions() {
        return mopExecutions;
    }

    @Override
    public MopStepTypeStore mopStepTypes() {
        return mopStepTypes;
    }

    @Override
    public <T> T inTransaction(Function<Stores, T> work) {
        return journal.atomically(() -> work.apply(this));
    }

    @Override
    public void close() {
        journal.close();
    }
}
