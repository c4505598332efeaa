package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Secret;
import io.netstacks.spi.agent.AgentCounts;
import io.netstacks.spi.agent.AgentDefinition;
import io.netstacks.spi.agent.AgentMessage;
import io.netstacks.spi.agent.AgentModel;
import io.netstacks.spi.agent.AgentRights;
import io.netstacks.spi.agent.AgentSession;
import io.netstacks.spi.agent.AgentSessionId;
import io.netstacks.spi.agent.AgentSessionState;
import io.netstacks.spi.agent.AgentTrigger;
import io.netstacks.spi.agent.AutonomyLevel;
import io.netstacks.spi.agent.LlmModel;
import io.netstacks.spi.agent.LlmSettings;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.store.AgentStore;
import io.netstacks.spi.store.LlmSettingsStore;
import io.netstacks.spi.store.Stored;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about agents and language models as people set them up. */
interface StorageAgentSetupTests extends StorageSubject {

    private static AgentDefinition agent(String name) {
        return AgentDefinition.named(name, "triage")
                .withDescription(ANY_UNICODE)
                .withInstructions(ANY_UNICODE)
                .withModel(new AgentModel(Optional.of("openrouter"), Optional.of(ANY_UNICODE), 0, 1, 1000))
                .withRights(new AgentRights(
                        AutonomyLevel.EXECUTE, Set.of("device_show", ANY_UNICODE), Set.of(AgentRights.ANY)))
                .withOptions(Map.of(ANY_UNICODE, ANY_UNICODE));
    }

    private AgentStore agents() {
        return stores().agents();
    }

    @Test
    default void an_agent_comes_back_with_every_part_and_with_none() {
        var now = NOW.truncatedTo(ChronoUnit.MICROS);

        assertThat(agents().save(agent(ANY_UNICODE))).isEqualTo(new Stored<>(agent(ANY_UNICODE), 1, now, now));
        agents().save(AgentDefinition.named("plain", "general"));

        assertThat(agents().find(ANY_UNICODE).map(Stored::value)).contains(agent(ANY_UNICODE));
        assertThat(agents().find("plain").map(Stored::value)).contains(AgentDefinition.named("plain", "general"));
        assertThat(agents().find("unknown")).isEmpty();
        assertThat(agents().find(ANY_UNICODE).orElseThrow().value().model().temperature())
                .as("a temperature of 0 stays 0")
                .isZero();
    }

    @Test
    default void one_of_many_updates_of_the_same_version_of_an_agent_wins() {
        long version = agents().save(agent("a")).version();

        List<Boolean> won = StorageRace.run(8, number -> {
            try {
                agents().update(agent("a").withDescription("d" + number), version);
                return true;
            } catch (ConflictException lost) {
                return false;
            }
        });

        assertThat(won).containsOnlyOnce(true);
        assertThat(agents().find("a").orElseThrow().value().description()).isEqualTo("d" + won.indexOf(true));
        assertThatThrownBy(() -> agents().update(agent("gone"), 1)).isInstanceOf(ConflictException.class);
    }

    @Test
    default void an_agent_is_switched_off_and_on_and_keeps_the_rest() {
        agents().save(agent("a"));

        assertThat(agents().enable("a", false).value()).isEqualTo(agent("a").enabled(false));
        assertThat(agents().enable("a", true).version()).isEqualTo(3);
        assertThat(agents().find("a").map(Stored::value)).contains(agent("a"));
        assertThatThrownBy(() -> agents().enable("gone", true))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("gone");
    }

    @Test
    default void agents_are_listed_by_name_and_counted() {
        assertThat(agents().counts()).isEqualTo(new AgentCounts(0, 0, Map.of()));
        List<String> names = List.of("B", "a", "a-1", "b", "\u00e4");
        names.forEach(name -> agents().save(AgentDefinition.named(name, name.equals("b") ? "bgp" : "triage")));
        agents().enable("a", false);

        assertThat(StorageSubject.allPages(2, agents()::list, () -> {}))
                .extracting(row -> row.value().name())
                .containsExactlyElementsOf(names.stream().sorted().toList());
        assertThat(agents().counts()).isEqualTo(new AgentCounts(5, 4, Map.of("triage", 4L, "bgp", 1L)));
    }

    @Test
    default void of_32_who_make_an_agent_the_default_at_once_exactly_one_is_it() {
        IntStream.range(0, 32).forEach(i -> agents().save(AgentDefinition.named("a" + i, "general")));
        assertThat(agents().defaultName()).isEmpty();

        StorageRace.run(32, number -> {
            agents().setDefault("a" + number);
            return number;
        });

        String name = agents().defaultName().orElseThrow();
        assertThat(agents().find(name)).isPresent();
        assertThatThrownBy(() -> agents().setDefault("gone")).isInstanceOf(NotFoundException.class);
        assertThat(agents().defaultName()).contains(name);
        agents().delete(name);
        assertThat(agents().defaultName()).isEmpty();
        agents().setDefault(name.equals("a1") ? "a2" : "a1");
        agents().clearDefault();
        assertThat(agents().defaultName()).isEmpty();
    }

