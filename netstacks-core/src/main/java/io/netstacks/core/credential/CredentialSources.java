package io.netstacks.core.credential;

import io.netstacks.spi.Secret;
import io.netstacks.spi.device.CredentialProvider;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Ready-made credential providers. What they return is safe for use by many threads. */
public final class CredentialSources {

    private CredentialSources() {}

    /** Returns a provider that knows one set of credentials, under the name {@code default}. */
    public static CredentialProvider of(Credentials credentials) {
        return of(Map.of("default", credentials));
    }

    /** Returns a provider of named credentials. */
    public static CredentialProvider of(Map<String, Credentials> byName) {
        Map<String, Credentials> copy = new LinkedHashMap<>(byName);
        return new CredentialProvider() {
            @Override
            public Optional<Credentials> find(String reference) {
                return Optional.ofNullable(copy.get(reference));
            }

            @Override
            public List<String> names() {
                return List.copyOf(copy.keySet());
            }
        };
    }

    /**
     * Returns a provider that reads environment variables at each login: {@code PREFIX_USERNAME}, {@code PREFIX_PASSWORD},
     * {@code PREFIX_SECRET} (for enable), {@code PREFIX_KEY_FILE} and {@code PREFIX_PASSPHRASE} for the name
     * {@code default}; for any other name the name comes in between, in upper case and with {@code _} for every other
     * character: {@code PREFIX_EDGE_ROUTERS_USERNAME} for {@code edge-routers}.
     */
    public static CredentialProvider fromEnvironment(String prefix) {
        return from(prefix, System.getenv());
    }

    /**
     * Returns a provider that reads a YAML file, now and whenever it has changed, so that a new password needs no restart:
     *
     * <pre>{@code
     * default: {username: netops, password: s3cret, enable_password: s3cret2, realm: tacacs}
     * lab: {username: kim, key_file: id_ed25519, passphrase: s3cret3}
     * }</pre>
     *
     * <p>{@code enable_username} is there too; a {@code key_file} is beside the file unless its path is absolute; the realm is
     * the name unless told otherwise. The file is at most a megabyte, and its access rights are the host's affair.
     *
     * @throws InvalidInputException if it is no such file, with all problems; no message quotes a value of it
     * @throws io.netstacks.spi.error.ProviderException if it cannot be read
     */
    public static CredentialProvider fromFile(Path file) {
        return new CredentialFile(file);
    }

    static CredentialProvider from(String prefix, Map<String, String> variables) {
        return reference -> {
            String name = reference.equals("default")
                    ? prefix
                    : prefix + "_" + reference.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
            return Optional.ofNullable(variables.get(name + "_USERNAME"))
                    .map(username -> read(name, username, variables));
        };
    }

    private static Credentials read(String name, String username, Map<String, String> variables) {
        Credentials.Builder credentials = Credentials.of(username).realm(name.toLowerCase(Locale.ROOT));
        secret(variables, name + "_PASSWORD").ifPresent(credentials::password);
        secret(variables, name + "_SECRET").ifPresent(credentials::enableSecret);
        secret(variables, name + "_PASSPHRASE").ifPresent(credentials::passphrase);
        String keyFile = variables.get(name + "_KEY_FILE");
        if (keyFile != null) {
            credentials.privateKey(keyText(name + "_KEY_FILE", Path.of(keyFile)));
        }
        return credentials.build();
    }

    private static Optional<Secret> secret(Map<String, String> variables, String variable) {
        return Optional.ofNullable(variables.get(variable)).map(Secret::of);
    }

    static Secret keyText(String variable, Path file) {
        try {
            return Secret.of(Files.readString(file));
        } catch (IOException e) {
            throw InvalidInputException.of(variable + " names " + file + ", which cannot be read");
        }
    }
}
