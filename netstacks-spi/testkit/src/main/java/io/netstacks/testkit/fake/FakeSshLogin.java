package io.netstacks.testkit.fake;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.AsyncAuthException;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.session.ServerConnectionServiceFactory;
import org.apache.sshd.server.session.ServerSession;

/** Offers over SSH exactly the methods that a {@link FakeLogin} accepts. */
final class FakeSshLogin {

    private final DeviceState device;
    private final FakeLogin login;

    FakeSshLogin(DeviceState device) {
        this.device = device;
        this.login = device.script().login();
    }

    void install(SshServer server) {
        List<UserAuthFactory> methods = new ArrayList<>();
        if (login.open()) {
            methods.add(new OpenLogin.Method());
            server.setServiceFactories(List.of(new OpenLogin.Services(), ServerConnectionServiceFactory.INSTANCE));
        }
        if (!login.publicKeys().isEmpty()) {
            List<PublicKey> keys =
                    login.publicKeys().stream().map(FakeSshLogin::key).toList();
            server.setPublickeyAuthenticator(
                    (user, key, session) -> login.named(user).equals(login.user())
                            && keys.stream().anyMatch(known -> KeyUtils.compareKeys(known, key)));
            methods.add(UserAuthPublicKeyFactory.INSTANCE);
        }
        if (!login.questions().isEmpty()) {
            server.setKeyboardInteractiveAuthenticator(new Questions());
            methods.add(UserAuthKeyboardInteractiveFactory.INSTANCE);
        }
        if (login.passwordMethod() || methods.isEmpty()) {
            server.setPasswordAuthenticator(
                    (user, password, session) -> decide(login.passwordMethod() && login.admits(user, password)));
            methods.add(UserAuthPasswordFactory.INSTANCE);
        }
        server.setUserAuthFactories(methods);
    }

    private boolean decide(boolean admitted) {
        device.loginTried();
        long delay = device.script().loginDelay().toNanos();
        if (delay == 0) {
            return admitted;
        }
        AsyncAuthException later = new AsyncAuthException();
        ScheduledFuture<?> unused =
                device.scheduler().schedule(() -> later.setAuthed(admitted), delay, TimeUnit.NANOSECONDS);
        throw later;
    }

    private static PublicKey key(String line) {
        try {
            return AuthorizedKeyEntry.parseAuthorizedKeyEntry(line)
                    .resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("not a line of an authorized_keys file: " + line, e);
        }
    }

    /** All questions in one round. */
    private final class Questions implements KeyboardInteractiveAuthenticator {

        @Override
        public InteractiveChallenge generateChallenge(
                ServerSession session, String username, String language, String subMethods) {
            InteractiveChallenge challenge = new InteractiveChallenge();
            challenge.setInteractionName("");
            challenge.setInteractionInstruction("");
            challenge.setLanguageTag("");
            login.questions().forEach(question -> challenge.addPrompt(question.prompt(), question.shown()));
            return challenge;
        }

        @Override
        public boolean authenticate(ServerSession session, String username, List<String> answers) {
            List<String> right =
                    login.questions().stream().map(FakeLogin.Question::answer).toList();
            return decide(login.named(username).equals(login.user()) && right.equals(answers));
        }
    }
}
