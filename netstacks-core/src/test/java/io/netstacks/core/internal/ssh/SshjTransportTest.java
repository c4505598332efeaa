package io.netstacks.core.internal.ssh;

import io.netstacks.spi.transport.TransportProvider;
import io.netstacks.testkit.TransportContract;
import org.junit.jupiter.api.AfterEach;

/** What every transport has to do, for SSH. */
class SshjTransportTest extends TransportContract {

    private final SshjTransportProvider ssh = new SshjTransportProvider();

    @Override
    protected TransportProvider provider() {
        return ssh;
    }

    @AfterEach
    void close() {
        ssh.close();
    }
}
