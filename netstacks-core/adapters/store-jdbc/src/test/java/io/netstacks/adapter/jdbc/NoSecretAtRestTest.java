package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.core.store.SecretBox;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.Secret;
import io.netstacks.spi.Settings;
import io.netstacks.spi.agent.LlmSettings;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.KeyProvider.DataKey;
import io.netstacks.spi.store.Stores;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class NoSecretAtRestTest {

    private static final String CANARY = "Canary-7f3a";

    private final ProviderContext context = new ProviderContext(Settings.defaults(), Clock.systemUTC(), reference -> {
        throw NotFoundException.of("secret", reference, List.of());
    });

    private static Secret canary(String part) {
        return Secret.of(CANARY + part);
    }

    @Test
    void no_planted_secret_can_be_read_in_files_logs_or_exceptions(@TempDir Path directory) throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        root.addAppender(logged);
        root.setLevel(Level.TRACE);
        String failures;
        try {
            failures = use(directory);
        } finally {
            root.setLevel(before);
            root.detachAppender(logged);
        }

        assertThat(logged.list.stream().map(ILoggingEvent::getFormattedMessage)).isNotEmpty();
        assertThat(logged.list.stream().map(ILoggingEvent::getFormattedMessage))
                .noneMatch(message -> message.contains(CANARY));
        assertThat(failures).contains("StoreException").doesNotContain(CANARY);
        assertThatNoFileHolds(directory, CANARY);
    }

    private String use(Path directory) {
        DataKey key = KeyProviders.generate();
        Credentials credentials = Credentials.of("admin")
                .password(canary("password"))
                .enableSecret(canary("enable"))
                .privateKey(canary("key"))
                .passphrase(canary("passphrase"))
                .answer("code", canary("answer"))
                .build();
        ConfigText config = ConfigText.of("snmp-server community " + CANARY + " RO\n", "x");
        try (Stores stores = JdbcStorage.embedded(directory).open(context, KeyProviders.of(key))) {
            stores.credentials().save("lab", credentials);
            stores.llmSettings().save(LlmSettings.named("openai"));
            stores.llmSettings().setApiKey("openai", canary("llm-key"));
            stores.backups()
                    .save(new NewBackup("r1", "cisco_ios", Instant.now(), Backup.Origin.MANUAL, "user:kim", config));
        }
        KeyProvider wrong = KeyProviders.fixed(key.id(), KeyProviders.generate().key());
        StringWriter text = new StringWriter();
        try (Stores stores = JdbcStorage.embedded(directory).open(context, wrong)) {
            String backup = stores.backups().latest("r1").orElseThrow().id();
            Stream.of(
                            catchThrowable(() -> stores.credentials().find("lab")),
                            catchThrowable(() -> stores.backups().content(backup)),
                            catchThrowable(() -> stores.llmSettings().apiKey("openai")),
                            catchThrowable(() -> stores.llmSettings().setApiKey("gone", canary("gone"))),
                            catchThrowable(
                                    () -> stores.llmSettings().setApiKey("openai", Secret.of(CANARY.repeat(1000)))),
                            catchThrowable(() -> stores.credentials().save("x".repeat(600), credentials)))
                    .forEach(failure -> failure.printStackTrace(new PrintWriter(text)));
            text.append(credentials.toString())
                    .append(config.toString())
                    .append(stores.llmSettings().list(PageRequest.first()).toString())
                    .append(stores.backups().latest("r1").toString());
        }
        return text.toString();
    }

    private static void assertThatNoFileHolds(Path directory, String secret) throws java.io.IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(directory)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain(secret);
            assertThat(new String(bytes, StandardCharsets.UTF_16BE))
                    .as(file.toString())
                    .doesNotContain(secret);
        }
    }

    @Test
    void a_sealed_row_does_not_open_under_another_name() {
        SecretBox box = SecretBox.with(KeyProviders.of(KeyProviders.generate()));
        byte[] sealed = box.seal("credential", "a", new byte[] {1});

        assertThat(catchThrowable(() -> box.open("credential", "b", sealed))).hasMessageContaining("does not open");
        assertThat(catchThrowable(() -> box.open("config", "a", sealed))).hasMessageContaining("does not open");
    }
}
