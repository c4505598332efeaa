package io.netstacks.testkit;

import static io.netstacks.testkit.StackBench.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.SecretReference;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.stack.DeploymentId;
import io.netstacks.spi.stack.InstanceContent;
import io.netstacks.spi.stack.InstanceKey;
import io.netstacks.spi.stack.InstanceQuery;
import io.netstacks.spi.stack.InstanceState;
import io.netstacks.spi.stack.InstanceValidation;
import io.netstacks.spi.stack.ServiceInstance;
import io.netstacks.spi.stack.StackClaim;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.store.InstanceStore;
import io.netstacks.spi.store.Stored;
import io.netstacks.spi.template.TemplateReference;
import io.netstacks.spi.template.VariableValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about what is deployed where, and its text. */
interface StorageInstanceTests extends StorageSubject {

    /** The text that instances have. */
    ConfigText TEXT = ConfigText.of("vlan 10\n name voice\n", "vlan 10\n name voice\n");

    /** Returns the key of the service {@code svc}. */
    static InstanceKey key(String stack, String device) {
        return new InstanceKey(new StackId(stack), "svc", device);
    }

    /** Returns an instance that is not deployed yet. */
    static ServiceInstance instance(InstanceKey key) {
        return ServiceInstance.pending(
                key, new TemplateReference("vlan.j2", 3, "hash"), VariableValues.of(Map.of("vlan", 10)));
    }

    private InstanceStore instances() {
        return stores().serviceInstances();
    }

    private StackBench work() {
        return new StackBench(stores());
    }

    private List<InstanceKey> keys(InstanceQuery query) {
        return instances().list(query, PageRequest.first()).items().stream()
                .map(row -> row.value().key())
                .toList();
    }

    @Test
    default void an_instance_comes_back_with_every_part_and_its_text() {
        StackClaim claim = work().claimed("s1 " + ANY_UNICODE);
        InstanceKey key = new InstanceKey(new StackId("s1 " + ANY_UNICODE), "svc " + ANY_UNICODE, "r1 " + ANY_UNICODE);
        ServiceInstance instance = new ServiceInstance(
                key,
                7,
                new TemplateReference("vlan " + ANY_UNICODE, 3, "hash"),
                Optional.of("check.j2"),
                Optional.of("remove"),
                VariableValues.of(Map.of("a", ANY_UNICODE, "s", new SecretReference("env:SNMP"))),
                InstanceState.FAILED,
                Optional.of(ANY_UNICODE),
                Optional.of(new DeploymentId("d1")),
                Optional.of(second(1)),
                Optional.of(new InstanceValidation(false, second(2), InstanceValidation.Source.BACKUP, 2)));
        ConfigText text = ConfigText.of("x".repeat(50_000) + ANY_UNICODE, "other");

        Stored<ServiceInstance> saved = instances().save(claim, instance, text);

        assertThat(saved.value()).isEqualTo(instance);
        assertThat(saved.version()).isEqualTo(1);
        assertThat(instances().find(key)).contains(saved);
        assertThat(instances().content(key).orElseThrow().rendered().reveal()).isEqualTo(text.reveal());
        assertThat(instances().content(key).orElseThrow().missing()).isEmpty();
        assertThat(instances().find(key("s1", "unknown"))).isEmpty();
        assertThat(instances().content(key("s1", "unknown"))).isEmpty();
    }

    @Test
    default void there_is_one_instance_of_a_service_on_a_device_however_often_it_is_deployed() {
        StackClaim claim = work().claimed("s1");
        instances().save(claim, instance(key("s1", "r1")), TEXT);
        Stored<ServiceInstance> again = instances()
                .save(
                        claim,
                        instance(key("s1", "r1"))
                                .touchedBy(new DeploymentId("d2"))
                                .deployed(second(5)),
                        ConfigText.of("vlan 20", "vlan 20"));

        assertThat(again.version()).isEqualTo(2);
        assertThat(keys(InstanceQuery.all())).containsExactly(key("s1", "r1"));
        assertThat(instances().content(key("s1", "r1")).orElseThrow().rendered().reveal())
                .isEqualTo("vlan 20");

        ServiceInstance unknown = again.value().failed(InstanceState.UNKNOWN, "the session broke");
        assertThat(instances().change(claim, unknown).value()).isEqualTo(unknown);
        assertThat(instances().content(key("s1", "r1")).orElseThrow().rendered().reveal())
                .as("the text stays")
                .isEqualTo("vlan 20");
        assertThatThrownBy(() -> instances().change(claim, instance(key("s1", "r9"))))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("r9");
        assertThat(instances().remove(claim, key("s1", "r1"))).isTrue();
        assertThat(instances().remove(claim, key("s1", "r1"))).isFalse();
        assertThat(instances().content(key("s1", "r1"))).isEmpty();
    }

