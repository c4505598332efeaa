package io.netstacks.spi.stack;

import io.netstacks.spi.Limits;

/**
 * Which service of which stack on which device; there is at most one instance of each. Immutable.
 *
 * @param stackId the stack's id
 * @param service the service's name
 * @param device the device's name
 */
public record InstanceKey(StackId stackId, String service, String device) {

    /** Checks the sizes. */
    public InstanceKey {
        Limits.key("the service of an instance", service);
        Limits.key("the device of an instance", device);
    }

    /** Shows the three with slashes between. */
    @Override
    public String toString() {
        return stackId + "/" + service + "/" + device;
    }
}
