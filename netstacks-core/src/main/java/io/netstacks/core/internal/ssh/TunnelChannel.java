package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Endpoint;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import net.schmizz.sshj.transport.TransportException;

/** The way from a jump host to the next SSH server; the connection above it reads from it without a deadline. */
final class TunnelChannel extends DirectConnection {

    TunnelChannel(Connection connection, Endpoint target) {
        super(connection, target.host(), target.port());
    }

    void open(Deadline deadline) throws ConnectionException, TransportException {
        trans.write(buildOpenReq());
        Waits.await(openEvent, deadline);
    }

    /** Says goodbye without waiting for the answer, and wakes who reads. */
    @Override
    public void close() throws TransportException {
        if (isOpen()) {
            sendClose();
        }
        closeAllStreams();
    }
}