    private void session(String id, String agent) {
        stores().agentSessions()
                .start(AgentSession.started(
                        new AgentSessionId(id), agent, AgentTrigger.USER, "user:kim", NOW, "look at r1"));
        stores().agentSessions()
                .addMessages(
                        new AgentSessionId(id),
                        List.of(new AgentMessage(
                                AgentMessage.Role.USER, "hello", Optional.empty(), Optional.empty(), NOW)));
    }

    private void end(String id) {
        AgentSession session =
                stores().agentSessions().find(new AgentSessionId(id)).orElseThrow();
        stores().agentSessions()
                .advance(session.state(), session.ended(AgentSessionState.COMPLETED, NOW.plusSeconds(1), "done"));
    }

    @Test
    default void deleting_an_agent_deletes_its_sessions_and_nobody_elses() {
        agents().save(agent("a"));
        agents().save(agent("b"));
        session("a1", "a");
        session("b1", "b");
        end("a1");
        end("b1");

        assertThat(agents().delete("a")).isTrue();
        assertThat(agents().delete("a")).isFalse();

        assertThat(stores().agentSessions().find(new AgentSessionId("a1"))).isEmpty();
        assertThat(stores().agentSessions()
                        .messages(new AgentSessionId("a1"), PageRequest.first())
                        .items())
                .isEmpty();
        assertThat(stores().agentSessions().find(new AgentSessionId("b1"))).isPresent();
        assertThat(stores().agentSessions()
                        .messages(new AgentSessionId("b1"), PageRequest.first())
                        .items())
                .hasSize(1);
    }

