package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.adapter.jdbc.ExplainingSource.Explained;
import io.netstacks.spi.Actor;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.Settings;
import io.netstacks.spi.agent.AgentDefinition;
import io.netstacks.spi.agent.AgentSessionId;
import io.netstacks.spi.agent.AgentSessionQuery;
import io.netstacks.spi.agent.AgentSessionState;
import io.netstacks.spi.agent.ApprovalDecision;
import io.netstacks.spi.agent.ApprovalId;
import io.netstacks.spi.agent.ApprovalQuery;
import io.netstacks.spi.agent.ApprovalState;
import io.netstacks.spi.audit.AuditQuery;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceOverride;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.incident.AlertQuery;
import io.netstacks.spi.incident.AlertSignal;
import io.netstacks.spi.incident.AlertState;
import io.netstacks.spi.incident.IncidentEntry;
import io.netstacks.spi.incident.IncidentId;
import io.netstacks.spi.incident.IncidentQuery;
import io.netstacks.spi.incident.IncidentState;
import io.netstacks.spi.incident.Severity;
import io.netstacks.spi.knowledge.KnowledgeChunk;
import io.netstacks.spi.mop.Mop;
import io.netstacks.spi.mop.MopCancelRequest;
import io.netstacks.spi.mop.MopDetails;
import io.netstacks.spi.mop.MopExecutionId;
import io.netstacks.spi.mop.MopExecutionQuery;
import io.netstacks.spi.mop.MopExecutionState;
import io.netstacks.spi.mop.MopExecutionStore;
import io.netstacks.spi.mop.MopId;
import io.netstacks.spi.mop.MopLease;
import io.netstacks.spi.mop.MopProgress;
import io.netstacks.spi.mop.MopRevision;
import io.netstacks.spi.mop.MopStepOutcome;
import io.netstacks.spi.mop.MopStepResult;
import io.netstacks.spi.mop.MopStepRun;
import io.netstacks.spi.mop.MopText;
import io.netstacks.spi.stack.ApiResourceId;
import io.netstacks.spi.stack.Deployment;
import io.netstacks.spi.stack.DeploymentId;
import io.netstacks.spi.stack.DeploymentItem;
import io.netstacks.spi.stack.DeploymentQuery;
import io.netstacks.spi.stack.DeploymentState;
import io.netstacks.spi.stack.DeploymentTrigger;
import io.netstacks.spi.stack.FailurePolicy;
import io.netstacks.spi.stack.InstanceKey;
import io.netstacks.spi.stack.InstanceQuery;
import io.netstacks.spi.stack.InstanceState;
import io.netstacks.spi.stack.InstanceValidation;
import io.netstacks.spi.stack.ItemAction;
import io.netstacks.spi.stack.ServiceInstance;
import io.netstacks.spi.stack.StackClaim;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.stack.StackQuery;
import io.netstacks.spi.stack.StackState;
import io.netstacks.spi.stack.StackWork;
import io.netstacks.spi.store.KnowledgeStore;
import io.netstacks.spi.store.MopStore;
import io.netstacks.spi.store.Stores;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskState;
import io.netstacks.spi.template.TemplateDetails;
import io.netstacks.spi.template.TemplateDraft;
import io.netstacks.spi.template.TemplateKind;
import io.netstacks.spi.template.TemplateQuery;
import io.netstacks.spi.template.TemplateReference;
import io.netstacks.spi.template.VariableValues;
import io.netstacks.testkit.StorageKeys;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What the stores ask PostgreSQL for finds its rows by an index. In the build on 1,000 devices with 10 backups each; with
 * {@code -Dnetstacks.scale.devices=100000} as large as a network gets.
 */
class IndexUseTest {

    private static final int DEVICES = Integer.getInteger("netstacks.scale.devices", 1000);
    private static final int VERSIONS = 10;

    /** How many sessions, alerts and the like there are for each device. */
    private static final int OF_EACH = 3;

    private static final Instant MIDDLE = LargeStore.FIRST.plus(Duration.ofHours(VERSIONS / 2));

    private static ProviderContext context() {
        return new ProviderContext(Settings.defaults(), Clock.systemUTC(), reference -> {
            throw NotFoundException.of("secret", reference, List.of());
        });
    }

