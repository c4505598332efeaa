package io.netstacks.testkit;

import io.netstacks.spi.transport.TransportProvider;

/** The contract of transports can be passed. */
class MinaTransportTest extends TransportContract {

    @Override
    protected TransportProvider provider() {
        return new MinaTransport();
    }
}
