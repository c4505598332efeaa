package io.netstacks.core.internal.ssh;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.transport.TransportException;

/**
 * The service of an open connection, and the question to its peer whether it lives: the keep-alive. Whatever is answered shows
 * that it does: a peer that does not know the question should refuse it (RFC 4254, section 4), and some say instead that they do
 * not know the packet, at which the library gives the connection up. Safe for use by many threads.
 */
final class ConnectionService implements Service {

    private final Service connection;
    private final Transport transport;
    private final Queue<Question> unanswered = new ConcurrentLinkedQueue<>();

    ConnectionService(Service connection, Transport transport) {
        this.connection = connection;
        this.transport = transport;
    }

    /** One question. */
    static final class Question {

        private volatile boolean answered;

        boolean isAnswered() {
            return answered;
        }
    }

    /** Asks, and does not wait for the answer. */
    Question ask() throws TransportException {
        Question question = new Question();
        unanswered.add(question); // before it can be answered
        transport.write(new SSHPacket(Message.GLOBAL_REQUEST)
                .putString("keepalive@openssh.com")
                .putBoolean(true));
        return question;
    }

    /** Takes an answer to the question that was asked first; false if nobody asked. */
    private boolean isAnswer() {
        Question first = unanswered.poll();
        if (first == null) {
            return false;
        }
        first.answered = true;
        return true;
    }

    @Override
    public String getName() {
        return connection.getName();
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws SSHException {
        boolean answer = message == Message.REQUEST_SUCCESS || message == Message.REQUEST_FAILURE;
        if (!answer || !isAnswer()) {
            connection.handle(message, packet);
        }
    }

    /** What else a peer does not know has the time of whoever waits for it. */
    @Override
    public void notifyUnimplemented(long number) {
        isAnswer();
    }

    @Override
    public void notifyError(SSHException error) {
        connection.notifyError(error);
    }

    @Override
    public void request() throws TransportException {
        connection.request();
    }
}
