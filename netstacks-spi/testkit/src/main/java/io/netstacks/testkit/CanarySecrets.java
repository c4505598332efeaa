package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Credentials;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

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
        for (String name : new String[] {
            "password", "enable secret", "passphrase", "private key", "secret of a configuration", "argument of a task"
        }) {
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

    /** Returns the planted secret for configurations, one word of letters and digits. */
    public String configSecret() {
        return value("secret of a configuration");
    }

    /** Returns the planted secret for the requests of tasks. */
    public String taskArgument() {
        return value("argument of a task");
    }

    /** Returns a configuration of each of several platforms, by platform, that holds the secret for configurations. */
    public Map<String, String> configs() {
        String secret = configSecret();
        Map<String, String> configs = new LinkedHashMap<>();
        configs.put(
                "cisco_ios", "hostname r1\nenable secret 9 " + secret + "\nsnmp-server community " + secret + " RO\n");
        configs.put("cisco_nxos", "hostname n1\nusername noc password 5 " + secret + " role network-admin\n");
        configs.put("arista_eos", "hostname e1\nusername noc secret sha512 " + secret + "\n");
        configs.put(
                "juniper_junos",
                "system {\n    root-authentication {\n        encrypted-password \"" + secret
                        + "\"; ## SECRET-DATA\n    }\n}\n");
        configs.put("huawei_vrp", "sysname v1\nsnmp-agent community read cipher " + secret + "\n");
        configs.put("fortinet_fortios", "config vpn\n    set psksecret " + secret + "\nend\n");
        return configs;
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
            assertThat(text.contains(HexFormat.of().formatHex(bytes)))
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

    /** Fails if a file in a folder or below holds one of the secrets, in whatever width characters are written. */
    public void assertNotInFiles(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        assertThat(files).as("files in " + folder).isNotEmpty();
        for (Path file : files) {
            assertNotInBytes(Files.readAllBytes(file));
        }
    }

    /**
     * Fails if a table of a schema holds one of the secrets in any column.
     *
     * @return how many rows were looked through
     */
    public int assertNotInTables(Connection connection, String schema) throws SQLException {
        int rows = 0;
        List<String> tables = new ArrayList<>();
        try (ResultSet found =
                connection.getMetaData().getTables(null, schema, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (found.next()) {
                tables.add(found.getString("TABLE_NAME"));
            }
        }
        for (String table : tables) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT * FROM \"" + schema + "\".\"" + table + "\"")) {
                while (row.next()) {
                    rows++;
                    for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                        byte[] bytes = row.getObject(column) instanceof byte[] raw ? raw : new byte[0];
                        assertNotInBytes(bytes);
                        assertNotInText(String.valueOf(row.getString(column)));
                    }
                }
            }
        }
        return rows;
    }

    private void assertNotInBytes(byte[] bytes) {
        assertNotInText(new String(bytes, StandardCharsets.ISO_8859_1));
        assertNotInText(new String(bytes, StandardCharsets.UTF_16BE));
        assertNotInText(new String(bytes, StandardCharsets.UTF_16LE));
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
