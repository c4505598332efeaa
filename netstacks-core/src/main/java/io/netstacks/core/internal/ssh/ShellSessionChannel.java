package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.transport.ExecChannel;
import io.netstacks.spi.transport.PtySpec;
import io.netstacks.spi.transport.ShellChannel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.schmizz.concurrent.Event;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.PTYMode;
import net.schmizz.sshj.transport.TransportException;

/**
 * A shell, or one command, on a session channel (RFC 4254, section 6) that asks for terminal and shell in one go instead of
 * waiting for each answer.
 */
final class ShellSessionChannel extends StreamChannel implements ShellChannel, ExecChannel {

    private static final int MOST_ERROR_TEXT = 64 * 1024;
    private static final int STANDARD_ERROR = 1;

    private final ByteArrayOutputStream errorText = new ByteArrayOutputStream();
    private final Queue<Event<ConnectionException>> awaited = new ConcurrentLinkedQueue<>();
    private volatile boolean command;
    private volatile boolean outputEnded;
    private volatile boolean over;
    private volatile OptionalInt exitStatus = OptionalInt.empty();

    ShellSessionChannel(SshLink link, String device) {
        super(link, "session", device);
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

    /** A channel that the device has closed is not open, although the library takes note of that after it wakes who waits. */
    @Override
    public boolean isOpen() {
        return !over && super.isOpen();
    }

    @Override
    public OptionalInt exitStatus() {
        return exitStatus;
    }

    @Override
    public String errorText() {
        synchronized (errorText) {
            return errorText.toString(StandardCharsets.UTF_8);
        }
    }

    @Override
    protected void gotExtendedData(SSHPacket packet) throws SSHException {
        int type = number(packet);
        if (type != STANDARD_ERROR) {
            throw new ConnectionException(DisconnectReason.PROTOCOL_ERROR, "extended data of the unknown type " + type);
        }
        int length = window.accept(packet);
        synchronized (errorText) {
            int room = MOST_ERROR_TEXT - errorText.size();
            errorText.write(packet.array(), packet.rpos(), Math.max(0, Math.min(room, length)));
        }
        window.widen();
    }

    @Override
    protected void eofInputStreams() {
        super.eofInputStreams();
        // a server may tell the exit status of a command after the end of its output
        if (!command || exitStatus.isPresent()) {
            inbound.end();
        }
        outputEnded = true;
    }

    @Override
    protected void handleRequest(String type, SSHPacket packet) throws ConnectionException, TransportException {
        switch (type) {
            case "exit-status" -> exitStatus = OptionalInt.of(number(packet));
            case "exit-signal" -> sendClose();
            case "xon-xoff" -> {} // it is the other side that may hold keys back
            default -> super.handleRequest(type, packet);
        }
        if (outputEnded && type.startsWith("exit-")) {
            inbound.end();
        }
    }

    private static int number(SSHPacket packet) throws ConnectionException {
        try {
            return packet.readUInt32AsInt();
        } catch (Buffer.BufferException e) {
            throw new ConnectionException(e);
        }
    }

    @Override
    protected void closeAllStreams() {
        super.closeAllStreams();
        giveUpAnswers();
    }
}
