package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Credentials;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Secrets that are planted in a test and must not come out anywhere: not in an exception and its causes, not in a log,
 * not in {@code toString}. They are looked for as they are, in base64, and in hexadecimal. Immutable.
 *
 * <pre>{@code
 * CanarySecrets canary = CanarySecrets.planted();
 * Throwable failure = catchThrowable(() -> login(canary.credentials("kim")));
 * canary.assertNotIn(failure);
 * }</pre>
 */
public final class CanarySecrets {

    private final Map<String, String> values;

    private CanarySecrets(Map<String, String> values) {
        this.values = values;
    }

    /** Returns secrets that nothing else would print. */
    public static CanarySecrets planted() {
        return planted(new Random().nextLong());
    }

    /** Returns the same secrets for the same seed. */
    public static CanarySecrets planted(long seed) {
        Random random = new Random(seed);
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : new String[] {"password", "enable secret", "passphrase", "private key"}) {
            values.put(name, "Canary" + Long.toUnsignedString(random.nextLong(), 36) + "x");
        }
        return new CanarySecrets(values);
    }

    /** Returns the planted login password. */
    public String password() {
        return value("password");
    }

    /** Returns the planted secret for the privileged level. */
    public String enableSecret() {
        return value("enable secret");
    }

    /** Returns the planted passphrase of a private key. */
    public String passphrase() {
        return value("passphrase");
    }

    /** Returns credentials with password and enable secret. */
    public Credentials credentials(String username) {
        return Credentials.of(username)
                .password(Secret.of(password()))
                .enableSecret(Secret.of(enableSecret()))
                .build();
    }

    /** Returns credentials with everything, among it a private key that is no key. */
    public Credentials credentialsWithBrokenKey(String username) {
        return Credentials.of(username)
                .password(Secret.of(password()))
                .enableSecret(Secret.of(enableSecret()))
                .privateKey(Secret.of("-----BEGIN OPENSSH PRIVATE KEY-----\n" + value("private key")
                        + "\n-----END OPENSSH PRIVATE KEY-----\n"))
                .passphrase(Secret.of(passphrase()))
                .build();
    }

    /** Fails if a text holds one of the secrets; the failure names it and does not show it. */
    public void assertNotInText(String text) {
        values.forEach((name, secret) -> {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            assertThat(text.contains(secret)).as("the %s is in the text", name).isFalse();
            assertThat(text.contains(Base64.getEncoder().withoutPadding().encodeToString(bytes)))
                    .as("the %s is in the text in base64", name)
                    .isFalse();
            assertThat(text.contains(java.util.HexFormat.of().formatHex(bytes)))
                    .as("the %s is in the text in hexadecimal", name)
                    .isFalse();
        });
    }

    /** Fails if a failure, its causes, what it suppressed, or their stack traces hold one of the secrets. */
    public void assertNotIn(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        assertNotInText(text.toString());
    }

    /** Fails if the text form of one of the objects holds one of the secrets. */
    public void assertNotIn(Iterable<?> objects) {
        objects.forEach(object -> assertNotInText(String.valueOf(object)));
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("no canary named " + name);
        }
        return value;
    }

    /** Returns the names of the secrets, no value. */
    @Override
    public String toString() {
        return "CanarySecrets" + values.keySet();
    }
}