    @Test
    default void names_with_slashes_are_not_mixed_up() {
        StackClaim one = work().claimed("a/b");
        StackClaim other = work().claimed("a");
        instances().save(one, instance(new InstanceKey(new StackId("a/b"), "c", "d")), TEXT);
        instances().save(other, instance(new InstanceKey(new StackId("a"), "b/c", "d")), TEXT);
        instances().save(other, instance(new InstanceKey(new StackId("a"), "b", "c/d")), TEXT);

        assertThat(keys(InstanceQuery.all())).hasSize(3);
        assertThat(keys(InstanceQuery.of(new StackId("a/b"))))
                .containsExactly(new InstanceKey(new StackId("a/b"), "c", "d"));
    }

    @Test
    default void a_validation_is_recorded_without_a_claim_unless_the_instance_has_changed() {
        StackClaim claim = work().claimed("s1");
        instances().save(claim, instance(key("s1", "r1")), TEXT);
        InstanceValidation failed = new InstanceValidation(false, second(9), InstanceValidation.Source.LIVE, 1);

        Stored<ServiceInstance> validated =
                instances().validated(key("s1", "r1"), failed, List.of(" name voice " + ANY_UNICODE), 1);

        assertThat(validated.value().validation()).contains(failed);
        assertThat(instances().content(key("s1", "r1")))
                .contains(new InstanceContent(TEXT, List.of(" name voice " + ANY_UNICODE)));
        assertThatThrownBy(() -> instances().validated(key("s1", "r1"), failed, List.of(), 1))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("version 2");
        assertThatThrownBy(() -> instances().validated(key("s1", "r9"), failed, List.of(), 1))
                .isInstanceOf(ConflictException.class);
        instances().save(claim, instance(key("s1", "r1")), TEXT);
        assertThat(instances().find(key("s1", "r1")).orElseThrow().value().validation())
                .as("deployed anew")
                .isEmpty();
        assertThat(instances().content(key("s1", "r1")).orElseThrow().missing()).isEmpty();
    }

    @Test
    default void instances_are_found_by_stack_device_and_state_and_counted() {
        StackClaim one = work().claimed("s1");
        StackClaim two = work().claimed("s2");
        instances().save(one, instance(key("s1", "r1")).deployed(second(1)), TEXT);
        instances().save(one, instance(key("s1", "r2")), TEXT);
        instances().save(two, instance(key("s2", "r1")), TEXT);

        assertThat(keys(InstanceQuery.all())).containsExactly(key("s2", "r1"), key("s1", "r2"), key("s1", "r1"));
        assertThat(keys(InstanceQuery.of(new StackId("s1")))).containsExactly(key("s1", "r2"), key("s1", "r1"));
        assertThat(keys(InstanceQuery.all().on("r1"))).containsExactly(key("s2", "r1"), key("s1", "r1"));
        assertThat(keys(InstanceQuery.of(new StackId("s1")).in(InstanceState.DEPLOYED)))
                .containsExactly(key("s1", "r1"));
        assertThat(instances().countByState()).isEqualTo(Map.of(InstanceState.PENDING, 2L, InstanceState.DEPLOYED, 1L));
        assertThat(instances().countByState(new StackId("s2"))).isEqualTo(Map.of(InstanceState.PENDING, 1L));
        assertThat(StorageSubject.allPages(1, page -> instances().list(InstanceQuery.all(), page), () -> {}))
                .hasSize(3);
    }

    @Test
    default void a_text_under_an_older_key_is_readable_until_that_key_is_lost_and_rotation_takes_it_along() {
        StackClaim claim = work().claimed("s1");
        instances().save(claim, instance(key("s1", "r1")), TEXT);
        instances().save(claim, instance(key("s1", "r2")), TEXT);
        keys().rotate();
        assertThat(instances().content(key("s1", "r1")).orElseThrow().rendered())
                .isEqualTo(TEXT);

        assertThat(instances().rotate()).isEqualTo(encrypts() ? 2 : 0);
        assertThat(instances().rotate()).isZero();
        keys().forgetOlder();
        assertThat(instances().content(key("s1", "r1")).orElseThrow().rendered())
                .isEqualTo(TEXT);

        keys().rotate();
        keys().forgetOlder();
        if (encrypts()) {
            assertThatThrownBy(() -> instances().content(key("s1", "r1")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("key");
        }
        assertThat(instances().find(key("s1", "r1"))).as("all but the text").isPresent();
    }
}
