package io.netstacks.core.internal.telnet;

import io.netstacks.core.internal.ssh.SshjTransportProvider;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.transport.TransportProvider;
import io.netstacks.testkit.TransportContract;
import io.netstacks.testkit.fake.FakeDevice;
import org.junit.jupiter.api.AfterEach;

/** What every transport has to do, for telnet. */
class TelnetTransportTest extends TransportContract {

    private final SshjTransportProvider ssh = new SshjTransportProvider();

    @Override
    protected TransportProvider provider() {
        return new TelnetTransportProvider(ssh);
    }

    @Override
    protected Endpoint endpoint(FakeDevice device) {
        return device.telnetEndpoint();
    }

    @AfterEach
    void close() {
        ssh.close();
    }
}
