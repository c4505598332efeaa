package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.SecretReference;
import io.netstacks.spi.config.Assertion;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
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
import io.netstacks.spi.stack.StackLease;
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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about stacks and who may work on them. */
interface StorageStackTests extends StorageSubject {

    /** How long a claim holds. */
    Duration LEASE = Duration.ofMinutes(5);

    /** Returns a definition with one service {@code svc}. */
    static StackDefinition definition(String name, String template, String... devices) {
        return StackDefinition.of(
                name, List.of(ServiceDefinition.on(List.of(devices), ServiceOutline.of("svc", template))));
    }

    private static Instant second(long second) {
        return NOW.truncatedTo(ChronoUnit.MICROS).plusSeconds(second);
    }

    private StackStore stacks() {
        return stores().stacks();
    }

    private ServiceStack load(String id) {
        return stacks().find(new StackId(id)).orElseThrow().value();
    }

    private long version(String id) {
        return stacks().find(new StackId(id)).orElseThrow().version();
    }

    private StackClaim claim(String id, String owner, long second) {
        return stacks().claim(new StackId(id), version(id), StackWork.DEPLOY, owner, second(second), LEASE);
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
        assertThat(load("s1").definition().services()).containsExactly(base, voice);
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
        assertThat(version("s1")).isEqualTo(2);
        assertThat(names(StackQuery.all().on("r" + won.indexOf(true)))).containsExactly("Campus");
        assertThatThrownBy(() -> stacks().update(new StackId("unknown"), definition("x", "t", "r1"), 1))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("deleted");
    }

    @Test
    default void a_change_of_what_is_deployed_pends_until_it_is_deployed_and_a_new_name_does_not() {
        stacks().create(new StackId("s1"), definition("Campus", "t", "r1"));
        stacks().update(new StackId("s1"), definition("Campus", "t", "r1", "r2"), 1);
        assertThat(load("s1").pendingSince()).as("never deployed").isEmpty();

        stacks().finish(claim("s1", "n1", 0), StackState.DEPLOYED, second(1));
        stacks().update(
                        new StackId("s1"),
                        load("s1").definition().named("Renamed").describedAs("x"),
                        version("s1"));
        assertThat(load("s1").pendingSince()).isEmpty();
        stacks().update(new StackId("s1"), definition("Renamed", "t", "r3"), version("s1"));
        assertThat(load("s1").pendingSince()).contains(second(0));
        assertThat(stacks().list(StackQuery.all(), PageRequest.first())
                        .items()
                        .get(0)
                        .value()
                        .pendingSince())
                .contains(second(0));

        StackClaim claim = claim("s1", "n1", 10);
        assertThat(load("s1").pendingSince()).isEmpty();
        stacks().update(new StackId("s1"), definition("Renamed", "t", "r4"), version("s1"));
        assertThat(load("s1").pendingSince()).as("changed at work").isPresent();
        assertThat(load("s1").state()).isEqualTo(StackState.DEPLOYING);
        stacks().finish(claim, StackState.DEPLOYED, second(11));
        assertThat(load("s1").pendingSince()).isPresent();
    }