    private List<Explained> usesIndexes(ExplainingSource source, String what, Runnable work) {
        source.take();
        work.run();
        List<Explained> explained = source.take();
        assertThat(explained).as(what).isNotEmpty();
        assertThat(explained)
                .as(what)
                .allSatisfy(statement -> assertThat(statement.plan())
                        .as(statement.sql())
                        .doesNotContain("Seq Scan on t_backup ")
                        .doesNotContain("Seq Scan on t_backup_device")
                        .doesNotContain("Seq Scan on t_task_history")
                        .doesNotContain("Seq Scan on t_task_request")
                        .doesNotContain("Seq Scan on t_device")
                        .doesNotContain("Seq Scan on t_template")
                        .doesNotContain("Seq Scan on t_service_stack")
                        .doesNotContain("Seq Scan on t_stack_")
                        .doesNotContain("Seq Scan on t_service_instance")
                        .doesNotContain("Seq Scan on t_deployment")
                        .doesNotContain("Seq Scan on t_api_resource")
                        .doesNotContain("Seq Scan on t_unique_name")
                        .doesNotContain("Seq Scan on t_scheduled_operation")
                        .doesNotContain("Seq Scan on t_mop")
                        .doesNotContain("Seq Scan on t_credential")
                        .doesNotContain("Seq Scan on t_agent_")
                        .doesNotContain("Seq Scan on t_alert")
                        .doesNotContain("Seq Scan on t_incident")
                        .doesNotContain("Seq Scan on t_audit")
                        .doesNotContain("Seq Scan on t_task_metadata")
                        .doesNotContain("Seq Scan on t_approval")
                        .doesNotContain("Seq Scan on t_knowledge_document")
                        .doesNotContain("Seq Scan on t_knowledge_chunk"));
        return explained;
    }

    @Test
    void large_tables_are_not_read_through() throws SQLException {
        String schema = TestPostgres.newSchema();
        ExplainingSource source = new ExplainingSource(TestPostgres.postgres().getPostgresDatabase());
        JdbcStorage storage = JdbcStorage.over(source).inSchema(schema).withTablePrefix("t_");
        Stores stores = storage.open(context(), new StorageKeys());
        try {
            LargeStore.fill(stores, TestPostgres.postgres().getPostgresDatabase(), schema + ".t_", DEVICES, VERSIONS);
            LargeStacks.fill(stores, TestPostgres.postgres().getPostgresDatabase(), schema + ".t_", DEVICES, VERSIONS);
            String device = "d" + DEVICES / 2;
            String backup = "b" + DEVICES / 2 + "-" + VERSIONS;

            usesIndexes(source, "one device", () -> stores.devices().find(device));
            usesIndexes(source, "a page of devices", () -> stores.devices().list(PageRequest.first(100)));
            usesIndexes(
                    source,
                    "a device is saved",
                    () -> stores.devices()
                            .save(Device.named(device).at("192.0.2.9").build()));
            usesIndexes(
                    source,
                    "the latest backup",
                    () -> assertThat(stores.backups().latest(device).map(Backup::id))
                            .contains(new BackupId(backup)));
            usesIndexes(source, "the text of a backup", () -> stores.backups().content(new BackupId(backup)));
            usesIndexes(
                    source,
                    "the newest backups",
                    () -> stores.backups().list(BackupQuery.all(), PageRequest.first(100)));
            usesIndexes(
                    source,
                    "the history of a device",
                    () -> stores.backups().list(BackupQuery.of(device), PageRequest.first(100)));
            usesIndexes(source, "a page of the history", () -> {
                PageRequest first = PageRequest.first(3);
                stores.backups()
                        .list(
                                BackupQuery.of(device),
                                first.from(stores.backups()
                                        .list(BackupQuery.of(device), first)
                                        .next()
                                        .orElseThrow()));
            });
            usesIndexes(
                    source,
                    "backups of a time",
                    () -> stores.backups().list(BackupQuery.all().takenBefore(MIDDLE), PageRequest.first(100)));
            usesIndexes(
                    source,
                    "labelled backups",
                    () -> stores.backups().list(BackupQuery.all().labelled("golden"), PageRequest.first(100)));
            usesIndexes(
                    source,
                    "a backup is saved",
                    () -> stores.backups()
                            .save(new NewBackup(
                                    device,
                                    "cisco_ios",
                                    Instant.now(),
                                    Backup.Origin.MANUAL,
                                    "user:kim",
                                    ConfigText.of("new", "new"))));
            usesIndexes(source, "a backup is pinned", () -> stores.backups().pin(new BackupId(backup), true));
            usesIndexes(
                    source,
                    "backups of a device that is gone",
                    () -> assertThat(stores.backups().purgeDevice(device, MIDDLE, true))
                            .isNotEmpty());
            usesIndexes(source, "one task", () -> stores.tasks().find(new TaskId("t1-1")));
            usesIndexes(source, "the newest tasks", () -> stores.tasks().list(TaskQuery.all(), PageRequest.first(100)));
            usesIndexes(
                    source,
                    "tasks of a device",
                    () -> stores.tasks()
                            .list(
                                    new TaskQuery(
                                            Optional.empty(),
                                            Optional.of(device),
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty()),
                                    PageRequest.first(100)));
            usesIndexes(
                    source,
                    "tasks at work",
                    () -> stores.tasks().list(TaskQuery.in(TaskState.RUNNING), PageRequest.first(100)));
            usesIndexes(
                    source,
                    "tasks that a person looks after",
                    () -> stores.tasks().list(TaskQuery.ended(TaskOutcome.UNKNOWN), PageRequest.first(100)));
            usesIndexes(source, "the request of a task", () -> stores.tasks().request(new TaskId("t0-0")));
            usesIndexes(
                    source,
                    "requests that are forgotten",
                    () -> stores.tasks().expireRequests(Instant.parse("2020-01-01T00:00:00Z")));
            whatPeopleSetUp(source, stores, device);
            usesIndexes(source, "results that are over", () -> stores.tasks().expireResults(MIDDLE));
            templatesUseIndexes(source, stores);
            stacksUseIndexes(source, stores);
            deploymentsUseIndexes(source, stores);
        } finally {
            stores.close();
        }
    }

