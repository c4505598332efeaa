package io.netstacks.core.internal.ssh;

import java.io.IOException;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;

/** A client that reaches its peer first and shakes hands when it is told to, so that each has a time of its own. */
final class StagedClient extends SSHClient {

    StagedClient(Config config) {
        super(config);
    }

    /** Does nothing yet. */
    @Override
    protected void onConnect() {
        // handshake() goes on
    }

    /** Exchanges identifications and keys. */
    void handshake() throws IOException {
        super.onConnect();
    }
}
