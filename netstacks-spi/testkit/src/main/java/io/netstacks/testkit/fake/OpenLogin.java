package io.netstacks.testkit.fake;

import java.io.IOException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.auth.AbstractUserAuth;
import org.apache.sshd.server.auth.UserAuth;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.session.ServerUserAuthService;
import org.apache.sshd.server.session.ServerUserAuthServiceFactory;

/**
 * Lets the method {@code none} (RFC 4252, 5.2) succeed, as devices do that ask inside the shell. MINA sshd 2.20 refuses
 * it before it asks its methods, so the request is handed on under another name.
 */
final class OpenLogin {

    private static final String NAME = "open";

    private OpenLogin() {}

    /** Admits everybody. */
    static final class Method implements UserAuthFactory {

        @Override
        public String getName() {
            return NAME;
        }

        @Override
        public UserAuth createUserAuth(ServerSession session) {
            return new AbstractUserAuth(NAME) {
                @Override
                protected Boolean doAuth(Buffer buffer, boolean first) {
                    return Boolean.TRUE;
                }
            };
        }
    }

    /** Makes the service that renames the method. */
    static final class Services extends ServerUserAuthServiceFactory {

        @Override
        public ServerUserAuthService create(Session session) throws IOException {
            return new ServerUserAuthService(session) {
                @Override
                public void process(int command, Buffer request) throws Exception {
                    super.process(
                            command, command == SshConstants.SSH_MSG_USERAUTH_REQUEST ? renamed(request) : request);
                }
            };
        }

        private static Buffer renamed(Buffer request) {
            int start = request.rpos();
            String user = request.getString();
            String service = request.getString();
            if (!request.getString().equals("none")) {
                request.rpos(start);
                return request;
            }
            ByteArrayBuffer renamed = new ByteArrayBuffer();
            renamed.putString(user);
            renamed.putString(service);
            renamed.putString(NAME);
            return renamed;
        }
    }
}