    private void templatesUseIndexes(ExplainingSource source, Stores stores) {
        PageRequest page = PageRequest.first(100);
        TemplateDraft draft = new TemplateDraft("t7", TemplateDetails.of(TemplateKind.DEPLOY), "new", "user:kim");
        usesIndexes(source, "one template", () -> stores.templates().find("t7"));
        usesIndexes(source, "a page of templates", () -> stores.templates().list(TemplateQuery.all(), page));
        usesIndexes(
                source,
                "templates that take away",
                () -> stores.templates().list(TemplateQuery.of(TemplateKind.DELETE), page.from("t5")));
        usesIndexes(
                source, "the versions of a template", () -> stores.templates().versions("t7", page));
        usesIndexes(source, "one version", () -> stores.templates().version("t7", 1));
        usesIndexes(
                source,
                "the users of a template",
                () -> assertThat(stores.templates().uses("t7")).hasSize(4));
        usesIndexes(source, "a template is changed", () -> stores.templates().update(draft, 1));
        usesIndexes(source, "a template is deleted", () -> stores.templates().deleteAnyway("t8"));
        usesIndexes(
                source,
                "a page of stack templates",
                () -> stores.stackTemplates().list(page.from("B5")));
        usesIndexes(
                source,
                "a stack template by name",
                () -> stores.stackTemplates().findByName("B7"));
        usesIndexes(
                source, "a page of API resources", () -> stores.apiResources().list(page.from("A5")));
        usesIndexes(
                source, "an API resource by name", () -> stores.apiResources().findByName("A7"));
        usesIndexes(
                source,
                "an API resource is deleted",
                () -> stores.apiResources().delete(new ApiResourceId("a7")));
    }

