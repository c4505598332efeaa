package io.netstacks.core.inventory;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.TransportCapability;
import io.netstacks.spi.transport.TransportProvider;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A transport that reaches nobody, and remembers what it was asked for. */
final class AskedTransport implements TransportProvider {

    private final List<ConnectRequest> requests = new CopyOnWriteArrayList<>();

    List<ConnectRequest> requests() {
        return requests;
    }

    ConnectRequest last() {
        return requests.get(requests.size() - 1);
    }

    @Override
    public String id() {
        return "ssh";
    }

    @Override
    public SpiVersion builtAgainst() {
        return SpiVersion.running();
    }

    @Override
    public Set<TransportCapability> capabilities() {
        return Set.of();
    }

    @Override
    public Connection connect(ConnectRequest request, ProviderContext context, Deadline deadline) {
        requests.add(request);
        throw new ConnectionFailedException(ErrorCode.UNREACHABLE, request.device() + ": nobody is there");
    }
}
