package io.netstacks.spi.device;

import io.netstacks.spi.Secret;
import io.netstacks.spi.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a login takes. Every method that a part is present for may be tried once: public key, keyboard-interactive,
 * password. {@code toString} shows the user name and which parts are present, never a value. Immutable.
 */
public final class Credentials {

    /**
     * The answer to one question of a keyboard-interactive dialogue that is not a plain password question, for example a
     * one-time code. Immutable.
     *
     * @param question found anywhere in the prompt
     * @param answer what is sent
     */
    public record Answer(Pattern question, Secret answer) {}

    private final String username;
    private final Optional<Secret> password;
    private final Optional<Secret> enableSecret;
    private final Optional<String> enableUsername;
    private final Optional<Secret> privateKey;
    private final Optional<Secret> passphrase;
    private final List<Answer> answers;
    private final String realm;

    private Credentials(Builder builder) {
        username = builder.username;
        password = builder.password;
        enableSecret = builder.enableSecret;
        enableUsername = builder.enableUsername;
        privateKey = builder.privateKey;
        passphrase = builder.passphrase;
        answers = List.copyOf(builder.answers);
        realm = builder.realm;
    }

    /** Returns a user name with a password. */
    public static Credentials password(String username, CharSequence password) {
        return of(username).password(Secret.of(password)).build();
    }

    /** Starts credentials for a user name. */
    public static Builder of(String username) {
        return new Builder(username);
    }

    /** Returns the user name; empty for a device that asks for a password alone. */
    public String username() {
        return username;
    }

    /** Returns the login password. */
    public Optional<Secret> password() {
        return password;
    }

    /** Returns the secret for the privileged level; when empty, {@link #password()} is what enable gets. */
    public Optional<Secret> enableSecret() {
        return enableSecret;
    }

    /** Returns the user name that enable asks for on some platforms; when empty, {@link #username()} is what it gets. */
    public Optional<String> enableUsername() {
        return enableUsername;
    }

    /** Returns the text of a private key in OpenSSH, PEM or PuTTY format. */
    public Optional<Secret> privateKey() {
        return privateKey;
    }

    /** Returns the passphrase of {@link #privateKey()}. */
    public Optional<Secret> passphrase() {
        return passphrase;
    }

    /** Returns the answers for a keyboard-interactive dialogue, the first match wins. */
    public List<Answer> answers() {
        return answers;
    }

    /** Returns the name under which logins are throttled together, for example one TACACS+ server group. */
    public String realm() {
        return realm;
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        password.ifPresent(secret -> parts.add("password"));
        enableSecret.ifPresent(secret -> parts.add("enable secret"));
        privateKey.ifPresent(secret -> parts.add("private key"));
        return "Credentials[" + username + ", realm " + realm + ", with " + parts + "]";
    }

    /** Collects the parts of credentials. Confined: one thread at a time. */
    public static final class Builder {

        private final String username;
        private Optional<Secret> password = Optional.empty();
        private Optional<Secret> enableSecret = Optional.empty();
        private Optional<String> enableUsername = Optional.empty();
        private Optional<Secret> privateKey = Optional.empty();
        private Optional<Secret> passphrase = Optional.empty();
        private final List<Answer> answers = new ArrayList<>();
        private String realm = "default";

        private Builder(String username) {
            this.username = username;
        }

        /** Sets the login password. */
        public Builder password(Secret value) {
            password = Optional.of(value);
            return this;
        }

        /** Sets the secret for the privileged level. */
        public Builder enableSecret(Secret value) {
            enableSecret = Optional.of(value);
            return this;
        }

        /** Sets the user name that enable asks for. */
        public Builder enableUsername(String value) {
            enableUsername = Optional.of(value);
            return this;
        }

        /** Sets the text of a private key in OpenSSH, PEM or PuTTY format. */
        public Builder privateKey(Secret value) {
            privateKey = Optional.of(value);
            return this;
        }

        /** Sets the passphrase of the private key. */
        public Builder passphrase(Secret value) {
            passphrase = Optional.of(value);
            return this;
        }

        /**
         * Adds the answer to a keyboard-interactive question; the first that matches is given.
         *
         * @param question a regular expression, found anywhere in the prompt
         * @throws InvalidInputException if it is none
         */
        public Builder answer(String question, Secret answer) {
            try {
                answers.add(new Answer(Pattern.compile(question), answer));
            } catch (PatternSyntaxException e) {
                throw InvalidInputException.of("question \"" + question + "\" is not a regular expression: "
                        + e.getDescription() + " at " + e.getIndex());
            }
            return this;
        }

        /** Sets the throttling realm; {@code default} when never set. */
        public Builder realm(String value) {
            realm = value;
            return this;
        }

        /** Returns the credentials. */
        public Credentials build() {
            return new Credentials(this);
        }
    }
}