    private void stacksUseIndexes(ExplainingSource source, Stores stores) {
        PageRequest page = PageRequest.first(100);
        Instant now = LargeStore.FIRST;
        usesIndexes(source, "one stack", () -> stores.stacks().find(new StackId("s7")));
        usesIndexes(source, "a stack by name", () -> stores.stacks().findByName("S7"));
        usesIndexes(source, "a page of stacks", () -> stores.stacks().list(StackQuery.all(), page.from("S5")));
        usesIndexes(
                source,
                "stacks at work",
                () -> stores.stacks().list(StackQuery.all().in(StackState.DEPLOYING), page));
        usesIndexes(
                source,
                "stacks of a template",
                () -> stores.stacks().list(StackQuery.all().using("t7"), page));
        usesIndexes(
                source,
                "stacks on a device",
                () -> stores.stacks().list(StackQuery.all().on("d7"), page));
        usesIndexes(
                source,
                "a stack is changed",
                () -> stores.stacks()
                        .update(
                                new StackId("s7"),
                                stores.stacks()
                                        .find(new StackId("s7"))
                                        .orElseThrow()
                                        .value()
                                        .definition()
                                        .named("X"),
                                1));
        usesIndexes(source, "a stack is claimed, renewed, and finished", () -> {
            StackClaim claim =
                    stores.stacks().claim(new StackId("s9"), 1, StackWork.DEPLOY, "n1", now, Duration.ofMinutes(1));
            assertThat(stores.stacks().renew(claim, now.plusSeconds(90))).isTrue();
            stores.stacks().finish(claim, StackState.DEPLOYED, now);
        });
        usesIndexes(source, "work that was lost", () -> stores.stacks().expireClaims(now, 10));
        usesIndexes(
                source,
                "a stack is deleted",
                () -> assertThat(stores.stacks().delete(new StackId("s10"))).isTrue());
    }

    private void deploymentsUseIndexes(ExplainingSource source, Stores stores) {
        PageRequest page = PageRequest.first(100);
        Instant now = Instant.now();
        InstanceKey key = new InstanceKey(new StackId("s11"), "live", "d1");
        ServiceInstance instance =
                ServiceInstance.pending(key, new TemplateReference("t11", 1, "h"), VariableValues.none());
        DeploymentItem item = DeploymentItem.planned("live", "d1", 1, ItemAction.CREATE, Optional.empty());
        StackClaim claim =
                stores.stacks().claim(new StackId("s11"), 1, StackWork.DEPLOY, "n1", now, Duration.ofMinutes(1));
        Deployment deployment = Deployment.begun(
                claim,
                new Deployment.Start(
                        new DeploymentId("live"),
                        1,
                        "h",
                        "user:kim",
                        "c",
                        DeploymentTrigger.MANUAL,
                        FailurePolicy.CONTINUE,
                        now));
        usesIndexes(source, "a deployment begins", () -> stores.deployments().begin(claim, deployment, List.of()));
        usesIndexes(
                source,
                "an item is added",
                () -> stores.deployments().append(claim, new DeploymentId("live"), List.of(item)));
        usesIndexes(
                source,
                "an item is changed",
                () -> stores.deployments().change(claim, new DeploymentId("live"), item.started(now)));
        usesIndexes(
                source,
                "an instance is saved",
                () -> stores.serviceInstances().save(claim, instance, ConfigText.of("x", "x")));
        usesIndexes(
                source,
                "an instance is changed",
                () -> stores.serviceInstances().change(claim, instance.deployed(now)));
        usesIndexes(
                source,
                "an instance is validated",
                () -> stores.serviceInstances()
                        .validated(
                                key,
                                new InstanceValidation(true, now, InstanceValidation.Source.LIVE, 0),
                                List.of(),
                                2));
        usesIndexes(
                source,
                "the text of an instance",
                () -> stores.serviceInstances().content(key));
        usesIndexes(source, "instances", () -> stores.serviceInstances().list(InstanceQuery.all(), page));
        usesIndexes(
                source,
                "instances of a stack",
                () -> stores.serviceInstances().list(InstanceQuery.of(new StackId("s7")), page));
        usesIndexes(
                source,
                "instances on a device",
                () -> stores.serviceInstances().list(InstanceQuery.all().on("d7"), page));
        usesIndexes(
                source,
                "instances in a state",
                () -> stores.serviceInstances().list(InstanceQuery.all().in(InstanceState.FAILED), page));
        usesIndexes(
                source,
                "states of a stack's instances",
                () -> stores.serviceInstances().countByState(new StackId("s7")));
        usesIndexes(
                source,
                "an instance is removed",
                () -> stores.serviceInstances().remove(claim, key));
        usesIndexes(source, "one deployment", () -> stores.deployments().find(new DeploymentId("s7-1")));
        usesIndexes(source, "the newest deployments", () -> stores.deployments().list(DeploymentQuery.all(), page));
        usesIndexes(
                source,
                "the history of a stack",
                () -> stores.deployments().list(DeploymentQuery.of(new StackId("s7")), page));
        usesIndexes(
                source,
                "deployments at work",
                () -> stores.deployments().list(DeploymentQuery.all().in(DeploymentState.RUNNING), page));
        usesIndexes(source, "items of a deployment", () -> stores.deployments().items(new DeploymentId("s7-1"), page));
        usesIndexes(source, "statuses of items", () -> stores.deployments().countItems(new DeploymentId("s7-1")));
    }

