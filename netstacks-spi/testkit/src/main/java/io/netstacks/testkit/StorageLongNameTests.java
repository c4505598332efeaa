package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Actor;
import io.netstacks.spi.Limits;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.agent.AgentAction;
import io.netstacks.spi.agent.AgentDefinition;
import io.netstacks.spi.agent.AgentMessage;
import io.netstacks.spi.agent.AgentSession;
import io.netstacks.spi.agent.AgentSessionId;
import io.netstacks.spi.agent.AgentTrigger;
import io.netstacks.spi.agent.Approval;
import io.netstacks.spi.agent.ApprovalDecision;
import io.netstacks.spi.agent.ApprovalId;
import io.netstacks.spi.agent.LlmSettings;
import io.netstacks.spi.agent.ProposedAction;
import io.netstacks.spi.audit.AuditEntry;
import io.netstacks.spi.audit.AuditOutcome;
import io.netstacks.spi.audit.AuditQuery;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceOverride;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.incident.Alert;
import io.netstacks.spi.incident.AlertSignal;
import io.netstacks.spi.incident.Incident;
import io.netstacks.spi.incident.IncidentDetails;
import io.netstacks.spi.incident.IncidentEntry;
import io.netstacks.spi.incident.IncidentId;
import io.netstacks.spi.incident.IncidentPriority;
import io.netstacks.spi.incident.IncidentQuery;
import io.netstacks.spi.incident.Severity;
import io.netstacks.spi.knowledge.KnowledgeChunk;
import io.netstacks.spi.knowledge.KnowledgeCollection;
import io.netstacks.spi.knowledge.KnowledgeDocument;
import io.netstacks.spi.mop.Mop;
import io.netstacks.spi.mop.MopDetails;
import io.netstacks.spi.mop.MopExecutionId;
import io.netstacks.spi.mop.MopExecutionQuery;
import io.netstacks.spi.mop.MopId;
import io.netstacks.spi.mop.MopLease;
import io.netstacks.spi.mop.MopRevision;
import io.netstacks.spi.mop.MopStart;
import io.netstacks.spi.mop.MopStepAction;
import io.netstacks.spi.mop.MopStepOutcome;
import io.netstacks.spi.mop.MopStepResult;
import io.netstacks.spi.mop.MopStepRun;
import io.netstacks.spi.mop.MopStepTypeDetails;
import io.netstacks.spi.mop.MopText;
import io.netstacks.spi.mop.MopTrigger;
import io.netstacks.spi.mop.MopVariables;
import io.netstacks.spi.mop.NewMopExecution;
import io.netstacks.spi.schedule.Schedule;
import io.netstacks.spi.schedule.SchedulePolicy;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.spi.schedule.ScheduledRun;
import io.netstacks.spi.schedule.ScheduledWork;
import io.netstacks.spi.stack.ApiAuthentication;
import io.netstacks.spi.stack.ApiResource;
import io.netstacks.spi.stack.ApiResourceId;
import io.netstacks.spi.stack.Deployment;
import io.netstacks.spi.stack.DeploymentId;
import io.netstacks.spi.stack.DeploymentItem;
import io.netstacks.spi.stack.DeploymentTrigger;
import io.netstacks.spi.stack.FailurePolicy;
import io.netstacks.spi.stack.InstanceKey;
import io.netstacks.spi.stack.ItemAction;
import io.netstacks.spi.stack.ServiceDefinition;
import io.netstacks.spi.stack.ServiceInstance;
import io.netstacks.spi.stack.ServiceOutline;
import io.netstacks.spi.stack.StackClaim;
import io.netstacks.spi.stack.StackDefinition;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.stack.StackQuery;
import io.netstacks.spi.stack.StackTemplate;
import io.netstacks.spi.stack.StackTemplateId;
import io.netstacks.spi.stack.StackWork;
import io.netstacks.spi.store.StoredSetting;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskMetadata;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.spi.template.TemplateDetails;
import io.netstacks.spi.template.TemplateDraft;
import io.netstacks.spi.template.TemplateKind;
import io.netstacks.spi.template.TemplateReference;
import io.netstacks.spi.template.VariableValues;
import io.netstacks.spi.tool.RiskLevel;
import io.netstacks.spi.transport.HostKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The part of {@link StorageContract} about names that are as long as names may be, of letters that take the most room: indices
 * have less of it than tables. The letters are random, because a database may compress what repeats.
 */
