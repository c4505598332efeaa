package io.netstacks.testkit;

import static io.netstacks.testkit.StackBench.second;
import static io.netstacks.testkit.StorageInstanceTests.TEXT;
import static io.netstacks.testkit.StorageInstanceTests.instance;
import static io.netstacks.testkit.StorageInstanceTests.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.stack.Deployment;
import io.netstacks.spi.stack.DeploymentId;
import io.netstacks.spi.stack.DeploymentItem;
import io.netstacks.spi.stack.DeploymentQuery;
import io.netstacks.spi.stack.DeploymentState;
import io.netstacks.spi.stack.DeploymentTrigger;
import io.netstacks.spi.stack.FailurePolicy;
import io.netstacks.spi.stack.InstanceQuery;
import io.netstacks.spi.stack.InstanceState;
import io.netstacks.spi.stack.ItemAction;
import io.netstacks.spi.stack.ItemStatus;
import io.netstacks.spi.stack.ServiceInstance;
import io.netstacks.spi.stack.StackClaim;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.stack.StackState;
import io.netstacks.spi.stack.StackWork;
import io.netstacks.spi.store.DeploymentStore;
import io.netstacks.spi.store.InstanceStore;
import io.netstacks.spi.store.Stored;
import io.netstacks.spi.template.TemplateReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about runs that deploy stacks, item by item. */
interface StorageDeploymentTests extends StorageSubject {

    /** Returns a deployment under a claim. */
    static Deployment deployment(StackClaim claim, String id, Instant at) {
        return Deployment.begun(
                claim,
                new Deployment.Start(
                        new DeploymentId(id),
                        1,
                        "plan-hash",
                        "user:kim",
                        "c-1",
                        DeploymentTrigger.MANUAL,
                        FailurePolicy.STOP_WAVE,
                        at));
    }

    private static DeploymentItem item(String device) {
        return DeploymentItem.planned(
                "svc", device, 1, ItemAction.CREATE, Optional.of(new TemplateReference("vlan", 3, "hash")));
    }

    private InstanceStore instances() {
        return stores().serviceInstances();
    }

    private DeploymentStore deployments() {
        return stores().deployments();
    }

    private StackBench work() {
        return new StackBench(stores());
    }

    private List<Sequenced<DeploymentItem>> items(String id) {
        return deployments().items(new DeploymentId(id), PageRequest.first()).items();
    }

    private List<String> ids(DeploymentQuery query) {
        return deployments().list(query, PageRequest.first()).items().stream()
                .map(deployment -> deployment.id().value())
                .toList();
    }

    @Test
    default void a_deployment_comes_back_with_its_items_through_its_life() {
        StackClaim claim = work().claimed("s1");
        Deployment begun = deployments().begin(claim, deployment(claim, "d1", NOW), List.of(item("r1"), item("r2")));

        assertThat(begun).isEqualTo(deployment(claim, "d1", second(0)));
        assertThat(deployments().find(new DeploymentId("d1"))).contains(begun);
        assertThat(begun.claim()).isEqualTo(1);
        assertThat(begun.work()).isEqualTo(StackWork.DEPLOY);
        assertThat(items("d1")).containsExactly(new Sequenced<>(1, item("r1")), new Sequenced<>(2, item("r2")));

        DeploymentItem running = item("r2").started(second(1)).backedUp(new BackupId("b1"));
        DeploymentItem done = running.ended(ItemStatus.SUCCEEDED, ANY_UNICODE, second(2));
        assertThat(deployments().change(claim, new DeploymentId("d1"), running)).isEqualTo(new Sequenced<>(2, running));
        assertThat(deployments().change(claim, new DeploymentId("d1"), done)).isEqualTo(new Sequenced<>(2, done));
        DeploymentItem orphan = DeploymentItem.planned("old", "r1", 2, ItemAction.DELETE, Optional.empty());
        assertThat(deployments().append(claim, new DeploymentId("d1"), List.of(orphan)))
                .containsExactly(new Sequenced<>(3, orphan));
        assertThat(deployments().append(claim, new DeploymentId("d1"), List.of()))
                .isEmpty();

        assertThat(items("d1"))
                .containsExactly(new Sequenced<>(1, item("r1")), new Sequenced<>(2, done), new Sequenced<>(3, orphan));
        assertThat(deployments().countItems(new DeploymentId("d1")))
                .isEqualTo(Map.of(ItemStatus.PENDING, 2L, ItemStatus.SUCCEEDED, 1L));
        stores().stacks().finish(claim, StackState.PARTIAL, second(3));
        assertThat(deployments().find(new DeploymentId("d1")))
                .contains(begun.ended(DeploymentState.PARTIAL, second(3)));
        assertThat(deployments().find(new DeploymentId("unknown"))).isEmpty();
    }