    @Test
    void large_tables_of_mops_are_not_read_through() throws SQLException {
        String schema = TestPostgres.newSchema();
        ExplainingSource source = new ExplainingSource(TestPostgres.postgres().getPostgresDatabase());
        JdbcStorage storage = JdbcStorage.over(source).inSchema(schema).withTablePrefix("t_");
        try (Stores stores = storage.open(context(), new StorageKeys())) {
            LargeMops.fill(stores, TestPostgres.postgres().getPostgresDatabase(), schema + ".t_", DEVICES, VERSIONS);
            usesIndexesForMops(source, stores.mops());
            usesIndexesToList(source, stores.mopExecutions());
            usesIndexesToGoOn(source, stores.mopExecutions());
            usesIndexesToBegin(source, stores);
        }
    }

    @Test
    void large_tables_of_what_happens_are_not_read_through() throws SQLException {
        String schema = TestPostgres.newSchema();
        ExplainingSource source = new ExplainingSource(TestPostgres.postgres().getPostgresDatabase());
        JdbcStorage storage = JdbcStorage.over(source).inSchema(schema).withTablePrefix("t_");
        try (Stores stores = storage.open(context(), new StorageKeys())) {
            LargeNews.fill(TestPostgres.postgres().getPostgresDatabase(), schema + ".t_", DEVICES, OF_EACH);
            agentsUseIndexes(source, stores);
            incidentsUseIndexes(source, stores);
            recordsUseIndexes(source, stores);
        }
    }

    private void agentsUseIndexes(ExplainingSource source, Stores stores) {
        PageRequest page = PageRequest.first(100);
        AgentSessionQuery sessions = AgentSessionQuery.all();
        usesIndexes(
                source,
                "the newest agent sessions",
                () -> stores.agentSessions().list(sessions, page));
        usesIndexes(
                source,
                "sessions of an agent",
                () -> assertThat(stores.agentSessions()
                                .list(sessions.of("a7"), page)
                                .items())
                        .hasSize(OF_EACH));
        usesIndexes(
                source,
                "sessions at work",
                () -> stores.agentSessions().list(sessions.in(AgentSessionState.RUNNING), page));
        usesIndexes(
                source, "sessions about an alert", () -> stores.agentSessions().list(sessions.triggeredBy("w7"), page));
        usesIndexes(source, "messages", () -> stores.agentSessions().messages(new AgentSessionId("s7-1"), page));
        usesIndexes(source, "actions", () -> stores.agentSessions().actions(new AgentSessionId("s7-1"), page));
        usesIndexes(
                source,
                "old sessions are forgotten",
                () -> stores.agentSessions().deleteEnded(LargeStore.FIRST.minusSeconds(1)));
        ApprovalQuery approvals = ApprovalQuery.all();
        usesIndexes(source, "one approval", () -> stores.approvals().find(new ApprovalId("ps7-1")));
        usesIndexes(source, "the newest approvals", () -> stores.approvals().list(approvals, page));
        usesIndexes(
                source,
                "approvals to decide about",
                () -> assertThat(stores.approvals()
                                .list(approvals.in(ApprovalState.PENDING), page)
                                .items())
                        .isNotEmpty());
        usesIndexes(
                source,
                "approvals of a session",
                () -> stores.approvals().list(approvals.of(new AgentSessionId("s7-1")), page));
        usesIndexes(
                source,
                "a decision about an approval",
                () -> stores.approvals()
                        .decide(
                                new ApprovalId("ps10-" + OF_EACH),
                                ApprovalDecision.approve(Actor.user("kim"), LargeStore.FIRST, "")));
        usesIndexes(
                source,
                "the use of an approval",
                () -> stores.approvals().use(new ApprovalId("ps10-" + OF_EACH), "h", LargeStore.FIRST));
        usesIndexes(source, "approvals that end", () -> stores.approvals().expire(LargeStore.FIRST));
    }

