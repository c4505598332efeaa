package io.netstacks.spi.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.stack.Deployment;
import io.netstacks.spi.stack.DeploymentId;
import io.netstacks.spi.stack.DeploymentItem;
import io.netstacks.spi.stack.DeploymentQuery;
import io.netstacks.spi.stack.DeploymentState;
import io.netstacks.spi.stack.ItemStatus;
import io.netstacks.spi.stack.StackClaim;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the runs of stacks with their items. Who writes needs the claim of the stack, and {@link StackStore#finish} ends what
 * is open. Safe for use by many threads; what has returned is durable.
 */
public interface DeploymentStore {

    /** How many items are added at once, at the most. */
    int MOST_ITEMS = 100_000;

    /**
     * Adds a deployment with what it is going to do.
     *
     * @throws io.netstacks.spi.error.ConflictException if the claim was lost, the id exists, or two items are of one service
     *     and device
     * @throws io.netstacks.spi.error.InvalidInputException if the deployment is of another claim
     */
    Deployment begin(StackClaim claim, Deployment deployment, List<DeploymentItem> items);

    /**
     * Adds items to a deployment at work.
     *
     * @return them with their numbers
     * @throws io.netstacks.spi.error.ConflictException if the claim was lost, or there is an item of that service and device
     * @throws io.netstacks.spi.error.NotFoundException if the claim has no such deployment
     */
    List<Sequenced<DeploymentItem>> append(StackClaim claim, DeploymentId id, List<DeploymentItem> items);

    /**
     * Changes the item of a service and device.
     *
     * @throws io.netstacks.spi.error.ConflictException if the claim was lost
     * @throws io.netstacks.spi.error.NotFoundException if the claim has no such deployment, or that has no such item
     * @throws io.netstacks.spi.error.InvalidInputException if the item may not become what it would be
     */
    Sequenced<DeploymentItem> change(StackClaim claim, DeploymentId id, DeploymentItem item);

    /** Returns a deployment. */
    Optional<Deployment> find(DeploymentId id);

    /** Returns deployments, the latest begun first. */
    Page<Deployment> list(DeploymentQuery query, PageRequest page);

    /** Returns the items of a deployment in their order. */
    Page<Sequenced<DeploymentItem>> items(DeploymentId id, PageRequest page);

    /** Returns how many items of a deployment there are in each status; those without any are missing. */
    Map<ItemStatus, Long> countItems(DeploymentId id);

    /** Returns how many deployments there are in each state; states without any are missing. */
    Map<DeploymentState, Long> countByState();
}