interface StorageLongNameTests extends StorageSubject {

    /** Of which letters names are made. */
    enum Letters {
        /** As many bytes as a name may have. */
        OF_THREE_BYTES(0x4e00, 0x9f00, Limits.KEY_BYTES / 3),
        /** As many characters as a name may have; each letter is two of them. */
        OF_FOUR_BYTES(0x20000, 0x2a000, Limits.KEY / 2);

        private final int first;
        private final int last;
        private final int most;

        Letters(int first, int last, int most) {
            this.first = first;
            this.last = last;
            this.most = most;
        }

        /** Returns a name that is as long as can be; another one for each number. */
        String longest(int number) {
            return name(number, most);
        }

        /** Returns one with so many letters less, for what stands before it. */
        String shorter(int number, int less) {
            return name(number, most - less);
        }

        /** Returns the longest name that a device may have in the inventory. */
        String device(int number) {
            return name(number, 127);
        }

        /** Returns the longest name that a scheduled operation may have: 200 characters. */
        String operation(int number) {
            return name(number, 200 / Character.charCount(first));
        }

        private String name(int number, int letters) {
            return new Random(number)
                    .ints(letters, first, last)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
    }

    private static Instant now() {
        return NOW.truncatedTo(ChronoUnit.MICROS);
    }

