package io.netstacks.core.store;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.stack.Deployment;
import io.netstacks.spi.stack.DeploymentId;
import io.netstacks.spi.stack.DeploymentItem;
import io.netstacks.spi.stack.ServiceStack;
import io.netstacks.spi.stack.StackClaim;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.stack.StackState;
import io.netstacks.spi.store.DeploymentStore;
import io.netstacks.spi.store.Stored;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks that a writer holds the claim of a stack, and writes what belongs to it. Without state. */
public final class StackClaims {

    private StackClaims() {}

    /**
     * Returns the stack if a claim of it holds.
     *
     * @throws ConflictException if the claim was lost
     */
    public static Stored<ServiceStack> held(Optional<Stored<ServiceStack>> found, StackClaim claim) {
        Stored<ServiceStack> stack = found.orElseThrow(
                () -> new ConflictException(claim + " was lost, and nothing was written: the stack was deleted"));
        stack.value().heldBy(claim);
        return stack;
    }

    /**
     * Checks that something belongs to the stack of a claim.
     *
     * @throws InvalidInputException if it does not
     */
    public static void sameStack(StackClaim claim, StackId stackId, Object what) {
        if (!claim.stackId().equals(stackId)) {
            throw InvalidInputException.of(what + " does not belong to " + claim);
        }
    }

    /**
     * Checks that a deployment that begins belongs to a claim.
     *
     * @throws InvalidInputException if it does not
     */
    public static void begins(StackClaim claim, Deployment deployment) {
        sameStack(claim, deployment.stackId(), "deployment " + deployment.id());
        if (deployment.claim() != claim.number() || deployment.endedAt().isPresent()) {
            throw InvalidInputException.of("deployment " + deployment.id() + " does not begin under " + claim);
        }
    }

    /**
     * Checks that no two items are of one service and device, and that there are not too many.
     *
     * @throws InvalidInputException if there are
     * @throws ConflictException if two are
     */
    public static void once(List<DeploymentItem> items) {
        Limits.count(DeploymentStore.MOST_ITEMS, "new items of a deployment", items);
        Set<List<String>> seen = new HashSet<>();
        items.forEach(item -> {
            if (!seen.add(List.of(item.service(), item.device()))) {
                throw twice(item);
            }
        });
    }

    /** Returns what is thrown when there is an item of a service and device already. */
    public static ConflictException twice(DeploymentItem item) {
        return new ConflictException("there is an item for service " + item.service() + " on " + item.device()
                + " in this deployment already");
    }

    /** Returns what is thrown when a deployment has no item of a service and device. */
    public static NotFoundException unknown(DeploymentId deployment, DeploymentItem item) {
        return new NotFoundException(
                "deployment " + deployment + " has no item for service " + item.service() + " on " + item.device());
    }

    /**
     * Checks that a deployment is at work under a claim.
     *
     * @throws NotFoundException if it is not, or there is none
     */
    public static void atWork(StackClaim claim, DeploymentId id, Optional<Deployment> found) {
        boolean open = found.filter(deployment -> deployment.stackId().equals(claim.stackId())
                        && deployment.claim() == claim.number()
                        && deployment.endedAt().isEmpty())
                .isPresent();
        if (!open) {
            throw NotFoundException.of("deployment at work", id.value(), List.of());
        }
    }

    /**
     * Checks that a stack may be deleted with all its records.
     *
     * @throws ConflictException if somebody works on it
     */
    public static void nobodyAtWork(ServiceStack stack) {
        stack.lease().ifPresent(lease -> {
            throw new ConflictException("stack " + stack.id() + " is " + stack.state() + " by " + lease.owner()
                    + " until " + lease.until());
        });
    }

    /**
     * Checks that the work of a claim is over when the stack goes.
     *
     * @throws ConflictException if instances are left
     * @throws InvalidInputException if the claim is for other work
     */
    public static void nothingLeft(ServiceStack stack, long instances) {
        if (stack.state() != StackState.DELETING) {
            throw InvalidInputException.of(
                    "stack " + stack.id() + " was not claimed to be deleted: it is " + stack.state());
        }
        if (instances > 0) {
            throw new ConflictException("stack " + stack.id() + " still has " + instances
                    + " services on devices: take them away, or end with DELETE_FAILED");
        }
    }
}