    @Test
    default void an_item_goes_only_where_it_may_and_is_there_once() {
        StackClaim claim = work().claimed("s1");
        deployments().begin(claim, deployment(claim, "d1", second(0)), List.of(item("r1")));
        deployments()
                .change(
                        claim,
                        new DeploymentId("d1"),
                        item("r1").ended(ItemStatus.SKIPPED, "dependency base failed", second(1)));

        assertThatThrownBy(() -> deployments()
                        .change(claim, new DeploymentId("d1"), item("r1").started(second(2))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("an item that is SKIPPED does not become RUNNING");
        assertThatThrownBy(() -> deployments().change(claim, new DeploymentId("d1"), item("r9")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("r9");
        assertThatThrownBy(() -> deployments().append(claim, new DeploymentId("d1"), List.of(item("r2"), item("r1"))))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("r1");
        assertThatThrownBy(() -> deployments().append(claim, new DeploymentId("d1"), List.of(item("r3"), item("r3"))))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> deployments().append(claim, new DeploymentId("unknown"), List.of(item("r3"))))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> deployments().begin(claim, deployment(claim, "d1", second(0)), List.of()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("d1");
        assertThat(items("d1")).as("what failed left nothing").hasSize(1);
    }

    @Test
    default void whoever_lost_a_claim_writes_no_instance_and_no_item_any_more() {
        StackClaim stale = work().claimed("s1");
        instances().save(stale, instance(key("s1", "r1")), TEXT);
        deployments().begin(stale, deployment(stale, "d1", second(0)), List.of(item("r1")));
        Stored<ServiceInstance> before = instances().find(key("s1", "r1")).orElseThrow();
        StackClaim fresh = work().claim("s1", "n1", 300);

        List<Runnable> writes = List.of(
                () -> instances().save(stale, instance(key("s1", "r1")).deployed(second(1)), TEXT),
                () -> instances().save(stale, instance(key("s1", "r2")), TEXT),
                () -> instances().change(stale, instance(key("s1", "r1")).in(InstanceState.FAILED)),
                () -> instances().remove(stale, key("s1", "r1")),
                () -> deployments().begin(stale, deployment(stale, "d2", second(1)), List.of()),
                () -> deployments().append(stale, new DeploymentId("d1"), List.of(item("r2"))),
                () -> deployments()
                        .change(stale, new DeploymentId("d1"), item("r1").started(second(1))));

        assertThat(writes)
                .allSatisfy(write -> assertThatThrownBy(write::run)
                        .isInstanceOf(ConflictException.class)
                        .hasMessageContaining("claim 1 of stack s1 was lost"));
        assertThat(instances().list(InstanceQuery.all(), PageRequest.first()).items())
                .containsExactly(before);
        assertThat(ids(DeploymentQuery.all())).containsExactly("d1");
        assertThatThrownBy(() -> deployments()
                        .change(fresh, new DeploymentId("d1"), item("r1").started(second(1))))
                .as("the run of the lost claim is closed")
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> deployments().begin(fresh, deployment(stale, "d3", second(1)), List.of()))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    default void what_belongs_to_another_stack_is_not_written_under_a_claim() {
        StackClaim one = work().claimed("s1");
        StackClaim two = work().claimed("s2");
        instances().save(two, instance(key("s2", "r1")), TEXT);
        deployments().begin(two, deployment(two, "d2", second(0)), List.of(item("r1")));

        assertThatThrownBy(() -> instances().save(one, instance(key("s2", "r1")), TEXT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("claim 1 of stack s1");
        assertThatThrownBy(() -> instances().change(one, instance(key("s2", "r1"))))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> instances().remove(one, key("s2", "r1"))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> deployments().begin(one, deployment(two, "d3", second(0)), List.of()))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> deployments()
                        .change(one, new DeploymentId("d2"), item("r1").started(second(1))))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> deployments().append(one, new DeploymentId("d2"), List.of(item("r2"))))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    default void lost_work_is_closed_as_unknown_with_its_items_and_instances() {
        StackClaim claim = work().claimed("s1");
        deployments().begin(claim, deployment(claim, "d1", second(0)), List.of(item("r1"), item("r2"), item("r3")));
        deployments().change(claim, new DeploymentId("d1"), item("r1").started(second(1)));
        deployments()
                .change(
                        claim,
                        new DeploymentId("d1"),
                        item("r1").started(second(1)).ended(ItemStatus.SUCCEEDED, "ok", second(2)));
        deployments().change(claim, new DeploymentId("d1"), item("r2").started(second(3)));
        instances().save(claim, instance(key("s1", "r1")).deployed(second(2)), TEXT);
        instances().save(claim, instance(key("s1", "r2")).in(InstanceState.DEPLOYING), TEXT);
        instances().save(claim, instance(key("s1", "r3")).in(InstanceState.DELETING), TEXT);
        Stored<ServiceInstance> deployed = instances().find(key("s1", "r1")).orElseThrow();

        assertThat(stores().stacks().expireClaims(second(300), 10)).containsExactly(new StackId("s1"));

        assertThat(deployments().find(new DeploymentId("d1")).orElseThrow())
                .isEqualTo(deployment(claim, "d1", second(0)).ended(DeploymentState.UNKNOWN, second(300)));
        assertThat(items("d1"))
                .extracting(Sequenced::value)
                .containsExactly(
                        item("r1").started(second(1)).ended(ItemStatus.SUCCEEDED, "ok", second(2)),
                        item("r2").started(second(3)).closed(second(300)),
                        item("r3").closed(second(300)));
        assertThat(items("d1"))
                .extracting(item -> item.value().status())
                .containsExactly(ItemStatus.SUCCEEDED, ItemStatus.UNKNOWN, ItemStatus.SKIPPED);
        assertThat(instances().find(key("s1", "r1"))).contains(deployed);
        assertThat(instances().countByState(new StackId("s1")))
                .isEqualTo(Map.of(InstanceState.DEPLOYED, 1L, InstanceState.UNKNOWN, 2L));
        assertThat(instances().find(key("s1", "r2")).orElseThrow().value())
                .isEqualTo(instance(key("s1", "r2")).in(InstanceState.DEPLOYING).closed());
        assertThat(instances().content(key("s1", "r2")).orElseThrow().rendered())
                .as("what was tried is still known")
                .isEqualTo(TEXT);
    }

    @Test
    default void a_stack_that_is_claimed_after_its_node_was_lost_closes_the_old_run_first() {
        StackClaim lost = work().claimed("s1");
        deployments().begin(lost, deployment(lost, "d1", second(0)), List.of(item("r1")));

        StackClaim fresh = work().claim("s1", "n1", 300);
        deployments().begin(fresh, deployment(fresh, "d2", second(300)), List.of(item("r1")));

        assertThat(ids(DeploymentQuery.of(new StackId("s1")).in(DeploymentState.UNKNOWN)))
                .containsExactly("d1");
        assertThat(ids(DeploymentQuery.of(new StackId("s1")).in(DeploymentState.RUNNING)))
                .containsExactly("d2");
        stores().stacks().finish(fresh, StackState.DEPLOYED, second(301));
        assertThat(items("d2"))
                .as("its end was forgotten")
                .extracting(item -> item.value().status())
                .containsExactly(ItemStatus.SKIPPED);
        assertThat(deployments().countByState())
                .isEqualTo(Map.of(DeploymentState.UNKNOWN, 1L, DeploymentState.SUCCEEDED, 1L));
    }

    @Test
    default void the_history_of_a_stack_is_listed_the_latest_first_page_by_page() {
        StackClaim one = work().claimed("s1");
        StackClaim two = work().claimed("s2");
        for (int i = 0; i < 7; i++) {
            deployments().begin(one, deployment(one, "d" + i, second(i)), List.of());
        }
        deployments().begin(two, deployment(two, "other", second(99)), List.of());

        assertThat(StorageSubject.allPages(
                        3, page -> deployments().list(DeploymentQuery.of(new StackId("s1")), page), () -> {}))
                .extracting(deployment -> deployment.id().value())
                .containsExactly("d6", "d5", "d4", "d3", "d2", "d1", "d0");
        assertThat(ids(DeploymentQuery.all())).hasSize(8).startsWith("other");
    }

    @Test
    default void items_that_many_threads_write_are_all_there_in_order_without_gaps() {
        StackClaim claim = work().claimed("s1");
        deployments().begin(claim, deployment(claim, "d1", second(0)), List.of());

        StorageRace.run(32, number -> {
            deployments().append(claim, new DeploymentId("d1"), List.of(item("r" + number)));
            deployments()
                    .change(claim, new DeploymentId("d1"), item("r" + number).started(second(number)));
            instances().save(claim, instance(key("s1", "r" + number)).in(InstanceState.DEPLOYING), TEXT);
            return instances().change(claim, instance(key("s1", "r" + number)).deployed(second(number)));
        });

        List<Sequenced<DeploymentItem>> all =
                StorageSubject.allPages(10, page -> deployments().items(new DeploymentId("d1"), page), () -> {});
        assertThat(all)
                .extracting(Sequenced::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 32).boxed().toList());
        assertThat(all)
                .extracting(item -> item.value().device())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 32).mapToObj(i -> "r" + i).toList());
        assertThat(deployments().countItems(new DeploymentId("d1"))).isEqualTo(Map.of(ItemStatus.RUNNING, 32L));
        assertThat(instances().countByState(new StackId("s1"))).isEqualTo(Map.of(InstanceState.DEPLOYED, 32L));
    }

    @Test
    default void a_claim_that_is_lost_in_the_middle_of_writes_stops_them_at_once() {
        StackClaim claim = work().claimed("s1");

        List<Integer> written = StorageRace.run(8, number -> {
            if (number == 0) {
                return stores().stacks().expireClaims(second(300), 1).size();
            }
            List<Integer> mine = new ArrayList<>();
            try {
                for (int i = 0; i < 10; i++) {
                    instances()
                            .save(claim, instance(key("s1", number + "-" + i)).in(InstanceState.DEPLOYING), TEXT);
                    mine.add(i);
                }
            } catch (ConflictException lost) {
                // that is what is to be seen
            }
            return mine.size();
        });

        assertThat(written.get(0)).isEqualTo(1);
        int saved = written.stream().skip(1).mapToInt(Integer::intValue).sum();
        assertThat(saved == 0 ? Map.of() : Map.of(InstanceState.UNKNOWN, (long) saved))
                .as("every write came before the claim was closed, or not at all")
                .isEqualTo(instances().countByState(new StackId("s1")));
    }
}