    @Test
    default void an_agent_with_a_session_that_is_not_over_is_not_deleted() {
        agents().save(agent("a"));
        session("over", "a");
        end("over");
        session("running", "a");
        agents().setDefault("a");

        assertThatThrownBy(() -> agents().delete("a"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("running");
        assertThat(agents().find("a")).isPresent();
        assertThat(agents().defaultName()).contains("a");
        assertThat(stores().agentSessions().find(new AgentSessionId("over"))).isPresent();

        end("running");
        assertThat(agents().delete("a")).isTrue();
        assertThat(stores().agentSessions().find(new AgentSessionId("running"))).isEmpty();
    }

    private static LlmSettings provider(String name) {
        return LlmSettings.named(name)
                .withDisplayName(ANY_UNICODE)
                .withBaseUrl(URI.create("https://llm.example.net:8443/v1"))
                .withModels(ANY_UNICODE, List.of(new LlmModel("large", ANY_UNICODE), new LlmModel("a/small:free", "")))
                .withApiKeyReference("env:LLM_KEY")
                .withOptions(Map.of(ANY_UNICODE, ANY_UNICODE))
                .enabled(false);
    }

    private LlmSettingsStore providers() {
        return stores().llmSettings();
    }

    @Test
    default void a_provider_of_language_models_comes_back_with_every_part_and_with_none() {
        var now = NOW.truncatedTo(ChronoUnit.MICROS);

        assertThat(providers().save(provider(ANY_UNICODE))).isEqualTo(new Stored<>(provider(ANY_UNICODE), 1, now, now));
        providers().save(LlmSettings.named("ollama"));

        assertThat(providers().find(ANY_UNICODE).map(Stored::value)).contains(provider(ANY_UNICODE));
        assertThat(providers().find("ollama").map(Stored::value)).contains(LlmSettings.named("ollama"));
        assertThat(StorageSubject.allPages(1, providers()::list, () -> {}))
                .extracting(row -> row.value().name())
                .containsExactly(ANY_UNICODE, "ollama");
        assertThat(providers().find("unknown")).isEmpty();
        assertThatThrownBy(() -> providers().update(provider("gone"), 1)).isInstanceOf(ConflictException.class);
        assertThat(providers()
                        .update(LlmSettings.named("ollama").enabled(false), 1)
                        .version())
                .isEqualTo(2);
    }

    @Test
    default void a_key_is_kept_apart_and_no_saving_of_settings_touches_it() {
        providers().save(provider("openai"));
        assertThat(providers().apiKey("openai")).isEmpty();
        assertThat(providers().hasApiKey("openai")).isFalse();

        Secret given = Secret.of("sk-" + "\u00df\uD83D\uDE80");
        providers().setApiKey("openai", given);
        given.close();
        providers().apiKey("openai").orElseThrow().close();
        providers().save(provider("openai").withDisplayName("****"));

        assertThat(providers().apiKey("openai")).contains(Secret.of("sk-" + "\u00df\uD83D\uDE80"));
        assertThat(providers().hasApiKey("openai")).isTrue();
        assertThat(providers().find("openai").toString()).doesNotContain("sk-");
        assertThat(providers().list(PageRequest.first()).toString()).doesNotContain("sk-");

        providers().setApiKey("openai", Secret.of("sk-2"));
        assertThat(providers().apiKey("openai")).contains(Secret.of("sk-2"));
        assertThat(providers().clearApiKey("openai")).isTrue();
        assertThat(providers().clearApiKey("openai")).isFalse();
        assertThat(providers().apiKey("openai")).isEmpty();
    }

    @Test
    default void a_key_goes_with_its_provider_and_needs_one() {
        providers().save(provider("openai"));
        providers().setApiKey("openai", Secret.of("sk-1"));

        assertThat(providers().delete("openai")).isTrue();
        assertThat(providers().delete("openai")).isFalse();
        providers().save(provider("openai"));

        assertThat(providers().apiKey("openai")).isEmpty();
        assertThatThrownBy(() -> providers().setApiKey("gone", Secret.of("sk-1")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("gone");
        assertThatThrownBy(() -> providers().setApiKey("openai", Secret.of("")))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> providers().setApiKey("openai", Secret.of("x".repeat(10_001))))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    default void keys_of_providers_are_rotated_and_a_lost_one_is_an_error() {
        providers().save(provider("a"));
        providers().save(provider("b"));
        providers().save(provider("keyless"));
        providers().setApiKey("a", Secret.of("sk-a"));
        keys().rotate();
        providers().setApiKey("b", Secret.of("sk-b"));

        assertThat(providers().rotate()).isEqualTo(encrypts() ? 1 : 0);
        assertThat(providers().rotate()).isZero();
        keys().forgetOlder();
        assertThat(providers().apiKey("a")).contains(Secret.of("sk-a"));
        assertThat(providers().apiKey("b")).contains(Secret.of("sk-b"));

        keys().rotate();
        keys().forgetOlder();
        if (encrypts()) {
            assertThatThrownBy(() -> providers().apiKey("a"))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.retryable()).isFalse());
            assertThat(providers().hasApiKey("a"))
                    .as("nothing is opened for that")
                    .isTrue();
        }
    }

    @Test
    default void of_32_who_make_a_provider_the_default_at_once_exactly_one_is_it() {
        Set<String> names =
                IntStream.range(0, 32).mapToObj(i -> "p" + i).collect(Collectors.toCollection(TreeSet::new));
        names.forEach(name -> providers().save(LlmSettings.named(name)));
        agents().save(agent("a"));
        agents().setDefault("a");

        StorageRace.run(32, number -> {
            providers().setDefault("p" + number);
            return number;
        });

        String name = providers().defaultName().orElseThrow();
        assertThat(names).contains(name);
        assertThat(agents().defaultName())
                .as("each sort has a default of its own")
                .contains("a");
        providers().delete(name);
        assertThat(providers().defaultName()).isEmpty();
        assertThatThrownBy(() -> providers().setDefault(name)).isInstanceOf(NotFoundException.class);
        providers().setDefault(name.equals("p1") ? "p2" : "p1");
        providers().clearDefault();
        assertThat(providers().defaultName()).isEmpty();
    }

    @Test
    default void settings_of_a_provider_that_are_out_of_bounds_are_refused() {
        LlmSettings plain = LlmSettings.named("p");
        List<LlmModel> twice = List.of(new LlmModel("m", "1"), new LlmModel("m", "2"));

        List.<Runnable>of(
                        () -> LlmSettings.named(" "),
                        () -> LlmSettings.named("x".repeat(513)),
                        () -> plain.withDisplayName("x".repeat(501)),
                        () -> plain.withBaseUrl(URI.create("ftp://llm.example.net")),
                        () -> plain.withBaseUrl(URI.create("https:///v1")),
                        () -> plain.withModels("m", twice),
                        () -> plain.withOptions(Map.of("k", "x".repeat(100_000))),
                        () -> new LlmModel("", ""))
                .forEach(bad -> assertThatThrownBy(bad::run).isInstanceOf(InvalidInputException.class));
        assertThatThrownBy(() -> plain.withBaseUrl(URI.create("https://kim:pw-1@llm.example.net")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining("pw-1");
        assertThatThrownBy(() -> plain.withApiKeyReference("sk-planted"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining("sk-planted");
    }
}