    private void incidentsUseIndexes(ExplainingSource source, Stores stores) {
        PageRequest page = PageRequest.first(100);
        AlertQuery alerts = AlertQuery.all();
        usesIndexes(source, "the newest alerts", () -> stores.alerts().list(alerts, page));
        usesIndexes(source, "new alerts", () -> stores.alerts().list(alerts.in(AlertState.NEW), page));
        usesIndexes(source, "critical alerts", () -> stores.alerts().list(alerts.of(Severity.CRITICAL), page));
        usesIndexes(
                source,
                "alerts of a device",
                () -> assertThat(stores.alerts().list(alerts.about("d7"), page).items())
                        .hasSize(OF_EACH));
        usesIndexes(
                source,
                "alerts of an incident",
                () -> stores.alerts().list(alerts.ofIncident(new IncidentId("i7")), page));
        usesIndexes(
                source,
                "an alert comes in",
                () -> stores.alerts()
                        .receive(AlertSignal.of(
                                "s", Severity.MINOR, "T", Optional.empty(), Map.of(), LargeStore.FIRST)));
        usesIndexes(
                source,
                "old alerts are forgotten",
                () -> stores.alerts().deleteEnded(LargeStore.FIRST.minusSeconds(1)));
        IncidentQuery incidents = IncidentQuery.all();
        usesIndexes(source, "the newest incidents", () -> stores.incidents().list(incidents, page));
        usesIndexes(source, "open incidents", () -> stores.incidents().list(incidents.in(IncidentState.OPEN), page));
        usesIndexes(source, "critical incidents", () -> stores.incidents().list(incidents.of(Severity.CRITICAL), page));
        usesIndexes(
                source,
                "incidents of a device",
                () -> assertThat(stores.incidents()
                                .list(incidents.affecting("d7"), page)
                                .items())
                        .hasSize(OF_EACH));
        usesIndexes(
                source, "incidents of a person", () -> stores.incidents().list(incidents.assignedTo("user7"), page));
        usesIndexes(source, "a timeline", () -> stores.incidents().timeline(new IncidentId("i7-1"), page));
        usesIndexes(
                source,
                "an entry is added",
                () -> stores.incidents()
                        .append(new IncidentId("i7-1"), new IncidentEntry(LargeStore.FIRST, "user:kim", "seen")));
        usesIndexes(source, "an incident is deleted", () -> stores.incidents().delete(new IncidentId("i8-1")));
    }

    private void recordsUseIndexes(ExplainingSource source, Stores stores) {
        PageRequest page = PageRequest.first(100);
        AuditQuery audit = AuditQuery.all();
        usesIndexes(source, "the newest of the audit log", () -> stores.audit().list(audit, page));
        usesIndexes(source, "what somebody did", () -> stores.audit().list(audit.by("user7"), page));
        usesIndexes(source, "where something was done", () -> stores.audit().list(audit.doing("action7"), page));
        usesIndexes(source, "what was done to a device", () -> stores.audit().list(audit.about("d7"), page));
        usesIndexes(source, "one operation", () -> stores.audit().list(audit.in("c7-1"), page));
        usesIndexes(
                source,
                "what was done in an hour",
                () -> stores.audit().list(audit.between(MIDDLE, MIDDLE.plusSeconds(3600)), page));
        usesIndexes(source, "old entries are purged", () -> stores.audit().purge(LargeStore.FIRST.minusSeconds(1)));
        usesIndexes(
                source, "metadata of a task", () -> stores.taskMetadata().find(new TaskId("t7-1"), LargeStore.FIRST));
        usesIndexes(source, "fresh metadata", () -> stores.taskMetadata().recent(10, LargeStore.FIRST));
        usesIndexes(
                source, "metadata that is over", () -> stores.taskMetadata().expire(LargeStore.FIRST.minusSeconds(1)));
        assertThat(usesIndexes(source, "snapshots", () -> {
                    stores.snapshots().find(new SnapshotId("n7-1"));
                    stores.snapshots().list(page);
                    stores.snapshots().expire(LargeStore.FIRST.minusSeconds(1));
                }))
                .as("elsewhere there are hardly any")
                .allSatisfy(statement ->
                        assertThat(statement.plan()).as(statement.sql()).doesNotContain("Seq Scan on t_snapshot"));
        usesIndexes(
                source,
                "operations that are due",
                () -> stores.schedules().claimDue(LargeStore.FIRST, "n1", Duration.ofMinutes(1), 10));
        usesIndexes(
                source,
                "an operation is run now",
                () -> stores.schedules().claimNow("o7", LargeStore.FIRST, "n1", Duration.ofMinutes(1)));
        usesIndexes(source, "runs of an operation", () -> stores.schedules().runs("o7", page));
        usesIndexes(source, "a page of operations", () -> stores.schedules().list(page));
    }

