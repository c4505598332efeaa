package io.netstacks.testkit;

import static io.netstacks.testkit.StackBench.LEASE;
import static io.netstacks.testkit.StackBench.second;
import static io.netstacks.testkit.StorageStackTests.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.stack.ServiceStack;
import io.netstacks.spi.stack.StackClaim;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.stack.StackLease;
import io.netstacks.spi.stack.StackState;
import io.netstacks.spi.stack.StackWork;
import io.netstacks.spi.store.StackStore;
import io.netstacks.spi.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about who may work on a stack, and for how long. */
interface StorageStackClaimTests extends StorageSubject {

    private StackStore stacks() {
        return stores().stacks();
    }

    private StackBench work() {
        return new StackBench(stores());
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
            assertThat(work().load("s1")).isEqualTo(claim.stack());
            assertThat(work().load("s1").state()).isEqualTo(StackState.DEPLOYING);
            assertThat(work().load("s1").startedAt()).contains(second(0));
        });
    }

    @Test
    default void of_many_that_claim_an_expired_stack_one_gets_it_with_a_higher_number() {
        stacks().create(new StackId("s1"), definition("Campus", "t", "r1"));
        work().claim("s1", "n0", 0);
        long version = work().version("s1");

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
        work().claim("s1", "n1", 0);
        assertThatThrownBy(() -> work().claim("s1", "n2", 299))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("n1")
                .hasMessageContaining("DEPLOYING");
        assertThat(work().load("s1").lease()).contains(new StackLease("n1", second(300)));
    }

    @Test
    default void a_renewed_claim_holds_longer_and_changes_no_version() {
        stacks().create(new StackId("s1"), definition("Campus", "t", "r1"));
        StackClaim claim = work().claim("s1", "n1", 0);
        long version = work().version("s1");

        assertThat(stacks().renew(claim, second(900))).isTrue();

        assertThat(work().version("s1")).isEqualTo(version);
        assertThat(stacks().expireClaims(second(899), 10)).isEmpty();
        assertThatThrownBy(() -> work().claim("s1", "n2", 899)).isInstanceOf(ConflictException.class);
        assertThat(stacks().expireClaims(second(900), 10)).containsExactly(new StackId("s1"));
        assertThat(stacks().renew(claim, second(2000))).isFalse();
    }

    @Test
    default void whoever_lost_a_claim_writes_nothing_any_more() {
        stacks().create(new StackId("s1"), definition("Campus", "t", "r1"));
        StackClaim stale = work().claim("s1", "n1", 0);
        StackClaim fresh = work().claim("s1", "n2", 300);
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
        assertThat(work().load("s1").endedAt()).contains(second(302));
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
        StackClaim lost = work().claim("s1", "n1", 0);
        work().claim("s2", "n1", 10);

        assertThat(stacks().expireClaims(second(299), 10)).isEmpty();
        assertThat(stacks().expireClaims(second(400), 1))
                .as("the first that ended")
                .containsExactly(new StackId("s1"));
        assertThat(work().load("s1").state()).isEqualTo(StackState.UNKNOWN);
        assertThat(work().load("s1").lease()).isEmpty();
        assertThat(work().load("s1").endedAt()).contains(second(400));
        assertThatThrownBy(() -> stacks().finish(lost, StackState.DEPLOYED, second(401)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("UNKNOWN");

        StackClaim next = work().claim("s1", "n2", 402);
        assertThat(next.number()).isEqualTo(2);
        assertThat(next.before()).isEqualTo(StackState.UNKNOWN);
        assertThat(stacks().expireClaims(second(403), 10)).containsExactly(new StackId("s2"));
    }

    @Test
    default void claims_that_ended_first_expire_first() {
        for (String id : List.of("s1", "s2", "s3")) {
            stacks().create(new StackId(id), definition("Campus " + id, "t", "r1"));
        }
        work().claim("s2", "n1", 0);
        work().claim("s3", "n1", 1);
        work().claim("s1", "n1", 2);

        assertThat(stacks().expireClaims(second(400), 2)).containsExactly(new StackId("s2"), new StackId("s3"));
        assertThat(stacks().expireClaims(second(400), 2)).containsExactly(new StackId("s1"));
    }

    @Test
    default void many_that_expire_claims_at_once_close_each_once() {
        List<StackId> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ids.add(new StackId("s" + i));
            stacks().create(ids.get(i), definition("Campus " + i, "t", "r1"));
            work().claim("s" + i, "n1", 0);
        }

        List<List<StackId>> closed = StorageRace.run(8, number -> stacks().expireClaims(second(300), 100));

        assertThat(closed.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(stacks().countByState()).isEqualTo(Map.of(StackState.UNKNOWN, 12L));
        assertThat(work().version("s0")).isEqualTo(3);
    }

    @Test
    default void work_ends_only_as_such_work_may() {
        stacks().create(new StackId("s1"), definition("Campus", "t", "r1"));
        StackClaim deploy = work().claim("s1", "n1", 0);

        for (StackState wrong : List.of(StackState.PENDING, StackState.DEPLOYING, StackState.DELETE_FAILED)) {
            assertThatThrownBy(() -> stacks().finish(deploy, wrong, second(1)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("a stack that is DEPLOYING does not become " + wrong);
        }
        assertThatThrownBy(() -> stacks().finishDeleted(deploy)).isInstanceOf(InvalidInputException.class);
        stacks().finish(deploy, StackState.ROLLED_BACK, second(2));
        StackClaim delete =
                stacks().claim(new StackId("s1"), work().version("s1"), StackWork.DELETE, "n1", second(3), LEASE);
        assertThatThrownBy(() -> stacks().finish(delete, StackState.DEPLOYED, second(4)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> stacks().update(new StackId("s1"), definition("New", "t", "r1"), work().version("s1")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("deleted");
        assertThat(stacks().finish(delete, StackState.DELETE_FAILED, second(5))
                        .value()
                        .state())
                .isEqualTo(StackState.DELETE_FAILED);
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

        assertThat(work().claim("s1", "n2", 1).number()).isEqualTo(1);
        stacks().create(new StackId("s2"), definition("Other", "t", "r1"));
    }
}
