package io.netstacks.spi.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.stack.InstanceContent;
import io.netstacks.spi.stack.InstanceKey;
import io.netstacks.spi.stack.InstanceQuery;
import io.netstacks.spi.stack.InstanceState;
import io.netstacks.spi.stack.InstanceValidation;
import io.netstacks.spi.stack.ServiceInstance;
import io.netstacks.spi.stack.StackClaim;
import io.netstacks.spi.stack.StackId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what is deployed where, one instance a stack, service and device; the texts are encrypted. Who deploys or takes away
 * needs the claim of the stack. Safe for use by many threads; what has returned is durable.
 */
public interface InstanceStore {

    /**
     * Adds an instance with its text, or replaces the one of that key.
     *
     * @throws io.netstacks.spi.error.ConflictException if the claim was lost
     * @throws io.netstacks.spi.error.InvalidInputException if the instance is of another stack
     */
    Stored<ServiceInstance> save(StackClaim claim, ServiceInstance instance, ConfigText rendered);

    /**
     * Changes an instance; its text stays.
     *
     * @throws io.netstacks.spi.error.ConflictException if the claim was lost
     * @throws io.netstacks.spi.error.NotFoundException if there is none
     * @throws io.netstacks.spi.error.InvalidInputException if the instance is of another stack
     */
    Stored<ServiceInstance> change(StackClaim claim, ServiceInstance instance);

    /**
     * Deletes an instance, once it is taken away from the device.
     *
     * @return whether there was one
     * @throws io.netstacks.spi.error.ConflictException if the claim was lost
     * @throws io.netstacks.spi.error.InvalidInputException if the instance is of another stack
     */
    boolean remove(StackClaim claim, InstanceKey key);

    /**
     * Records whether an instance is still there, if nobody has changed it meanwhile; this needs no claim.
     *
     * @param missing the lines that are not there
     * @throws io.netstacks.spi.error.ConflictException if its version is another one, or it is gone
     */
    Stored<ServiceInstance> validated(
            InstanceKey key, InstanceValidation validation, List<String> missing, long expectedVersion);

    /** Returns an instance. */
    Optional<Stored<ServiceInstance>> find(InstanceKey key);

    /** Returns the text of an instance, and what was missing of it. */
    Optional<InstanceContent> content(InstanceKey key);

    /** Returns instances, the latest added first. */
    Page<Stored<ServiceInstance>> list(InstanceQuery query, PageRequest page);

    /** Returns how many instances there are in each state; states without any are missing. */
    Map<InstanceState, Long> countByState();

    /** Returns how many instances of a stack there are in each state; states without any are missing. */
    Map<InstanceState, Long> countByState(StackId stackId);

    /**
     * Encrypts the texts that are under an older key with the current one, so that the older key can be given up.
     *
     * @return how many texts that were; 0 in a store that encrypts none
     */
    default int rotate() {
        return 0;
    }
}
