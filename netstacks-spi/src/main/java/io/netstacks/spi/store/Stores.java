package io.netstacks.spi.store;

import io.netstacks.spi.agent.AgentSessionStore;
import io.netstacks.spi.agent.ApprovalStore;
import io.netstacks.spi.audit.AuditLog;
import io.netstacks.spi.backup.BackupStore;
import io.netstacks.spi.backup.SnapshotStore;
import io.netstacks.spi.mop.MopExecutionStore;
import io.netstacks.spi.schedule.ScheduleStore;
import io.netstacks.spi.task.TaskHistoryStore;
import io.netstacks.spi.task.TaskMetadataStore;
import io.netstacks.spi.transport.HostKeyStore;
import java.util.function.Function;

/**
 * All stores of one backend. Safe for use by many threads. Every method of every store throws
 * {@link io.netstacks.spi.error.StoreException} when the backend fails.
 */
public interface Stores extends AutoCloseable {

    /** Returns the inventory. */
    DeviceStore devices();

    /** Returns what people set for devices beside the inventory. */
    DeviceOverrideStore deviceOverrides();

    /** Returns the credentials, encrypted at rest. */
    CredentialStore credentials();

    /** Returns the trusted host keys. */
    HostKeyStore hostKeys();

    /** Returns the configurations. */
    BackupStore backups();

    /** Returns the snapshots. */
    SnapshotStore snapshots();

    /** Returns the task history. */
    TaskHistoryStore tasks();

    /** Returns the task metadata. */
    TaskMetadataStore taskMetadata();

    /** Returns the scheduled operations. */
    ScheduleStore schedules();

    /** Returns the audit log. */
    AuditLog audit();

    /** Returns the agents as people set them up. */
    AgentStore agents();

    /** Returns the providers of language models, their keys encrypted at rest. */
    LlmSettingsStore llmSettings();

    /** Returns what agents search. */
    KnowledgeStore knowledge();

    /** Returns the settings that people change while the host runs. */
    SettingStore settings();

    /** Returns the sessions of agents, with their messages and actions. */
    AgentSessionStore agentSessions();

    /** Returns the approvals. */
    ApprovalStore approvals();

    /** Returns the alerts. */
    AlertStore alerts();

    /** Returns the incidents and their timelines. */
    IncidentStore incidents();

    /** Returns the templates with their versions. */
    TemplateStore templates();

    /** Returns the stacks. */
    StackStore stacks();

    /** Returns what is deployed where; the texts are encrypted at rest. */
    InstanceStore serviceInstances();

    /** Returns the runs of stacks. */
    DeploymentStore deployments();

    /** Returns the blueprints of stacks. */
    StackTemplateStore stackTemplates();

    /** Returns the systems that know values of variables. */
    ApiResourceStore apiResources();

    /** Returns the MOPs with their documents. */
    MopStore mops();

    /** Returns the executions of MOPs with their step runs. */
    MopExecutionStore mopExecutions();

    /** Returns the catalogue of step types. */
    MopStepTypeStore mopStepTypes();

    /**
     * Runs work in one transaction: everything or nothing. The stores that the function gets take part in it, on the
     * thread that runs it. Nested calls join the outer transaction; what a nested call did is undone alone if it throws and
     * the outer function goes on.
     *
     * @return what the function returned
     */
    <T> T inTransaction(Function<Stores, T> work);

    /** Closes what was opened here. Idempotent, never throws. */
    @Override
    void close();
}
