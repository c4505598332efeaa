package io.netstacks.core.internal.ssh;

import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.transport.LoginQuestion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuth;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthNone;
import net.schmizz.sshj.userauth.method.AuthPassword;
import net.schmizz.sshj.userauth.method.AuthPublickey;
import net.schmizz.sshj.userauth.password.PasswordUtils;

/**
 * Logs in over one connection: public key if there is one, then password, then keyboard-interactive if the server does not
 * take passwords, and {@code none} if there is nothing to show or the server wants nothing. A password that the server
 * took and refused is not offered again by another method.
 */
final class SshLogin {

    private static final List<String> WITH_SECRET = List.of("publickey", "password", "keyboard-interactive");

    private final SSHClient client;
    private final Credentials credentials;
    private final List<LoginQuestion> questions;
    private final List<String> tried = new ArrayList<>();

    SshLogin(SSHClient client, Credentials credentials, List<LoginQuestion> questions) {
        this.client = client;
        this.credentials = credentials;
        this.questions = questions;
    }

    /** Logs in, and returns the method that worked. */
    String run(String device, Endpoint endpoint) throws TransportException, UserAuthException {
        String where = device + ": login of \"" + credentials.username() + "\" at " + endpoint;
        String method = tryMethods(where);
        if (method.isEmpty()) {
            throw refused(where, "");
        }
        return method;
    }

    /** Returns the method that worked, or nothing. */
    private String tryMethods(String where) throws TransportException, UserAuthException {
        if (credentials.privateKey().isPresent() && attempt("publickey", publicKey(where))) {
            return "publickey";
        }
        if (credentials.password().isEmpty() && credentials.answers().isEmpty()) {
            return tried.contains("publickey") ? "" : none();
        }
        if (credentials.password().isPresent() && credentials.answers().isEmpty() && mayTry("password")) {
            if (attempt("password", password())) {
                return "password";
            }
            if (allowed().contains("password") && !partly()) {
                return "";
            }
        }
        String method = ask(where);
        return method.isEmpty() && takesNoSecret() ? none() : method;
    }

    /** Some devices let everybody in over SSH and ask inside the shell. */
    private boolean takesNoSecret() {
        return !tried.contains("none") && Collections.disjoint(allowed(), WITH_SECRET);
    }

    private String none() throws TransportException, UserAuthException {
        return attempt("none", new AuthNone()) ? "none" : "";
    }

    private String ask(String where) throws TransportException, UserAuthException {
        QuestionTable table = new QuestionTable(credentials, questions);
        try {
            if (mayTry("keyboard-interactive") && attempt("keyboard-interactive", new AuthKeyboardInteractive(table))) {
                return "keyboard-interactive";
            }
        } catch (TransportException | UserAuthException e) {
            if (table.unanswered().isPresent()) {
                throw refused(
                        where,
                        "; it asked \"" + table.unanswered().get() + "\": add an answer for that to the credentials");
            }
            throw e;
        }
        if (!table.passwordGiven()
                && credentials.password().isPresent()
                && !tried.contains("password")
                && mayTry("password")
                && attempt("password", password())) {
            return "password";
        }
        return "";
    }

    private boolean attempt(String name, AuthMethod method) throws TransportException, UserAuthException {
        tried.add(name);
        return client.getUserAuth()
                .authenticate(
                        credentials.username(),
                        (Service) client.getConnection(),
                        method,
                        client.getTransport().getTimeoutMs());
    }

    /** Before the first answer nobody knows what the server takes. */
    private boolean mayTry(String method) {
        return tried.isEmpty() || allowed().contains(method);
    }

    private Collection<String> allowed() {
        UserAuth auth = client.getUserAuth();
        return auth.getAllowedMethods() == null ? List.of() : auth.getAllowedMethods();
    }

    private boolean partly() {
        return client.getUserAuth().hadPartialSuccess();
    }

    private AuthMethod password() {
        return credentials
                .password()
                .map(secret -> new AuthPassword(PasswordUtils.createOneOff(secret.use(char[]::clone))))
                .orElseThrow();
    }

    private AuthMethod publicKey(String where) {
        String text = credentials.privateKey().map(key -> key.use(String::new)).orElse("");
        char[] passphrase = credentials
                .passphrase()
                .map(secret -> secret.use(char[]::clone))
                .orElse(new char[0]);
        try {
            KeyProvider keys =
                    client.loadKeys(text, null, passphrase.length == 0 ? null : PasswordUtils.createOneOff(passphrase));
            keys.getPrivate(); // a wrong passphrase shows here and not as a refused login
            return new AuthPublickey(keys);
        } catch (IOException | RuntimeException e) { // the parsers below throw what they like for a broken key
            throw new ConnectionFailedException(
                    ErrorCode.AUTHENTICATION_FAILED,
                    where
                            + ": the private key cannot be read: it must be in OpenSSH, PEM or PuTTY format, with the right passphrase ("
                            + e.getClass().getSimpleName().toLowerCase(Locale.ROOT) + ")");
        }
    }

    private ConnectionFailedException refused(String where, String more) {
        return new ConnectionFailedException(
                ErrorCode.AUTHENTICATION_FAILED,
                where + " refused; tried " + tried + ", the server takes " + allowed() + more);
    }
}
