package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.transport.PtySpec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.schmizz.concurrent.Event;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.ChannelInputStream;
import net.schmizz.sshj.connection.channel.direct.PTYMode;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;
import net.schmizz.sshj.transport.TransportException;

/**
 * A session channel whose data goes to an {@link Inbound} instead of a stream that blocks for ever, and that asks for
 * terminal and shell in one go instead of waiting for each answer.
 */
final class ShellSessionChannel extends SessionChannel {

    private static final int MOST_ERROR_TEXT = 64 * 1024;

    private final Inbound inbound;
    private final Outbound outbound;
    private final ChannelWindow window;
    private final SshLink link;
    private final ByteArrayOutputStream errorText = new ByteArrayOutputStream();
    private volatile boolean command;
    private volatile boolean outputEnded;
    private volatile boolean over;
    private final Queue<Event<ConnectionException>> awaited = new ConcurrentLinkedQueue<>();

    ShellSessionChannel(SshLink link, String device) {
        super(link.client().getConnection(), StandardCharsets.UTF_8);
        this.link = link;
        inbound = new Inbound(device);
        outbound = new Outbound(device, link, this);
        window = new ChannelWindow(link, lwin, this::getRecipient);
    }

    void open(Deadline deadline) throws ConnectionException, TransportException {
        trans.write(buildOpenReq());
        Waits.await(openEvent, deadline);
    }

    void startShell(PtySpec pty, Deadline deadline) throws ConnectionException, TransportException {
        Event<ConnectionException> terminal = request(
                "pty-req",
                new Buffer.PlainBuffer()
                        .putString(pty.term())
                        .putUInt32(pty.columns())
                        .putUInt32(pty.rows())
                        .putUInt32(0)
                        .putUInt32(0)
                        .putBytes(PTYMode.encode(Map.of())));
        Event<ConnectionException> shell = request("shell", new Buffer.PlainBuffer());
        Waits.await(terminal, deadline);
        Waits.await(shell, deadline);
    }

    void startCommand(String text, Deadline deadline) throws ConnectionException, TransportException {
        command = true;
        Waits.await(request("exec", new Buffer.PlainBuffer().putString(text, StandardCharsets.UTF_8)), deadline);
    }

    private Event<ConnectionException> request(String type, Buffer.PlainBuffer details) throws TransportException {
        Event<ConnectionException> answer = sendChannelRequest(type, true, details);
        awaited.add(answer);
        if (over) {
            giveUpAnswers();
        }
        return answer;
    }

    /** A device that closes the channel answers nothing any more, and the library would go on waiting. */
    private void giveUpAnswers() {
        over = true;
        awaited.stream()
                .filter(answer -> !answer.isSet())
                .forEach(answer -> answer.deliverError(new ConnectionException("the device closed it at once")));
    }

    int take(byte[] buffer, int offset, int length, Deadline deadline) {
        int taken = inbound.take(buffer, offset, length, deadline);
        if (taken > 0) {
            window.widen();
        }
        return taken;
    }

    String errorText() {
        synchronized (errorText) {
            return errorText.toString(StandardCharsets.UTF_8);
        }
    }

    void send(byte[] buffer, int offset, int length, Deadline deadline) {
        outbound.write(super.getOutputStream(), buffer, offset, length, deadline);
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws SSHException {
        super.handle(message, packet);
        if (message == Message.CHANNEL_WINDOW_ADJUST) {
            outbound.roomChanged();
        }
    }

    @Override
    protected void receiveInto(ChannelInputStream stream, SSHPacket packet) throws SSHException {
        int length = window.accept(packet);
        if (stream == getErrorStream()) {
            synchronized (errorText) {
                int room = MOST_ERROR_TEXT - errorText.size();
                errorText.write(packet.array(), packet.rpos(), Math.max(0, Math.min(room, length)));
            }
            window.widen();
        } else {
            inbound.put(packet.array(), packet.rpos(), length);
        }
    }

    @Override
    protected void eofInputStreams() {
        super.eofInputStreams();
        // a server may tell the exit status of a command after the end of its output
        if (!command || getExitStatus() != null) {
            inbound.end();
        }
        outputEnded = true;
    }

    @Override
    public void handleRequest(String type, SSHPacket packet) throws ConnectionException, TransportException {
        super.handleRequest(type, packet);
        if (outputEnded && type.startsWith("exit-")) {
            inbound.end();
        }
    }

    @Override
    protected void closeAllStreams() {
        super.closeAllStreams();
        giveUpAnswers();
        inbound.end();
        outbound.end();
    }

    @Override
    public void notifyError(SSHException error) {
        inbound.fail(error);
        outbound.end();
        super.notifyError(error);
    }

    /** Says goodbye without waiting for the answer. */
    @Override
    public void close() throws TransportException {
        if (isOpen()) {
            link.guarded(SshLink.goodbye(), this::sendClose);
        }
        closeAllStreams();
    }
}
