package io.netstacks.core.internal.ssh;

import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.ChallengeResponseProvider;

/**
 * Answers questions. The library makes room for as many answers as a packet says that it has questions, before it reads one:
 * a packet of a few bytes could take all memory. Confined to one login.
 */
final class QuestionLogin extends AuthKeyboardInteractive {

    /** The length of its text, and whether the answer is shown. */
    private static final int SHORTEST_QUESTION = 5;

    QuestionLogin(ChallengeResponseProvider answers) {
        super(answers);
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
        if (message == Message.USERAUTH_60) {
            check(packet);
        }
        super.handle(message, packet);
    }

    private static void check(SSHPacket packet) throws UserAuthException {
        int start = packet.rpos();
        try {
            packet.readString(); // name
            packet.readString(); // instruction
            packet.readString(); // language
            long questions = packet.readUInt32();
            if (questions > packet.available() / SHORTEST_QUESTION) {
                throw new UserAuthException("the server asks more questions than its packet holds: " + questions);
            }
        } catch (Buffer.BufferException e) {
            throw new UserAuthException(e);
        } finally {
            packet.rpos(start);
        }
    }
}
