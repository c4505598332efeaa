package io.netstacks.core.internal.ssh;

import io.netstacks.core.internal.login.LoginPrompt;
import io.netstacks.core.internal.net.PeerText;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.transport.LoginQuestion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthNone;
import net.schmizz.sshj.userauth.password.PasswordUtils;

/**
 * Logs in over one connection: public key if there is one, then password, then keyboard-interactive; the questions first if
 * the credentials have answers; {@code none} if there is nothing to show or the server takes nothing. A server may want
 * several methods in a row (RFC 4252, 5.1). A password that the server judged is not offered again by another method.
 */
final class SshLogin {

    private static final String PUBLIC_KEY = "publickey";
    private static final String PASSWORD = "password";
    private static final String QUESTIONS = "keyboard-interactive";
    private static final List<String> WITH_SECRET = List.of(PUBLIC_KEY, PASSWORD, QUESTIONS);

    private final StagedClient client;
    private final Credentials credentials;
    private final QuestionTable table;
    private final boolean oldRsa;
    private final List<String> tried = new ArrayList<>();
    private final List<String> passed = new ArrayList<>();

    /**
     * Creates it.
     *
     * @param oldRsa whether the server is one that signs with SHA-1 where it has an RSA key
     */
    SshLogin(StagedClient client, Credentials credentials, List<LoginQuestion> questions, boolean oldRsa) {
        this.client = client;
        this.oldRsa = oldRsa;
        this.credentials = credentials;
        this.table = new QuestionTable(credentials, questions);
    }

    /** Logs in, and returns the method that worked. */
    String run(String device, Supplier<String> place) throws TransportException, UserAuthException {
        Supplier<String> where = () -> device + ": login of \"" + credentials.username() + "\" at " + place.get();
        String method = tryMethods(where);
        if (method.isEmpty()) {
            throw refused(where, "");
        }
        return method;
    }

    /** Returns the method that worked, or nothing. */
    private String tryMethods(Supplier<String> where) throws TransportException, UserAuthException {
        List<String> left = methods();
        if (left.isEmpty()) {
            return none();
        }
        for (Optional<String> next = next(left); next.isPresent(); next = next(left)) {
            String method = next.get();
            if (attempt(method, where)) {
                return method;
            }
            if (client.getUserAuth().hadPartialSuccess()) {
                passed.add(method);
                left = methods(); // the server may take now what it did not take before
            } else {
                left.remove(method);
            }
        }
        return passed.isEmpty() && !tried.contains("none") && Collections.disjoint(allowed(), WITH_SECRET)
                ? none()
                : "";
    }

    /** Returns what there is something to show for, in the order in which it is tried. */
    private List<String> methods() {
        List<String> methods = new ArrayList<>();
        if (credentials.privateKey().isPresent()) {
            methods.add(PUBLIC_KEY);
        }
        if (credentials.password().isPresent()) {
            methods.add(PASSWORD);
        }
        if (!credentials.answers().isEmpty()) {
            methods.add(methods.indexOf(PASSWORD) < 0 ? methods.size() : methods.indexOf(PASSWORD), QUESTIONS);
        } else if (credentials.password().isPresent()) {
            methods.add(QUESTIONS);
        }
        methods.removeAll(passed);
        return methods;
    }

    /** Returns the next one that the server takes; before its first answer nobody knows what that is. */
    private Optional<String> next(List<String> left) {
        return left.stream()
                .filter(method -> tried.isEmpty() || allowed().contains(method))
                .filter(method -> !method.equals(PASSWORD) || !table.passwordGiven())
                .filter(method -> !method.equals(QUESTIONS) || !passwordRefused())
                .findFirst();
    }

    /** Tells whether the server judged the password, and not only the method. */
    private boolean passwordRefused() {
        return tried.contains(PASSWORD)
                && !passed.contains(PASSWORD)
                && allowed().contains(PASSWORD);
    }

    private boolean attempt(String method, Supplier<String> where) throws TransportException, UserAuthException {
        if (method.equals(QUESTIONS)) {
            return ask(where);
        }
        return method.equals(PASSWORD) ? showPassword(where) : attempt(method, publicKey(where));
    }

    private boolean showPassword(Supplier<String> where) throws TransportException, UserAuthException {
        PasswordLogin password = password();
        try {
            return attempt(PASSWORD, password);
        } catch (TransportException | UserAuthException e) {
            if (password.demand().isPresent()) {
                throw refused(where, "; " + password.demand().get().newPasswordDemanded());
            }
            throw e;
        }
    }

    /** Some devices let everybody in over SSH and ask inside the shell. */
    private String none() throws TransportException, UserAuthException {
        return attempt("none", new AuthNone()) ? "none" : "";
    }

    private boolean ask(Supplier<String> where) throws TransportException, UserAuthException {
        try {
            return attempt(QUESTIONS, new QuestionLogin(table));
        } catch (TransportException | UserAuthException e) {
            if (table.unanswered().isPresent()) {
                LoginPrompt question = table.unanswered().get();
                throw refused(
                        where,
                        question.demandsNewPassword()
                                ? "; " + question.newPasswordDemanded()
                                : "; it asked \"" + question.text() + "\": add an answer for that to the credentials");
            }
            throw e;
        }
    }

    private boolean attempt(String name, AuthMethod method) throws TransportException, UserAuthException {
        tried.add(name);
        try {
            return client.getUserAuth()
                    .authenticate(
                            credentials.username(),
                            client.service(),
                            method,
                            client.getTransport().getTimeoutMs());
        } catch (UserAuthException e) {
            throw new UserAuthException(
                    "tried " + tried + " as \"" + credentials.username() + "\"; " + StageFailure.reason(e), e);
        }
    }

    private List<String> allowed() {
        return client.getUserAuth().getAllowedMethods().stream()
                .filter(method -> !method.isBlank())
                .toList();
    }

    private PasswordLogin password() {
        return credentials
                .password()
                .map(secret -> new PasswordLogin(PasswordUtils.createOneOff(secret.use(char[]::clone))))
                .orElseThrow();
    }

    private AuthMethod publicKey(Supplier<String> where) {
        try {
            KeyProvider keys = LoginKey.read(client, credentials);
            return new KeyLogin(keys, oldRsa);
        } catch (LoginKey.Unreadable e) { // without the cause, whose text may show parts of the key
            throw new ConnectionFailedException(
                    ErrorCode.AUTHENTICATION_FAILED,
                    where.get() + ": the private key cannot be read: " + e.getMessage());
        }
    }

    private ConnectionFailedException refused(Supplier<String> where, String more) {
        return new ConnectionFailedException(
                ErrorCode.AUTHENTICATION_FAILED,
                where.get() + " refused; tried " + tried
                        + (passed.isEmpty() ? "" : ", of which " + passed + " was not enough")
                        + (allowed().isEmpty()
                                ? ""
                                : ", the server takes " + PeerText.of(allowed().toString()))
                        + more);
    }
}
