package io.netstacks.testkit;

import static io.netstacks.testkit.TransportBytes.readUntil;
import static io.netstacks.testkit.TransportBytes.write;
import static io.netstacks.testkit.TransportSubject.PROMPT;
import static io.netstacks.testkit.TransportSubject.soon;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.HostKeyStore;
import io.netstacks.spi.transport.PtySpec;
import io.netstacks.spi.transport.ShellChannel;
import io.netstacks.spi.transport.TransportCapability;
import io.netstacks.spi.transport.TransportProvider;
import io.netstacks.testkit.fake.FakeDevice;

/**
 * A transport under test and how it reaches simulated devices, as its {@link TransportContract} says. Confined: one thread at
 * a time.
 */
final class TransportBench {

    private final TransportContract contract;

    TransportBench(TransportContract contract) {
        this.contract = contract;
    }

    TransportProvider provider() {
        return contract.provider();
    }

    ProviderContext context() {
        return contract.context();
    }

    boolean has(TransportCapability capability) {
        return provider().capabilities().contains(capability);
    }

    Endpoint endpoint(FakeDevice device) {
        return contract.endpoint(device);
    }

    ConnectRequest.Builder request(FakeDevice device, Credentials credentials, HostKeyStore hostKeys) {
        return contract.request(device, credentials, hostKeys);
    }

    /** Connects with the device's own credentials, trusting its host key. */
    Connection connect(FakeDevice device) {
        return connect(device, device.credentials());
    }

    Connection connect(FakeDevice device, Credentials credentials) {
        return connect(request(device, credentials, RecordingHostKeys.empty()));
    }

    Connection connect(ConnectRequest.Builder request) {
        return connect(request.build(), soon());
    }

    Connection connect(ConnectRequest request, Deadline deadline) {
        return provider().connect(request, context(), deadline);
    }

    /** Opens a shell and, where the transport does not log in, answers the login; returns it at the prompt. */
    ShellChannel openShell(Connection connection, FakeDevice device) {
        ShellChannel shell = connection.openShell(PtySpec.WIDE, soon());
        if (!has(TransportCapability.AUTHENTICATION)) {
            readUntil(shell, "Username: ");
            write(shell, device.script().login().user() + "\r");
            readUntil(shell, "Password: ");
            write(shell, device.script().login().password().orElse("") + "\r");
        }
        readUntil(shell, PROMPT);
        return shell;
    }
}
