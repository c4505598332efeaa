package io.netstacks.testkit;

import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.Settings;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.HostKeyStore;
import io.netstacks.spi.transport.TransportCapability;
import io.netstacks.spi.transport.TransportProvider;
import io.netstacks.testkit.fake.FakeDevice;
import java.time.Clock;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link TransportProvider} has to do, as tests: extend it, return the provider, and say where it reaches a
 * simulated device. A provider that does not log in by itself (no {@link TransportCapability#AUTHENTICATION}) is answered
 * with a login dialogue inside the shell.
 *
 * <pre>{@code
 * class ConsoleServerTransportTest extends TransportContract {
 *     @Override protected TransportProvider provider() { return new ConsoleServerTransport(); }
 *     @Override protected Endpoint endpoint(FakeDevice device) { return device.telnetEndpoint(); }
 * }
 * }</pre>
 *
 * <p>Confined: one thread at a time, as test classes are.
 */
@Timeout(60)
public abstract class TransportContract
        implements TransportCapabilityTests,
                TransportConnectTests,
                TransportLoginTests,
                TransportByteTests,
                TransportEndTests {

    /** Returns the provider under test. */
    protected abstract TransportProvider provider();

    /** Returns where the provider reaches the device; its SSH server unless overridden. */
    protected Endpoint endpoint(FakeDevice device) {
        return device.endpoint();
    }

    /** Returns a request for the device; override it where the provider needs more. */
    protected ConnectRequest.Builder request(FakeDevice device, Credentials credentials, HostKeyStore hostKeys) {
        return ConnectRequest.to(endpoint(device), credentials, hostKeys).device(device.hostname());
    }

    /** Returns what the provider is given to work with: default settings, the system's clock, no secrets. */
    protected ProviderContext context() {
        return new ProviderContext(Settings.defaults(), Clock.systemUTC(), reference -> {
            throw new NotFoundException("no secret for " + reference + " in this test");
        });
    }

    /** Creates the contract. */
    protected TransportContract() {}

    @Override
    public final TransportBench transport() {
        return new TransportBench(this);
    }
}
