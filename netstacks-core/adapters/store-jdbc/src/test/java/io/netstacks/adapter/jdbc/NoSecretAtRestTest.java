package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.core.store.SecretBox;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.Secret;
import io.netstacks.spi.SecretReference;
import io.netstacks.spi.Settings;
import io.netstacks.spi.agent.LlmSettings;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.mop.Mop;
import io.netstacks.spi.mop.MopDetails;
import io.netstacks.spi.mop.MopLease;
import io.netstacks.spi.mop.MopRevision;
import io.netstacks.spi.mop.MopStart;
import io.netstacks.spi.mop.MopStepOutcome;
import io.netstacks.spi.mop.MopStepResult;
import io.netstacks.spi.mop.MopStepRun;
import io.netstacks.spi.mop.MopText;
import io.netstacks.spi.mop.MopTrigger;
import io.netstacks.spi.mop.MopVariables;
import io.netstacks.spi.mop.NewMopExecution;
import io.netstacks.spi.stack.InstanceContent;
import io.netstacks.spi.stack.InstanceKey;
import io.netstacks.spi.stack.InstanceValidation;
import io.netstacks.spi.stack.ServiceDefinition;
import io.netstacks.spi.stack.ServiceInstance;
import io.netstacks.spi.stack.ServiceOutline;
import io.netstacks.spi.stack.StackClaim;
import io.netstacks.spi.stack.StackDefinition;
import io.netstacks.spi.stack.StackWork;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.KeyProvider.DataKey;
import io.netstacks.spi.store.Stores;
import io.netstacks.spi.template.TemplateReference;
import io.netstacks.spi.template.VariableValues;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class NoSecretAtRestTest {

    private static final String CANARY = "Canary-7f3a";
    private static final InstanceKey INSTANCE = new InstanceKey("s1", "snmp", "r1");

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
            deploy(stores, config);
            runMop(stores, config.reveal());
        }
        KeyProvider wrong = KeyProviders.fixed(key.id(), KeyProviders.generate().key());
        StringWriter text = new StringWriter();
        try (Stores stores = JdbcStorage.embedded(directory).open(context, wrong)) {
            String backup = stores.backups().latest("r1").orElseThrow().id();
            String shown = stores.serviceInstances().find(INSTANCE).toString();
            Stream.of(
                            catchThrowable(() -> stores.serviceInstances().content(INSTANCE)),
                            catchThrowable(() -> stores.credentials().find("lab")),
                            catchThrowable(() -> stores.backups().content(backup)),
                            catchThrowable(() -> stores.mops().text("m1", 1)),
                            catchThrowable(() -> stores.mopExecutions().variables("x1")),
                            catchThrowable(() -> stores.mopExecutions().memory("x1")),
                            catchThrowable(() -> stores.mopExecutions().output("x1", 1)),
                            catchThrowable(() -> stores.llmSettings().apiKey("openai")),
                            catchThrowable(() -> stores.llmSettings().setApiKey("gone", canary("gone"))),
                            catchThrowable(
                                    () -> stores.llmSettings().setApiKey("openai", Secret.of(CANARY.repeat(1000)))),
                            catchThrowable(() -> stores.credentials().save("x".repeat(600), credentials)))
                    .forEach(failure -> failure.printStackTrace(new PrintWriter(text)));
            text.append(credentials.toString())
                    .append(config.toString())
                    .append(shown)
                    .append(new InstanceContent(config, List.of(config.reveal())).toString())
                    .append(stores.llmSettings().list(PageRequest.first()).toString())
                    .append(stores.backups().latest("r1").toString());
        }
        return text.toString();
    }

    /** The text of a service, and what of it is missing, hold the secret; its variables only say where it is. */
    private static void deploy(Stores stores, ConfigText config) {
        stores.stacks()
                .create(
                        INSTANCE.stackId(),
                        StackDefinition.of(
                                "Campus",
                                List.of(ServiceDefinition.on(List.of("r1"), ServiceOutline.of("snmp", "t")))));
        StackClaim claim = stores.stacks()
                .claim(INSTANCE.stackId(), 1, StackWork.DEPLOY, "n1", Instant.now(), Duration.ofMinutes(1));
        ServiceInstance instance = ServiceInstance.pending(
                INSTANCE,
                new TemplateReference("t", 1, "h"),
                VariableValues.of(Map.of("community", new SecretReference("env:SNMP"))));
        stores.serviceInstances().save(claim, instance, config);
        stores.serviceInstances()
                .validated(
                        INSTANCE,
                        new InstanceValidation(false, Instant.now(), InstanceValidation.Source.LIVE, 1),
                        List.of(config.reveal()),
                        1);
        assertThat(stores.serviceInstances()
                        .content(INSTANCE)
                        .orElseThrow()
                        .missing()
                        .get(0))
                .contains(CANARY);
    }

    /** Everything of a MOP that may hold what a device said. */
    private static void runMop(Stores stores, String secret) {
        MopText text = MopText.of(secret);
        Mop mop = stores.mops()
                .create("m1", MopDetails.of("MOP", ""), new MopRevision(text, "user:kim"))
                .value();
        MopVariables variables = MopVariables.of(Map.of("community", secret));
        MopStart start =
                MopStart.of("x1", mop, MopTrigger.MANUAL, OperationContext.as(Actor.user("kim")), Instant.now());
        NewMopExecution begun = new NewMopExecution(start, List.of("r1"), variables);
        stores.mopExecutions().start(begun);
        MopLease lease = stores.mopExecutions()
                .claim("x1", Instant.now(), "n1", Duration.ofMinutes(1))
                .orElseThrow()
                .lease();
        stores.mopExecutions().remember(lease, text);
        stores.mopExecutions().begin(lease, MopStepRun.reading("look", "command", Instant.now()));
        MopStepResult result = new MopStepResult(MopStepOutcome.SUCCEEDED, "read", Instant.now());
        stores.mopExecutions().finish(lease, 1, result, text);
        LoggerFactory.getLogger(NoSecretAtRestTest.class).info("{} {} {}", text, variables, begun);
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