    @Test
    default void stacks_are_found_by_state_template_and_device_and_counted() {
        stacks().create(new StackId("s2"), definition("B", "vlan.j2", "r1", "r2"));
        stacks().create(new StackId("s1"), definition("A", "base", "r2"));
        stacks().create(new StackId("s3"), definition("C", "vlan", "r3"));
        claim("s3", "n1", 0);

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
    default void of_many_that_claim_a_stack_one_gets_it() {
        stacks().create(new StackId("s1"), definition("Campus", "t", "r1"));

        List<Optional<StackClaim>> got = StorageRace.run(32, number -> {
            try {
                return Optional.of(
                        stacks().claim(new StackId("s1"), 1, StackWork.DEPLOY, "n" + number, second(0), LEASE));
            } catch (ConflictException late) {
                return Optional.empty();
            }
        });

        assertThat(got.stream().flatMap(Optional::stream)).singleElement().satisfies(claim -> {
            assertThat(claim.number()).isEqualTo(1);
            assertThat(claim.before()).isEqualTo(StackState.PENDING);
            assertThat(load("s1")).isEqualTo(claim.stack());
            assertThat(load("s1").state()).isEqualTo(StackState.DEPLOYING);
            assertThat(load("s1").startedAt()).contains(second(0));
        });
    }

    @Test
    default void of_many_that_claim_an_expired_stack_one_gets_it_with_a_higher_number() {
        stacks().create(new StackId("s1"), definition("Campus", "t", "r1"));
        claim("s1", "n0", 0);
        long version = version("s1");

        List<Optional<StackClaim>> got = StorageRace.run(32, number -> {
            try {
                return Optional.of(
                        stacks().claim(new StackId("s1"), version, StackWork.DEPLOY, "n" + number, second(300), LEASE));
            } catch (ConflictException late) {
                return Optional.empty();
            }
        });

        assertThat(got.stream().flatMap(Optional::stream)).singleElement().satisfies(claim -> {
            assertThat(claim.number()).isEqualTo(2);
            assertThat(claim.before()).isEqualTo(StackState.UNKNOWN);
        });
    }

    @Test
    default void a_claim_needs_the_version_that_was_planned_with_and_a_stack_that_nobody_works_on() {
        stacks().create(new StackId("s1"), definition("Campus", "t", "r1"));
        stacks().update(new StackId("s1"), definition("Campus", "t", "r2"), 1);

        assertThatThrownBy(() -> stacks().claim(new StackId("s1"), 1, StackWork.DEPLOY, "n1", second(0), LEASE))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("version 2");
        assertThatThrownBy(() -> stacks().claim(new StackId("unknown"), 1, StackWork.DEPLOY, "n1", second(0), LEASE))
                .isInstanceOf(NotFoundException.class);
        claim("s1", "n1", 0);
        assertThatThrownBy(() -> claim("s1", "n2", 299))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("n1")
                .hasMessageContaining("DEPLOYING");
        assertThat(load("s1").lease()).contains(new StackLease("n1", second(300)));
    }

    @Test
    default void a_renewed_claim_holds_longer_and_changes_no_version() {
        stacks().create(new StackId("s1"), definition("Campus", "t", "r1"));
        StackClaim claim = claim("s1", "n1", 0);
        long version = version("s1");

        assertThat(stacks().renew(claim, second(900))).isTrue();

        assertThat(version("s1")).isEqualTo(version);
        assertThat(stacks().expireClaims(second(899), 10)).isEmpty();
        assertThatThrownBy(() -> claim("s1", "n2", 899)).isInstanceOf(ConflictException.class);
        assertThat(stacks().expireClaims(second(900), 10)).containsExactly(new StackId("s1"));
        assertThat(stacks().renew(claim, second(2000))).isFalse();
    }

    @Test
    default void whoever_lost_a_claim_writes_nothing_any_more() {
        stacks().create(new StackId("s1"), definition("Campus", "t", "r1"));
        StackClaim stale = claim("s1", "n1", 0);
        StackClaim fresh = claim("s1", "n2", 300);
        Stored<ServiceStack> before = stacks().find(new StackId("s1")).orElseThrow();

        assertThat(stacks().renew(stale, second(9000))).isFalse();
        assertThatThrownBy(() -> stacks().finish(stale, StackState.DEPLOYED, second(301)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("claim 1 of stack s1 was lost")
                .hasMessageContaining("n2");
        assertThatThrownBy(() -> stacks().finishDeleted(stale)).isInstanceOf(ConflictException.class);
        assertThat(stacks().find(new StackId("s1"))).contains(before);

        assertThat(stacks().finish(fresh, StackState.PARTIAL, second(302))
                        .value()
                        .state())
                .isEqualTo(StackState.PARTIAL);
        assertThat(load("s1").endedAt()).contains(second(302));
        assertThatThrownBy(() -> stacks().finish(fresh, StackState.DEPLOYED, second(303)))
                .as("it is over")
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("PARTIAL");
        assertThat(stacks().renew(fresh, second(9000))).isFalse();
    }

    @Test
    default void a_claim_that_expired_becomes_unknown_and_can_be_claimed_again() {
        stacks().create(new StackId("s1"), definition("Campus", "t", "r1"));
        stacks().create(new StackId("s2"), definition("Other", "t", "r1"));
        StackClaim lost = claim("s1", "n1", 0);
        claim("s2", "n1", 10);

        assertThat(stacks().expireClaims(second(299), 10)).isEmpty();
        assertThat(stacks().expireClaims(second(400), 1))
                .as("the first that ended")
                .containsExactly(new StackId("s1"));
        assertThat(load("s1").state()).isEqualTo(StackState.UNKNOWN);
        assertThat(load("s1").lease()).isEmpty();
        assertThat(load("s1").endedAt()).contains(second(400));
        assertThatThrownBy(() -> stacks().finish(lost, StackState.DEPLOYED, second(401)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("UNKNOWN");

        StackClaim next = claim("s1", "n2", 402);
        assertThat(next.number()).isEqualTo(2);
        assertThat(next.before()).isEqualTo(StackState.UNKNOWN);
        assertThat(stacks().expireClaims(second(403), 10)).containsExactly(new StackId("s2"));
    }

    @Test
    default void claims_that_ended_first_expire_first() {
        for (String id : List.of("s1", "s2", "s3")) {
            stacks().create(new StackId(id), definition("Campus " + id, "t", "r1"));
        }
        claim("s2", "n1", 0);
        claim("s3", "n1", 1);
        claim("s1", "n1", 2);

        assertThat(stacks().expireClaims(second(400), 2)).containsExactly(new StackId("s2"), new StackId("s3"));
        assertThat(stacks().expireClaims(second(400), 2)).containsExactly(new StackId("s1"));
    }

    @Test
    default void many_that_expire_claims_at_once_close_each_once() {
        List<StackId> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ids.add(new StackId("s" + i));
            stacks().create(ids.get(i), definition("Campus " + i, "t", "r1"));
            claim("s" + i, "n1", 0);
        }

        List<List<StackId>> closed = StorageRace.run(8, number -> stacks().expireClaims(second(300), 100));

        assertThat(closed.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(stacks().countByState()).isEqualTo(Map.of(StackState.UNKNOWN, 12L));
        assertThat(version("s0")).isEqualTo(3);
    }

    @Test
    default void work_ends_only_as_such_work_may() {
        stacks().create(new StackId("s1"), definition("Campus", "t", "r1"));
        StackClaim deploy = claim("s1", "n1", 0);

        for (StackState wrong : List.of(StackState.PENDING, StackState.DEPLOYING, StackState.DELETE_FAILED)) {
            assertThatThrownBy(() -> stacks().finish(deploy, wrong, second(1)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("a stack that is DEPLOYING does not become " + wrong);
        }
        assertThatThrownBy(() -> stacks().finishDeleted(deploy)).isInstanceOf(InvalidInputException.class);
        stacks().finish(deploy, StackState.ROLLED_BACK, second(2));
        StackClaim delete = stacks().claim(new StackId("s1"), version("s1"), StackWork.DELETE, "n1", second(3), LEASE);
        assertThatThrownBy(() -> stacks().finish(delete, StackState.DEPLOYED, second(4)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> stacks().update(new StackId("s1"), definition("New", "t", "r1"), version("s1")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("deleted");
        assertThat(stacks().finish(delete, StackState.DELETE_FAILED, second(5))
                        .value()
                        .state())
                .isEqualTo(StackState.DELETE_FAILED);
    }

    @Test
    default void a_stack_that_is_taken_away_goes_when_nothing_is_left_of_it() {
        stacks().create(new StackId("s1"), definition("Campus", "t", "r1"));
        StackClaim deploy = claim("s1", "n1", 0);
        InstanceKey key = new InstanceKey(new StackId("s1"), "svc", "r1");
        stores().serviceInstances()
                .save(
                        deploy,
                        ServiceInstance.pending(key, new TemplateReference("t", 1, "h"), VariableValues.none())
                                .deployed(second(1)),
                        ConfigText.of("x", "x"));
        stacks().finish(deploy, StackState.DEPLOYED, second(2));
        StackClaim delete = stacks().claim(new StackId("s1"), version("s1"), StackWork.DELETE, "n1", second(3), LEASE);

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
            StackClaim claim = claim(id, "n1", 0);
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

    @Test
    default void a_claim_in_a_transaction_that_fails_was_never_made_of_a_stack() {
        stacks().create(new StackId("s1"), definition("Campus", "t", "r1"));

        assertThatThrownBy(() -> stores().inTransaction(tx -> {
                    tx.stacks().claim(new StackId("s1"), 1, StackWork.DEPLOY, "n1", second(0), LEASE);
                    tx.stacks().create(new StackId("s2"), definition("Other", "t", "r1"));
                    throw new IllegalStateException("mine");
                }))
                .hasMessage("mine");

        assertThat(claim("s1", "n2", 1).number()).isEqualTo(1);
        stacks().create(new StackId("s2"), definition("Other", "t", "r1"));
    }
}