    @Test
    default void names_are_refused_that_are_longer_than_any_store_can_hold() {
        String longest = Letters.OF_THREE_BYTES.longest(1);
        assertThat(longest.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(Limits.KEY_BYTES - 3);
        assertThat(Letters.OF_FOUR_BYTES.longest(1)).hasSize(Limits.KEY);

        assertThatThrownBy(() -> DeviceOverride.of(longest + "\u4e00"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the device of an override must have at most 1280 bytes in UTF-8 but has 1281");
        assertThatThrownBy(() -> DeviceOverride.of(Letters.OF_FOUR_BYTES.longest(1) + "x"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("512 characters");
    }

    @Test
    default void long_names_of_devices_are_kept_with_all_that_belongs_to_them() {
        for (Letters letters : Letters.values()) {
            String device = letters.device(1);
            String credential = letters.longest(2);
            String label = letters.longest(3);
            String snapshot = letters.longest(4);
            Device saved = Device.named(device)
                    .platform(letters.longest(5))
                    .site(letters.longest(6))
                    .build();
            stores().devices().save(saved);
            stores().deviceOverrides().save(DeviceOverride.of(letters.longest(9)));
            stores().credentials().save(credential, Credentials.password("kim", "x"));
            stores().credentials().setDefault(credential);
            Endpoint endpoint = new Endpoint(letters.longest(7), 22);
            HostKey key = new HostKey(letters.longest(8), "AAAA");
            stores().hostKeys().trustFirst(endpoint, key);
            Backup backup = stores().backups()
                    .save(StorageSubject.config(device, NOW, "a"))
                    .backup();
            stores().backups().label(backup.id(), label);
            Snapshot taken = new Snapshot(
                    new SnapshotId(snapshot),
                    "nightly",
                    now(),
                    "user:kim",
                    now().plusSeconds(60),
                    List.of(SnapshotMember.pending(device)));
            stores().snapshots().create(taken);

            assertThat(stores().devices().find(device).orElseThrow().value()).isEqualTo(saved);
            assertThat(stores().deviceOverrides().find(letters.longest(9))).isPresent();
            assertThat(stores().credentials().defaultName()).contains(credential);
            assertThat(stores().hostKeys().find(endpoint)).containsExactly(key);
            assertThat(stores().backups()
                            .list(BackupQuery.all().labelled(label), PageRequest.first())
                            .items())
                    .hasSize(1);
            assertThat(stores().snapshots().find(new SnapshotId(snapshot))).contains(taken);
        }
    }

    @Test
    default void long_names_of_stacks_are_kept_with_all_that_belongs_to_them() {
        for (Letters letters : Letters.values()) {
            String stack = letters.longest(11);
            String service = letters.longest(12);
            String device = letters.longest(13);
            String template = letters.longest(14);
            String check = letters.longest(15);
            String remove = letters.longest(16);
            String deployment = letters.longest(17);
            TemplateDetails details = new TemplateDetails(
                    TemplateKind.DEPLOY, Set.of(), Optional.of(check), Optional.of(remove), List.of(), "");
            stores().templates().create(new TemplateDraft(template, details, "x", letters.longest(18)));
            ServiceOutline outline = ServiceOutline.of(service, template);
            stores().stacks()
                    .create(
                            new StackId(stack),
                            StackDefinition.of(
                                    letters.longest(19), List.of(ServiceDefinition.on(List.of(device), outline))));
            StackClaim claim = stores().stacks()
                    .claim(new StackId(stack), 1, StackWork.DEPLOY, letters.longest(20), now(), Duration.ofMinutes(5));
            InstanceKey key = new InstanceKey(new StackId(stack), service, device);
            TemplateReference reference = new TemplateReference(template, 1, "hash");
            stores().serviceInstances()
                    .save(
                            claim,
                            ServiceInstance.pending(key, reference, VariableValues.none())
                                    .touchedBy(new DeploymentId(deployment)),
                            ConfigText.of("x", "x"));
            Deployment.Start start = new Deployment.Start(
                    new DeploymentId(deployment),
                    1,
                    letters.longest(21),
                    letters.longest(22),
                    letters.longest(23),
                    DeploymentTrigger.MANUAL,
                    FailurePolicy.CONTINUE,
                    now());
            stores().deployments()
                    .begin(
                            claim,
                            Deployment.begun(claim, start),
                            List.of(DeploymentItem.planned(
                                    service, device, 1, ItemAction.CREATE, Optional.of(reference))));
            stores().stackTemplates()
                    .create(StackTemplate.of(
                            new StackTemplateId(letters.longest(24)),
                            letters.longest(25),
                            List.of(outline),
                            letters.longest(26)));
            stores().apiResources()
                    .create(ApiResource.of(
                            new ApiResourceId(letters.longest(27)),
                            letters.longest(28),
                            "https://netbox.example",
                            ApiAuthentication.none(),
                            letters.longest(29)));

            assertThat(stores().templates().uses(template)).hasSize(3);
            assertThat(stores().stacks()
                            .list(StackQuery.all().on(device), PageRequest.first())
                            .items())
                    .hasSize(1);
            assertThat(stores().serviceInstances().find(key)).isPresent();
            assertThat(stores().deployments()
                            .items(new DeploymentId(deployment), PageRequest.first())
                            .items())
                    .singleElement()
                    .satisfies(item -> assertThat(item.value().device()).isEqualTo(device));
            assertThat(stores().stackTemplates().findByName(letters.longest(25)))
                    .isPresent();
            assertThat(stores().apiResources().findByName(letters.longest(28))).isPresent();
        }
    }

    @Test
    default void long_names_of_mops_are_kept_with_all_that_belongs_to_them() {
        for (Letters letters : Letters.values()) {
            MopId id = new MopId(letters.longest(31));
            MopExecutionId execution = new MopExecutionId(letters.longest(32));
            String device = letters.longest(33);
            Mop mop = stores().mops()
                    .create(
                            id,
                            MopDetails.of(letters.longest(34), ""),
                            new MopRevision(MopText.of("steps: []"), letters.longest(35)))
                    .value();
            MopStart start = new MopStart(
                    execution,
                    id,
                    mop.latestVersion(),
                    mop.latestHash(),
                    Actor.user(letters.shorter(36, 5)),
                    letters.longest(37),
                    MopTrigger.MANUAL,
                    Optional.of(letters.longest(38)),
                    now());
            stores().mopExecutions()
                    .start(new NewMopExecution(start, List.of(device), MopVariables.of(Map.of("a", "1"))));
            MopLease lease = stores().mopExecutions()
                    .claim(execution, now(), letters.longest(39), Duration.ofMinutes(5))
                    .orElseThrow()
                    .lease();
            stores().mopExecutions().remember(lease, MopText.of("{}"));
            stores().mopExecutions().begin(lease, MopStepRun.changing(letters.longest(40), letters.longest(41), now()));
            stores().mopExecutions()
                    .finish(lease, 1, new MopStepResult(MopStepOutcome.SUCCEEDED, "", now()), MopText.of("seen"));

            assertThat(stores().mops().findByName(letters.longest(34))).isPresent();
            assertThat(stores().mopExecutions()
                            .list(MopExecutionQuery.all().of(id).on(device), PageRequest.first())
                            .items())
                    .singleElement()
                    .satisfies(found -> assertThat(found.id()).isEqualTo(execution));
            assertThat(stores().mopExecutions().output(execution, 1)).isPresent();
            assertThat(stores().mopExecutions().memory(execution)).isPresent();
        }
    }

    @Test
    default void long_names_of_step_types_are_kept() {
        for (Letters letters : Letters.values()) {
            MopStepTypeDetails details = new MopStepTypeDetails(
                    letters.longest(42),
                    "",
                    Optional.of(letters.longest(43)),
                    Optional.of(letters.longest(44)),
                    true,
                    MopStepAction.MANUAL,
                    Map.of(letters.longest(45), ""),
                    "{}");
            String id = stores().mopStepTypes().create(details).value().id();

            assertThat(stores().mopStepTypes().find(id))
                    .hasValueSatisfying(
                            found -> assertThat(found.value().details()).isEqualTo(details));
            assertThatThrownBy(() -> stores().mopStepTypes().create(details))
                    .as("it is found by its name")
                    .isInstanceOf(ConflictException.class);
        }
    }

    @Test
    default void long_names_of_schedules_are_kept_with_their_runs() {
        for (Letters letters : Letters.values()) {
            String name = letters.operation(46);
            TaskId task = new TaskId(letters.longest(47));
            stores().schedules()
                    .create(ScheduledOperation.create(
                            name,
                            ScheduledWork.DEPLOY,
                            Map.of("stack", letters.longest(48)),
                            Schedule.parse("hourly 0 UTC"),
                            SchedulePolicy.DEFAULT,
                            now()));
            ScheduledRun run = stores().schedules()
                    .claimNow(name, now(), letters.longest(49), Duration.ofMinutes(5))
                    .orElseThrow()
                    .run();
            ScheduledRun ended = run.ended(now(), ScheduledRun.Outcome.SUCCEEDED, Optional.of(task), "");
            assertThat(stores().schedules().finish(ended)).isTrue();

            assertThat(stores().schedules().find(name).flatMap(ScheduledOperation::stack))
                    .contains(letters.longest(48));
            assertThat(stores().schedules().runs(name, PageRequest.first()).items())
                    .containsExactly(ended);
        }
    }

    @Test
    default void long_names_of_agents_are_kept_with_all_that_belongs_to_them() {
        for (Letters letters : Letters.values()) {
            String agent = letters.longest(51);
            AgentSessionId session = new AgentSessionId(letters.longest(52));
            stores().agents().save(AgentDefinition.named(agent, letters.longest(53)));
            stores().agents().setDefault(agent);
            stores().llmSettings().save(LlmSettings.named(letters.shorter(54, 6)));
            stores().agentSessions()
                    .start(AgentSession.started(session, agent, AgentTrigger.ALERT, letters.longest(55), now(), "")
                            .triggeredBy(letters.longest(56))
                            .childOf(new AgentSessionId(letters.longest(57))));
            stores().agentSessions()
                    .addMessages(session, List.of(AgentMessage.answering(letters.longest(58), "text", now())));
            stores().agentSessions()
                    .addAction(session, AgentAction.calling(letters.longest(59), "{}", RiskLevel.LOW, now()));
            ApprovalId approval = new ApprovalId(letters.longest(63));
            ProposedAction action = new ProposedAction(
                    letters.longest(60),
                    "{}",
                    letters.longest(61),
                    Optional.of(letters.longest(62)),
                    RiskLevel.HIGH,
                    "");
            stores().approvals()
                    .request(Approval.requested(
                            approval,
                            Optional.of(session),
                            action,
                            Actor.agent(letters.shorter(64, 6)),
                            now(),
                            Approval.DEFAULT_TIME));
            stores().approvals()
                    .decide(approval, ApprovalDecision.approve(Actor.user(letters.shorter(65, 5)), now(), ""));
            String collection = letters.longest(66);
            String file = letters.longest(67);
            stores().knowledge().saveCollection(KnowledgeCollection.named(collection, letters.longest(68)));
            stores().knowledge().save(KnowledgeDocument.of(collection, file, letters.longest(69), "T"), "text");
            stores().knowledge()
                    .replaceChunks(
                            collection,
                            file,
                            stores().knowledge()
                                    .find(collection, file)
                                    .orElseThrow()
                                    .value()
                                    .contentHash(),
                            List.of(KnowledgeChunk.of("text", 0, "")));

            assertThat(stores().agents().defaultName()).contains(agent);
            assertThat(stores().agentSessions().find(session)).isPresent();
            assertThat(stores().agentSessions()
                            .messages(session, PageRequest.first())
                            .items())
                    .hasSize(1);
            assertThat(stores().approvals().use(approval, letters.longest(61), now()))
                    .isPresent();
            assertThat(stores().knowledge().chunks(collection, file)).hasSize(1);
        }
    }

    @Test
    default void long_names_of_what_happens_are_kept() {
        for (Letters letters : Letters.values()) {
            String device = letters.longest(71);
            IncidentId incident = new IncidentId(letters.longest(72));
            IncidentDetails details = new IncidentDetails(
                    "Core is down",
                    "",
                    Severity.MAJOR,
                    IncidentPriority.HIGH,
                    Optional.of(letters.longest(73)),
                    Set.of(device),
                    Set.of(letters.longest(74)),
                    Optional.of(letters.longest(75)),
                    Optional.empty(),
                    Optional.empty());
            stores().incidents()
                    .open(
                            Incident.opened(incident, details, Incident.Origin.TRIAGE, letters.longest(76), now()),
                            new IncidentEntry(now(), letters.longest(76), "opened"));
            stores().incidents().append(incident, new IncidentEntry(now(), letters.longest(77), "seen"));
            Alert alert = stores().alerts()
                    .receive(AlertSignal.of(
                            letters.longest(78),
                            Severity.MAJOR,
                            "BGP down",
                            Optional.of(device),
                            Map.of("alertname", letters.name()),
                            now()))
                    .alert();
            TaskId task = new TaskId(letters.longest(79));
            TaskRecord record = new TaskRecord(
                    task,
                    letters.longest(80),
                    letters.longest(81),
                    letters.longest(82),
                    letters.longest(83),
                    true,
                    TaskState.FINISHED,
                    Optional.of(TaskOutcome.UNKNOWN),
                    now(),
                    Optional.of(now()),
                    Optional.of(now()),
                    Optional.empty(),
                    Optional.empty());
            stores().tasks().add(record);
            stores().taskMetadata().put(new TaskMetadata(task, now(), now().plusSeconds(60), Map.of()));
            stores().audit()
                    .append(new AuditEntry(
                            now(),
                            letters.longest(84),
                            letters.longest(85),
                            letters.longest(86),
                            AuditOutcome.DONE,
                            letters.longest(87),
                            "",
                            Map.of()));
            stores().settings()
                    .save(new StoredSetting(letters.longest(88), StoredSetting.Type.TEXT, "x", letters.longest(89)));

            assertThat(stores().incidents()
                            .list(IncidentQuery.all().affecting(device), PageRequest.first())
                            .items())
                    .hasSize(1);
            assertThat(stores().incidents()
                            .timeline(incident, PageRequest.first())
                            .items())
                    .extracting(Sequenced::value)
                    .extracting(IncidentEntry::actor)
                    .contains(letters.longest(77));
            assertThat(stores().alerts().find(alert.id())).isPresent();
            assertThat(stores().tasks().find(task)).contains(record);
            assertThat(stores().tasks()
                            .list(TaskQuery.ended(TaskOutcome.UNKNOWN), PageRequest.first())
                            .items())
                    .contains(record);
            assertThat(stores().taskMetadata().find(task, now())).isPresent();
            assertThat(stores().audit()
                            .list(AuditQuery.all().by(letters.longest(84)), PageRequest.first())
                            .items())
                    .hasSize(1);
            assertThat(stores().settings().find(letters.longest(88))).isPresent();
        }
    }
}
