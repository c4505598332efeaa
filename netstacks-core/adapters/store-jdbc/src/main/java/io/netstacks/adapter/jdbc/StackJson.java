package io.netstacks.adapter.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netstacks.spi.config.Assertion;
import io.netstacks.spi.stack.ApiResourceId;
import io.netstacks.spi.stack.ApiVariable;
import io.netstacks.spi.stack.DependencyScope;
import io.netstacks.spi.stack.ServiceCheck;
import io.netstacks.spi.stack.ServiceDefinition;
import io.netstacks.spi.stack.ServiceOutline;
import io.netstacks.spi.stack.StackDefinition;
import io.netstacks.spi.stack.StackTemplate;
import io.netstacks.spi.stack.StackTemplateId;
import io.netstacks.spi.template.VariableValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What people write about stacks and blueprints, as JSON. Unknown fields are passed over. Without state. */
final class StackJson {

    private StackJson() {}

    /** Writes all of a definition but its name and description. */
    static String write(StackDefinition definition) {
        ObjectNode json = JdbcJson.object();
        json.set("services", array(definition.services(), StackJson::service));
        json.set("shared", VariableJson.write(definition.shared()));
        json.set("api", map(definition.apiVariables(), StackJson::apiVariable));
        definition.stackTemplate().ifPresent(template -> json.put("template", template.value()));
        return JdbcJson.write(json);
    }

    static StackDefinition definition(String name, String description, JsonNode json) {
        return new StackDefinition(
                name,
                description,
                list(json.path("services"), StackJson::service),
                VariableJson.read(json.path("shared")),
                map(json.path("api"), StackJson::apiVariable),
                text(json, "template").map(StackTemplateId::new));
    }

    /** Writes all of a blueprint but its id, its name, and who wrote it. */
    static String write(StackTemplate template) {
        ObjectNode json = JdbcJson.object().put("description", template.description());
        json.set("services", array(template.services(), StackJson::outline));
        json.set("defaults", VariableJson.write(template.defaults()));
        json.set("required", strings(template.requiredVariables()));
        json.set("perDevice", strings(template.perDeviceVariables()));
        json.set("api", map(template.apiVariables(), StackJson::apiVariable));
        json.set("tags", strings(template.tags()));
        return JdbcJson.write(json);
    }

    static StackTemplate template(StackTemplateId id, String name, String createdBy, JsonNode json) {
        return new StackTemplate(
                id,
                name,
                json.path("description").asText(),
                list(json.path("services"), StackJson::outline),
                VariableJson.read(json.path("defaults")),
                Set.copyOf(JdbcJson.list(json.path("required"))),
                Set.copyOf(JdbcJson.list(json.path("perDevice"))),
                map(json.path("api"), StackJson::apiVariable),
                Set.copyOf(JdbcJson.list(json.path("tags"))),
                createdBy);
    }

    private static JsonNode service(ServiceDefinition service) {
        ObjectNode json = outline(service.outline());
        json.set("devices", strings(service.devices()));
        json.set("variables", VariableJson.write(service.variables()));
        json.set("perDevice", map(service.perDevice(), VariableJson::write));
        return json;
    }

    private static ServiceDefinition service(JsonNode json) {
        Map<String, VariableValues> perDevice = map(json.path("perDevice"), VariableJson::read);
        return new ServiceDefinition(
                outline(json),
                JdbcJson.list(json.path("devices")),
                VariableJson.read(json.path("variables")),
                perDevice);
    }

    private static ObjectNode outline(ServiceOutline outline) {
        ObjectNode json = JdbcJson.object()
                .put("name", outline.name())
                .put("template", outline.template())
                .put("order", outline.order())
                .put("scope", outline.scope().name());
        json.set("dependsOn", strings(outline.dependsOn()));
        json.set("preChecks", array(outline.preChecks(), StackJson::check));
        json.set("postChecks", array(outline.postChecks(), StackJson::check));
        return json;
    }

    private static ServiceOutline outline(JsonNode json) {
        return new ServiceOutline(
                json.path("name").asText(),
                json.path("template").asText(),
                json.path("order").asInt(),
                JdbcJson.list(json.path("dependsOn")),
                DependencyScope.valueOf(json.path("scope").asText()),
                list(json.path("preChecks"), StackJson::check),
                list(json.path("postChecks"), StackJson::check));
    }

    private static JsonNode check(ServiceCheck check) {
        ObjectNode json = JdbcJson.object().put("command", check.command());
        json.set("assertions", array(check.assertions(), StackJson::assertion));
        return json;
    }

    private static ServiceCheck check(JsonNode json) {
        return new ServiceCheck(json.path("command").asText(), list(json.path("assertions"), StackJson::assertion));
    }

    private static JsonNode assertion(Assertion assertion) {
        ObjectNode json = JdbcJson.object()
                .put("kind", assertion.kind().name())
                .put("text", assertion.text())
                .put("mustMatch", assertion.mustMatch())
                .put("description", assertion.description());
        assertion.parent().ifPresent(parent -> json.put("parent", parent));
        return json;
    }

    private static Assertion assertion(JsonNode json) {
        return new Assertion(
                Assertion.Kind.valueOf(json.path("kind").asText()),
                json.path("text").asText(),
                text(json, "parent"),
                json.path("mustMatch").asBoolean(),
                json.path("description").asText());
    }

    private static JsonNode apiVariable(ApiVariable variable) {
        ObjectNode json = JdbcJson.object()
                .put("resource", variable.resource().value())
                .put("endpoint", variable.endpoint())
                .put("method", variable.method().name())
                .put("description", variable.description());
        variable.body().ifPresent(body -> json.put("body", body));
        variable.path().ifPresent(path -> json.put("path", path));
        return json;
    }

    private static ApiVariable apiVariable(JsonNode json) {
        return new ApiVariable(
                new ApiResourceId(json.path("resource").asText()),
                json.path("endpoint").asText(),
                ApiVariable.Method.valueOf(json.path("method").asText()),
                text(json, "body"),
                text(json, "path"),
                json.path("description").asText());
    }

    static Optional<String> text(JsonNode json, String field) {
        return json.has(field) ? Optional.of(json.get(field).asText()) : Optional.empty();
    }

    private static ArrayNode strings(Collection<String> values) {
        ArrayNode array = JdbcJson.object().arrayNode();
        values.forEach(array::add);
        return array;
    }

    static <T> ArrayNode array(Collection<T> values, Function<T, JsonNode> write) {
        ArrayNode array = JdbcJson.object().arrayNode();
        values.forEach(value -> array.add(write.apply(value)));
        return array;
    }

    static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        List<T> values = new ArrayList<>();
        array.forEach(value -> values.add(read.apply(value)));
        return values;
    }

    private static <T> ObjectNode map(Map<String, T> values, Function<T, JsonNode> write) {
        ObjectNode json = JdbcJson.object();
        values.forEach((name, value) -> json.set(name, write.apply(value)));
        return json;
    }

    private static <T> Map<String, T> map(JsonNode json, Function<JsonNode, T> read) {
        Map<String, T> values = new LinkedHashMap<>();
        json.properties().forEach(field -> values.put(field.getKey(), read.apply(field.getValue())));
        return values;
    }
}