    private void usesIndexesForMops(ExplainingSource source, MopStore mops) {
        MopId mop = new MopId("m" + DEVICES / 2);
        usesIndexes(source, "one MOP", () -> mops.find(mop));
        usesIndexes(
                source,
                "a MOP of a name",
                () -> assertThat(mops.findByName("MOP " + DEVICES / 2)).isPresent());
        usesIndexes(source, "a page of MOPs", () -> mops.list(PageRequest.first(100)));
        usesIndexes(source, "versions of a MOP", () -> mops.versions(mop, PageRequest.first(100)));
        usesIndexes(
                source,
                "a MOP gets another document",
                () -> mops.revise(
                        mop, 1, MopDetails.of("renamed", ""), new MopRevision(MopText.of("x: y"), "user:kim")));
        usesIndexes(source, "a document", () -> assertThat(mops.text(mop, 2)).isPresent());
        usesIndexes(
                source,
                "a MOP is deleted",
                () -> assertThat(mops.delete(new MopId("m1"))).isTrue());
    }

    private void usesIndexesToList(ExplainingSource source, MopExecutionStore executions) {
        MopId mop = new MopId("m" + DEVICES / 2);
        MopExecutionId execution = new MopExecutionId("x" + DEVICES / 2 + "-" + VERSIONS);
        MopExecutionQuery all = MopExecutionQuery.all();
        usesIndexes(source, "one execution", () -> executions.find(execution));
        usesIndexes(source, "the newest executions", () -> executions.list(all, PageRequest.first(100)));
        usesIndexes(
                source,
                "executions of a MOP",
                () -> assertThat(executions
                                .list(all.of(mop), PageRequest.first(100))
                                .items())
                        .hasSize(VERSIONS));
        usesIndexes(
                source,
                "a page of them",
                () -> executions.list(
                        all.of(mop),
                        PageRequest.first(3)
                                .from(executions
                                        .list(all.of(mop), PageRequest.first(3))
                                        .next()
                                        .orElseThrow())));
        usesIndexes(
                source,
                "executions that have not begun",
                () -> assertThat(executions
                                .list(all.in(MopExecutionState.PENDING), PageRequest.first(100))
                                .items())
                        .hasSize(5));
        usesIndexes(
                source,
                "executions that have ended",
                () -> executions.list(all.in(MopExecutionState.COMPLETED), PageRequest.first(100)));
        usesIndexes(
                source,
                "executions on a device",
                () -> executions.list(all.on("d" + DEVICES / 2), PageRequest.first(100)));
        usesIndexes(
                source, "executions of a time", () -> executions.list(all.askedSince(MIDDLE), PageRequest.first(100)));
        usesIndexes(source, "targets", () -> executions.targets(execution));
        usesIndexes(source, "variables", () -> executions.variables(execution));
        usesIndexes(source, "step runs", () -> executions.runs(execution, PageRequest.first(100)));
        usesIndexes(source, "open step runs", () -> executions.openRuns(execution, PageRequest.first(100)));
        usesIndexes(
                source,
                "an output",
                () -> executions.output(new MopExecutionId("x" + DEVICES / 2 + "-" + VERSIONS), 2));
    }

