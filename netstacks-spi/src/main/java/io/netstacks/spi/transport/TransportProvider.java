package io.netstacks.spi.transport;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.Provider;
import io.netstacks.spi.ProviderContext;
import java.util.Set;

/**
 * One way to reach devices, for example SSH or Telnet; its id is what {@code Device.transport()} names. Safe for use by
 * many threads.
 */
public interface TransportProvider extends Provider {

    /** Returns what connections of this transport can do; what is not declared throws. */
    Set<TransportCapability> capabilities();

    /**
     * Connects and, where the protocol has it, authenticates. When it throws, nothing is left: no thread, no socket.
     *
     * @param request where to, as whom, and under which rules
     * @param context settings, clock and secrets of the provider
     * @param deadline the time for all of it; the request's own timeouts bound its stages
     * @throws io.netstacks.spi.error.ConnectionFailedException with the stage as its code: {@code UNREACHABLE},
     *     {@code HOST_KEY_REJECTED}, {@code NO_COMMON_ALGORITHM}, {@code AUTHENTICATION_FAILED}
     * @throws io.netstacks.spi.error.DeadlineExceededException if the deadline passes first
     * @throws io.netstacks.spi.error.OperationCancelledException if the thread is interrupted
     */
    Connection connect(ConnectRequest request, ProviderContext context, Deadline deadline);
}
