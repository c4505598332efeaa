package io.netstacks.testkit;

import static io.netstacks.testkit.StackBench.LEASE;
import static io.netstacks.testkit.StackBench.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.SecretReference;
import io.netstacks.spi.config.Assertion;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.schedule.Schedule;
import io.netstacks.spi.schedule.SchedulePolicy;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.spi.schedule.ScheduledWork;
import io.netstacks.spi.stack.ApiResourceId;
import io.netstacks.spi.stack.ApiVariable;
import io.netstacks.spi.stack.DependencyScope;
import io.netstacks.spi.stack.DeploymentId;
import io.netstacks.spi.stack.DeploymentQuery;
import io.netstacks.spi.stack.InstanceKey;
import io.netstacks.spi.stack.InstanceQuery;
import io.netstacks.spi.stack.ServiceCheck;
import io.netstacks.spi.stack.ServiceDefinition;
import io.netstacks.spi.stack.ServiceInstance;
import io.netstacks.spi.stack.ServiceOutline;
import io.netstacks.spi.stack.ServiceStack;
import io.netstacks.spi.stack.StackClaim;
import io.netstacks.spi.stack.StackDefinition;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.stack.StackQuery;
import io.netstacks.spi.stack.StackState;
import io.netstacks.spi.stack.StackSummary;
import io.netstacks.spi.stack.StackTemplateId;
import io.netstacks.spi.stack.StackWork;
import io.netstacks.spi.store.StackStore;
import io.netstacks.spi.store.Stored;
import io.netstacks.spi.template.TemplateReference;
import io.netstacks.spi.template.VariableValues;
import java.math.BigInteger;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about stacks. */
interface StorageStackTests extends StorageSubject {

    /** Returns a definition with one service {@code svc}. */
    static StackDefinition definition(String name, String template, String... devices) {
        return StackDefinition.of(
                name, List.of(ServiceDefinition.on(List.of(devices), ServiceOutline.of("svc", template))));
    }

    private StackStore stacks() {
        return stores().stacks();
    }

    private StackBench work() {
        return new StackBench(stores());
    }

    private List<String> names(StackQuery query) {
        return stacks().list(query, PageRequest.first()).items().stream()
                .map(row -> row.value().name())
                .toList();
    }

    @Test
    default void a_stack_comes_back_with_every_part() {
        ServiceCheck check = new ServiceCheck(
                "show bgp " + ANY_UNICODE,
                List.of(
                        Assertion.line("a " + ANY_UNICODE).under("router bgp 1").absent(),
                        Assertion.regex("^Estab.*").describedAs("up")));
        ServiceDefinition base = new ServiceDefinition(
                ServiceOutline.of("base " + ANY_UNICODE, "base.j2").inOrder(2),
                List.of("r2", "r1 " + ANY_UNICODE),
                VariableValues.of(Map.of("vlan", 10, "name", ANY_UNICODE)),
                Map.of("r2", VariableValues.of(Map.of("ip", "10.0.0.2"))));
        ServiceDefinition voice = ServiceDefinition.on(
                List.of("r1"),
                ServiceOutline.of("voice", "voice")
                        .inOrder(-1)
                        .after("base " + ANY_UNICODE)
                        .within(DependencyScope.ALL_DEVICES)
                        .checked(List.of(check), List.of(check, check)));
        StackDefinition definition = new StackDefinition(
                "Campus " + ANY_UNICODE,
                ANY_UNICODE,
                List.of(base, voice),
                VariableValues.of(Map.of(
                        "community",
                        new SecretReference("env:SNMP"),
                        "nested",
                        Map.of("$secret", "no reference", "$$x", List.of(1, 2.5, true, new SecretReference("file:/k"))),
                        "big",
                        new BigInteger("123456789012345678901234567890"),
                        "least",
                        Long.MIN_VALUE,
                        ANY_UNICODE,
                        Map.of())),
                Map.of(
                        "prefix",
                        ApiVariable.get(new ApiResourceId("netbox"), "/api/{{device}}")
                                .at("$.results[0].prefix"),
                        "all",
                        new ApiVariable(
                                new ApiResourceId("netbox"),
                                "/graphql",
                                ApiVariable.Method.POST,
                                Optional.of("{\"q\": \"" + ANY_UNICODE + "\"}"),
                                Optional.empty(),
                                ANY_UNICODE)),
                Optional.of(new StackTemplateId("blueprint")));

        Stored<ServiceStack> created = stacks().create(new StackId("s1"), definition);

        assertThat(created.value()).isEqualTo(ServiceStack.created(new StackId("s1"), definition));
        assertThat(created.version()).isEqualTo(1);
        assertThat(created.createdAt()).isEqualTo(NOW.truncatedTo(ChronoUnit.MICROS));
        assertThat(stacks().find(new StackId("s1"))).contains(created);
        assertThat(stacks().findByName("Campus " + ANY_UNICODE)).contains(created);
        assertThat(work().load("s1").definition().services()).containsExactly(base, voice);
        assertThat(stacks().list(StackQuery.all(), PageRequest.first()).items())
                .singleElement()
                .extracting(Stored::value)
                .isEqualTo(StackSummary.of(created.value()));
        assertThat(stacks().find(new StackId("unknown"))).isEmpty();
        assertThat(stacks().findByName("unknown")).isEmpty();
    }

