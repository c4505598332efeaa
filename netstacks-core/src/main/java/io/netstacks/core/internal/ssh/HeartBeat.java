package io.netstacks.core.internal.ssh;

import java.util.ArrayDeque;
import java.util.Queue;
import net.schmizz.concurrent.Promise;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.ConnectionException;

/**
 * Asks a peer now and then whether it lives, and ends the connection when too many questions in a row stay without an answer.
 * One run at a time; a timer of all connections runs it, where sshj would start a thread for each.
 */
final class HeartBeat implements Runnable {

    /** A question that OpenSSH's own client asks; whoever does not know it says so, which is an answer. */
    private static final String QUESTION = "keepalive@openssh.com";

    private static final int SILENT_ANSWERS = 3;

    private final SshLink link;
    private final Queue<Promise<SSHPacket, ConnectionException>> open = new ArrayDeque<>();

    HeartBeat(SshLink link) {
        this.link = link;
    }

    @Override
    public void run() {
        if (!link.isOpen()) {
            return;
        }
        open.removeIf(question -> question.isFulfilled() || question.inError()); // a refusal is an answer
        if (open.size() >= SILENT_ANSWERS) {
            end(new ConnectionException(
                    DisconnectReason.CONNECTION_LOST,
                    "the device was silent when it was asked " + SILENT_ANSWERS + " times whether it lives"));
            return;
        }
        try {
            link.guarded(
                    SshLink.stall(),
                    () -> open.add(link.client().getConnection().sendGlobalRequest(QUESTION, true, new byte[0])));
        } catch (SSHException e) {
            end(e);
        }
    }

    /** Says goodbye, which a peer that takes nothing any more must not hold up. */
    private void end(SSHException why) {
        link.guarded(SshLink.goodbye(), () -> link.client().getTransport().die(why));
    }
}