    private void usesIndexesToGoOn(ExplainingSource source, MopExecutionStore executions) {
        Duration lease = Duration.ofMinutes(1);
        usesIndexes(
                source,
                "what is due",
                () -> assertThat(executions.claimDue(LargeStore.FIRST, "n1", lease, 2))
                        .hasSize(2));
        MopLease mine = executions
                .claim(new MopExecutionId("open4"), LargeStore.FIRST, "n1", lease)
                .orElseThrow()
                .lease();
        usesIndexes(source, "a lease is renewed", () -> executions.renew(mine, LargeStore.FIRST.plusSeconds(90)));
        usesIndexes(source, "a step is reached", () -> executions.advance(mine, "drain", LargeStore.FIRST));
        usesIndexes(
                source,
                "a step run begins",
                () -> executions.begin(mine, MopStepRun.changing("drain", "configure", LargeStore.FIRST)));
        usesIndexes(
                source,
                "changes that nobody is at",
                () -> assertThat(executions
                                .abandonedChanges(MIDDLE, PageRequest.first(100))
                                .items())
                        .hasSize(1));
        usesIndexes(source, "something is remembered", () -> executions.remember(mine, MopText.of("{}")));
        usesIndexes(
                source,
                "a step run ends",
                () -> executions.finish(
                        mine,
                        1,
                        new MopStepResult(MopStepOutcome.SUCCEEDED, "done", LargeStore.FIRST),
                        MopText.of("seen")));
        usesIndexes(
                source,
                "an execution is cancelled",
                () -> executions.requestCancel(
                        new MopExecutionId("open4"), new MopCancelRequest("user:kim", "", LargeStore.FIRST)));
        usesIndexes(
                source,
                "an execution ends",
                () -> executions.release(
                        mine,
                        MopProgress.running("drain", LargeStore.FIRST)
                                .ended(MopExecutionState.CANCELLED, Optional.empty()),
                        LargeStore.FIRST));
        usesIndexes(source, "a decision", () -> executions.wakeWaitingFor(new ApprovalId("a1"), LargeStore.FIRST));
        usesIndexes(
                source, "an execution is woken", () -> executions.wake(new MopExecutionId("open3"), LargeStore.FIRST));
    }

    private void usesIndexesToBegin(ExplainingSource source, Stores stores) {
        Mop mop = stores.mops().find(new MopId("m3")).orElseThrow().value();
        usesIndexes(
                source,
                "an execution begins alone",
                () -> stores.mopExecutions().startAlone(LargeMops.execution("new", mop)));
        usesIndexes(
                source,
                "old executions are forgotten",
                () -> stores.mopExecutions().deleteEnded(LargeStore.FIRST.minusSeconds(1)));
    }

    private void whatPeopleSetUp(ExplainingSource source, Stores stores, String device) {
        usesIndexes(
                source,
                "the override of a device",
                () -> assertThat(stores.deviceOverrides().find(device)).isPresent());
        usesIndexes(
                source,
                "whether there are overrides",
                () -> stores.deviceOverrides().isEmpty());
        usesIndexes(
                source, "a page of overrides", () -> stores.deviceOverrides().list(PageRequest.first(100)));
        usesIndexes(
                source,
                "an override is saved",
                () -> stores.deviceOverrides().save(DeviceOverride.of(device).disabled(true)));
        usesIndexes(
                source,
                "the default credentials",
                () -> assertThat(stores.credentials().defaultName()).contains("c5"));
        usesIndexes(
                source,
                "credentials become the default",
                () -> stores.credentials().setDefault("c6"));

        stores.agents().save(AgentDefinition.named("a7", "general"));
        usesIndexes(
                source,
                "an agent is deleted with its sessions",
                () -> assertThat(stores.agents().delete("a7")).isTrue());
        assertThat(stores.agentSessions().find(new AgentSessionId("s7-1"))).isEmpty();

        KnowledgeStore knowledge = stores.knowledge();
        usesIndexes(
                source,
                "a document",
                () -> assertThat(knowledge.find("all", device)).isPresent());
        usesIndexes(source, "the text of a document", () -> knowledge.text("all", device));
        usesIndexes(source, "a page of documents", () -> knowledge.list("all", PageRequest.first(100)));
        usesIndexes(
                source,
                "documents to index",
                () -> assertThat(knowledge
                                .listUnindexed("all", PageRequest.first(100))
                                .items())
                        .hasSize(1));
        usesIndexes(source, "the chunks of a document", () -> knowledge.chunks("all", device));
        usesIndexes(source, "a page of chunks", () -> {
            PageRequest first = PageRequest.first(100);
            knowledge.chunks(
                    "all", first.from(knowledge.chunks("all", first).next().orElseThrow()));
        });
        usesIndexes(
                source,
                "the chunks of a document are replaced",
                () -> assertThat(knowledge.replaceChunks("all", device, "h", List.of(KnowledgeChunk.of("new", 0, ""))))
                        .isTrue());
        usesIndexes(source, "a document is deleted", () -> knowledge.delete("all", device));
    }
}