    @Test
    default void ids_and_names_are_unique_and_a_name_that_was_given_up_is_free_again() {
        stacks().create(new StackId("s1"), definition("Campus", "t", "r1"));

        assertThatThrownBy(() -> stacks().create(new StackId("s1"), definition("Other", "t", "r1")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("s1");
        assertThatThrownBy(() -> stacks().create(new StackId("s2"), definition("Campus", "t", "r1")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("Campus");
        stacks().create(new StackId("s2"), definition("Other", "t", "r1"));
        assertThatThrownBy(() -> stacks().update(new StackId("s2"), definition("Campus", "t", "r1"), 1))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("Campus");
        stacks().update(new StackId("s1"), definition("Renamed", "t", "r1"), 1);
        stacks().update(new StackId("s2"), definition("Campus", "t", "r1"), 1);
        assertThat(stacks().findByName("Campus").orElseThrow().value().id()).isEqualTo(new StackId("s2"));
        assertThat(stacks().findByName("Other")).isEmpty();
        stacks().delete(new StackId("s1"));
        stacks().create(new StackId("s3"), definition("Renamed", "t", "r1"));
    }

    @Test
    default void a_name_that_is_taken_leaves_the_transaction_usable() {
        stacks().create(new StackId("s1"), definition("Campus", "t", "r1"));

        stores().inTransaction(tx -> {
            assertThatThrownBy(() -> tx.stacks().create(new StackId("s2"), definition("Campus", "t", "r1")))
                    .isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> tx.stacks().create(new StackId("s1"), definition("Free", "t", "r1")))
                    .isInstanceOf(ConflictException.class);
            return tx.stacks().create(new StackId("s3"), definition("Free", "t", "r1"));
        });

        assertThat(names(StackQuery.all())).containsExactly("Campus", "Free");
    }

    @Test
    default void of_many_that_take_a_name_one_gets_it() {
        List<Boolean> got = StorageRace.run(32, number -> {
            try {
                stacks().create(new StackId("s" + number), definition("Campus", "t", "r1"));
                return true;
            } catch (ConflictException late) {
                return false;
            }
        });

        assertThat(got).containsOnlyOnce(true);
        assertThat(names(StackQuery.all())).containsExactly("Campus");
    }

    @Test
    default void one_of_many_that_change_a_stack_wins() {
        stacks().create(new StackId("s1"), definition("Campus", "t", "r1"));

        List<Boolean> won = StorageRace.run(32, number -> {
            try {
                stacks().update(new StackId("s1"), definition("Campus", "t", "r" + number), 1);
                return true;
            } catch (ConflictException late) {
                return false;
            }
        });

        assertThat(won).containsOnlyOnce(true);
        assertThat(work().version("s1")).isEqualTo(2);
        assertThat(names(StackQuery.all().on("r" + won.indexOf(true)))).containsExactly("Campus");
        assertThatThrownBy(() -> stacks().update(new StackId("unknown"), definition("x", "t", "r1"), 1))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("deleted");
    }

    @Test
    default void a_change_of_what_is_deployed_pends_until_it_is_deployed_and_a_new_name_does_not() {
        stacks().create(new StackId("s1"), definition("Campus", "t", "r1"));
        stacks().update(new StackId("s1"), definition("Campus", "t", "r1", "r2"), 1);
        assertThat(work().load("s1").pendingSince()).as("never deployed").isEmpty();

        stacks().finish(work().claim("s1", "n1", 0), StackState.DEPLOYED, second(1));
        stacks().update(
                        new StackId("s1"),
                        work().load("s1").definition().named("Renamed").describedAs("x"),
                        work().version("s1"));
        assertThat(work().load("s1").pendingSince()).isEmpty();
        stacks().update(new StackId("s1"), definition("Renamed", "t", "r3"), work().version("s1"));
        assertThat(work().load("s1").pendingSince()).contains(second(0));
        assertThat(stacks().list(StackQuery.all(), PageRequest.first())
                        .items()
                        .get(0)
                        .value()
                        .pendingSince())
                .contains(second(0));

        StackClaim claim = work().claim("s1", "n1", 10);
        assertThat(work().load("s1").pendingSince()).isEmpty();
        stacks().update(new StackId("s1"), definition("Renamed", "t", "r4"), work().version("s1"));
        assertThat(work().load("s1").pendingSince()).as("changed at work").isPresent();
        assertThat(work().load("s1").state()).isEqualTo(StackState.DEPLOYING);
        stacks().finish(claim, StackState.DEPLOYED, second(11));
        assertThat(work().load("s1").pendingSince()).isPresent();
    }

    @Test
    default void stacks_are_found_by_state_template_and_device_and_counted() {
        stacks().create(new StackId("s2"), definition("B", "vlan.j2", "r1", "r2"));
        stacks().create(new StackId("s1"), definition("A", "base", "r2"));
        stacks().create(new StackId("s3"), definition("C", "vlan", "r3"));
        work().claim("s3", "n1", 0);

        assertThat(names(StackQuery.all())).containsExactly("A", "B", "C");
        assertThat(names(StackQuery.all().in(StackState.PENDING))).containsExactly("A", "B");
        assertThat(names(StackQuery.all().using("vlan.j2"))).containsExactly("B", "C");
        assertThat(names(StackQuery.all().on("r2"))).containsExactly("A", "B");
        assertThat(names(StackQuery.all().on("r2").using("base"))).containsExactly("A");
        assertThat(stacks().countByState()).isEqualTo(Map.of(StackState.PENDING, 2L, StackState.DEPLOYING, 1L));
        assertThat(StorageSubject.allPages(1, page -> stacks().list(StackQuery.all(), page), () -> {}))
                .extracting(row -> row.value().id())
                .containsExactly(new StackId("s1"), new StackId("s2"), new StackId("s3"));
        stacks().update(new StackId("s2"), definition("B", "other", "r9"), 1);
        assertThat(names(StackQuery.all().using("vlan"))).containsExactly("C");
        assertThat(names(StackQuery.all().on("r1"))).isEmpty();
    }

    @Test
    default void a_stack_that_is_taken_away_goes_when_nothing_is_left_of_it() {
        stacks().create(new StackId("s1"), definition("Campus", "t", "r1"));
        StackClaim deploy = work().claim("s1", "n1", 0);
        InstanceKey key = new InstanceKey(new StackId("s1"), "svc", "r1");
        stores().serviceInstances()
                .save(
                        deploy,
                        ServiceInstance.pending(key, new TemplateReference("t", 1, "h"), VariableValues.none())
                                .deployed(second(1)),
                        ConfigText.of("x", "x"));
        stacks().finish(deploy, StackState.DEPLOYED, second(2));
        StackClaim delete =
                stacks().claim(new StackId("s1"), work().version("s1"), StackWork.DELETE, "n1", second(3), LEASE);

        assertThatThrownBy(() -> stacks().finishDeleted(delete))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("1 services");
        assertThatThrownBy(() -> stacks().delete(new StackId("s1")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("DELETING");
        assertThat(stores().serviceInstances().remove(delete, key)).isTrue();
        stacks().finishDeleted(delete);

        assertThat(stacks().find(new StackId("s1"))).isEmpty();
        assertThatThrownBy(() -> stacks().finishDeleted(delete)).isInstanceOf(ConflictException.class);
        stacks().create(new StackId("s1"), definition("Campus", "t", "r1"));
        assertThatThrownBy(() -> stacks().finish(delete, StackState.DELETE_FAILED, second(9)))
                .as("another stack of the same id")
                .isInstanceOf(ConflictException.class);
    }

    @Test
    default void a_deleted_stack_takes_its_instances_deployments_and_schedules_along_and_nobody_elses() {
        for (String id : List.of("s1", "s2")) {
            stacks().create(new StackId(id), definition("Name of " + id, "t", "r1"));
            StackClaim claim = work().claim(id, "n1", 0);
            stores().serviceInstances()
                    .save(
                            claim,
                            ServiceInstance.pending(
                                    new InstanceKey(new StackId(id), "svc", "r1"),
                                    new TemplateReference("t", 1, "h"),
                                    VariableValues.none()),
                            ConfigText.of("x", "x"));
            stores().deployments()
                    .begin(claim, StorageDeploymentTests.deployment(claim, "d-" + id, second(1)), List.of());
            stacks().finish(claim, StackState.DEPLOYED, second(2));
            schedule("by id " + id, ScheduledWork.DEPLOY, id);
            schedule("by name " + id, ScheduledWork.DEPLOY, "Name of " + id);
            schedule("other " + id, ScheduledWork.MOP, id);
        }

        assertThat(stacks().delete(new StackId("s1"))).isTrue();
        assertThat(stacks().delete(new StackId("s1"))).isFalse();

        assertThat(stacks().findByName("Name of s1")).isEmpty();
        assertThat(stores().serviceInstances()
                        .list(InstanceQuery.all(), PageRequest.first())
                        .items())
                .extracting(row -> row.value().key().stackId())
                .containsExactly(new StackId("s2"));
        assertThat(stores().deployments()
                        .list(DeploymentQuery.all(), PageRequest.first())
                        .items())
                .extracting(deployment -> deployment.id())
                .containsExactly(new DeploymentId("d-s2"));
        assertThat(stores().deployments()
                        .items(new DeploymentId("d-s1"), PageRequest.first())
                        .items())
                .isEmpty();
        assertThat(stores().schedules().list(PageRequest.first()).items())
                .extracting(ScheduledOperation::name)
                .containsExactly("by id s2", "by name s2", "other s1", "other s2");
        stacks().create(new StackId("s1"), definition("Name of s1", "t", "r1"));
        assertThat(stores().serviceInstances().countByState(new StackId("s1"))).isEmpty();
    }

    private void schedule(String name, ScheduledWork work, String stack) {
        stores().schedules()
                .create(ScheduledOperation.create(
                        name,
                        work,
                        Map.of("stack", stack),
                        Schedule.parse("hourly 0 UTC"),
                        SchedulePolicy.DEFAULT,
                        NOW));
    }
}
