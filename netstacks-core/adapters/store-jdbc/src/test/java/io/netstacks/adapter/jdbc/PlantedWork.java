package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Secret;
import io.netstacks.spi.SecretReference;
import io.netstacks.spi.agent.LlmSettings;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.mop.Mop;
import io.netstacks.spi.mop.MopDetails;
import io.netstacks.spi.mop.MopExecutionId;
import io.netstacks.spi.mop.MopId;
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
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.stack.StackWork;
import io.netstacks.spi.store.Stores;
import io.netstacks.spi.template.TemplateReference;
import io.netstacks.spi.template.VariableValues;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** A stack, a MOP and a provider of language models with a secret in everything of theirs that takes one. */
final class PlantedWork {

    private static final InstanceKey INSTANCE = new InstanceKey(new StackId("s1"), "snmp", "r1");

    private PlantedWork() {}

    static void plant(Stores stores, String secret) {
        stores.llmSettings().save(LlmSettings.named("openai"));
        stores.llmSettings().setApiKey("openai", Secret.of(secret));
        deploy(stores, config(secret));
        runMop(stores, "snmp-server community " + secret + " RO\n");
    }

    private static ConfigText config(String secret) {
        return ConfigText.of("snmp-server community " + secret + " RO\n", "x");
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
        assertThat(stores.serviceInstances().content(INSTANCE).orElseThrow().missing())
                .containsExactly(config.reveal());
    }

    /** Everything of a MOP that may hold what a device said. */
    private static void runMop(Stores stores, String secret) {
        MopText text = MopText.of(secret);
        Mop mop = stores.mops()
                .create(new MopId("m1"), MopDetails.of("MOP", ""), new MopRevision(text, "user:kim"))
                .value();
        MopVariables variables = MopVariables.of(Map.of("community", secret));
        MopStart start = MopStart.of(
                new MopExecutionId("x1"),
                mop,
                MopTrigger.MANUAL,
                OperationContext.as(Actor.user("kim")),
                Instant.now());
        NewMopExecution begun = new NewMopExecution(start, List.of("r1"), variables);
        stores.mopExecutions().start(begun);
        MopLease lease = stores.mopExecutions()
                .claim(new MopExecutionId("x1"), Instant.now(), "n1", Duration.ofMinutes(1))
                .orElseThrow()
                .lease();
        stores.mopExecutions().remember(lease, text);
        stores.mopExecutions().begin(lease, MopStepRun.reading("look", "command", Instant.now()));
        MopStepResult result = new MopStepResult(MopStepOutcome.SUCCEEDED, "read", Instant.now());
        stores.mopExecutions().finish(lease, 1, result, text);
        LoggerFactory.getLogger(PlantedWork.class).info("{} {} {}", text, variables, begun);
    }

    /** What its lists and records show. */
    static List<Object> told(Stores stores) {
        ConfigText config = config("shown to nobody");
        return List.of(
                stores.serviceInstances().find(INSTANCE),
                stores.serviceInstances().content(INSTANCE),
                new InstanceContent(config, List.of(config.reveal())).toString(),
                stores.mops().text(new MopId("m1"), 1),
                stores.mopExecutions().variables(new MopExecutionId("x1")),
                stores.mopExecutions().memory(new MopExecutionId("x1")),
                stores.mopExecutions().output(new MopExecutionId("x1"), 1),
                stores.llmSettings().apiKey("openai"),
                stores.llmSettings().list(PageRequest.first()).items());
    }

    /** What is thrown where the key is another one, or the secret does not fit. */
    static List<Throwable> failures(Stores stores, String secret) {
        List<Throwable> failures = Stream.of(
                        catchThrowable(() -> stores.serviceInstances().content(INSTANCE)),
                        catchThrowable(() -> stores.mops().text(new MopId("m1"), 1)),
                        catchThrowable(() -> stores.mopExecutions().variables(new MopExecutionId("x1"))),
                        catchThrowable(() -> stores.mopExecutions().memory(new MopExecutionId("x1"))),
                        catchThrowable(() -> stores.mopExecutions().output(new MopExecutionId("x1"), 1)),
                        catchThrowable(() -> stores.llmSettings().apiKey("openai")),
                        catchThrowable(() -> stores.llmSettings().setApiKey("gone", Secret.of(secret))),
                        catchThrowable(() -> stores.llmSettings().setApiKey("openai", Secret.of(secret.repeat(1000)))))
                .toList();
        assertThat(failures).doesNotContainNull();
        return failures;
    }
}
