package io.netstacks.adapter.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netstacks.spi.agent.AgentDefinition;
import io.netstacks.spi.agent.AgentModel;
import io.netstacks.spi.agent.AgentRights;
import io.netstacks.spi.agent.AutonomyLevel;
import io.netstacks.spi.agent.LlmModel;
import io.netstacks.spi.agent.LlmSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of agents and of providers of language models that no query asks for, as JSON. Keys are only ever added; unknown ones
 * are passed over.
 */
final class AgentDocument {

    private AgentDocument() {}

    static String write(AgentDefinition agent) {
        ObjectNode root = JdbcJson.object();
        root.put("description", agent.description());
        agent.instructions().ifPresent(text -> root.put("instructions", text));
        AgentModel model = agent.model();
        model.provider().ifPresent(name -> root.put("provider", name));
        model.model().ifPresent(name -> root.put("model", name));
        root.put("temperature", model.temperature());
        root.put("maxTokens", model.maxTokens());
        root.put("maxIterations", model.maxIterations());
        root.put("autonomy", agent.rights().autonomy().name());
        put(root, "tools", agent.rights().tools());
        put(root, "devices", agent.rights().devices());
        ObjectNode options = root.putObject("options");
        agent.options().forEach(options::put);
        return JdbcJson.write(root);
    }

    private static void put(ObjectNode root, String key, Collection<String> values) {
        ArrayNode array = root.putArray(key);
        values.stream().sorted().forEach(array::add);
    }

    static AgentDefinition agent(String name, String type, boolean enabled, String document) {
        JsonNode root = JdbcJson.read("agent " + name, document);
        return new AgentDefinition(
                name,
                type,
                root.path("description").asText(),
                enabled,
                text(root, "instructions"),
                new AgentModel(
                        text(root, "provider"),
                        text(root, "model"),
                        root.path("temperature").asDouble(),
                        root.path("maxTokens").asInt(),
                        root.path("maxIterations").asInt()),
                new AgentRights(
                        AutonomyLevel.valueOf(root.path("autonomy").asText()),
                        Set.copyOf(JdbcJson.list(root.path("tools"))),
                        Set.copyOf(JdbcJson.list(root.path("devices")))),
                JdbcJson.strings(root.path("options")));
    }

    static String write(LlmSettings settings) {
        ObjectNode root = JdbcJson.object();
        root.put("displayName", settings.displayName());
        settings.baseUrl().ifPresent(url -> root.put("baseUrl", url.toString()));
        settings.defaultModel().ifPresent(model -> root.put("defaultModel", model));
        settings.apiKeyReference().ifPresent(reference -> root.put("apiKeyReference", reference));
        ArrayNode models = root.putArray("models");
        settings.models()
                .forEach(model -> models.addObject().put("id", model.id()).put("name", model.name()));
        ObjectNode options = root.putObject("options");
        settings.options().forEach(options::put);
        return JdbcJson.write(root);
    }

    static LlmSettings settings(String name, boolean enabled, String document) {
        JsonNode root = JdbcJson.read("the provider of language models " + name, document);
        List<LlmModel> models = new ArrayList<>();
        root.path("models")
                .forEach(model -> models.add(new LlmModel(
                        model.path("id").asText(), model.path("name").asText())));
        return new LlmSettings(
                name,
                root.path("displayName").asText(),
                text(root, "baseUrl").map(URI::create),
                text(root, "defaultModel"),
                models,
                enabled,
                text(root, "apiKeyReference"),
                JdbcJson.strings(root.path("options")));
    }

    private static Optional<String> text(JsonNode node, String key) {
        return node.has(key) ? Optional.of(node.path(key).asText()) : Optional.empty();
    }
}
