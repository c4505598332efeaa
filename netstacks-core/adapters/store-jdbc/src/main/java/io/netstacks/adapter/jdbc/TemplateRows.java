package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netstacks.spi.template.Template;
import io.netstacks.spi.template.TemplateDetails;
import io.netstacks.spi.template.TemplateKind;
import io.netstacks.spi.template.TemplateReference;
import io.netstacks.spi.template.TemplateSummary;
import io.netstacks.spi.template.TemplateText;
import io.netstacks.spi.template.TemplateVersion;
import io.netstacks.spi.template.VariableDeclaration;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.SqlStatement;

/** Rows of templates and of their versions. Without state. */
final class TemplateRows {

    private TemplateRows() {}

    static void bind(SqlStatement<?> statement, String name, TemplateDetails details) {
        statement
                .bind("name", PortableText.key("the name of a template", name))
                .bind("kind", details.kind().name())
                .bind("platforms", PortableText.encode(JdbcJson.write(details.platforms())))
                .bind(
                        "variables",
                        PortableText.encode(
                                JdbcJson.write(StackJson.array(details.variables(), TemplateRows::declaration))))
                .bind("description", PortableText.encode(details.description()));
        Columns.bindKey(statement, "validating", "the name of a template", details.validationTemplate());
        Columns.bindKey(statement, "deleting", "the name of a template", details.deleteTemplate());
    }

    static void bind(SqlStatement<?> statement, String template, TemplateText text) {
        TemplateVersion version = text.version();
        statement
                .bind("template", PortableText.encode(template))
                .bind("number", version.number())
                .bind("hash", version.hash())
                .bind("characters", version.characters())
                .bind("author", PortableText.key("the author of a template", version.author()))
                .bind("at", utc(version.createdAt()))
                .bind("text", PortableText.encode(text.text()));
    }

    static TemplateDetails details(ResultSet row) throws SQLException {
        return new TemplateDetails(
                TemplateKind.valueOf(row.getString("kind")),
                Set.copyOf(JdbcJson.list(JdbcJson.read("the platforms of a template", Columns.text(row, "platforms")))),
                Columns.optionalText(row, "validation_template"),
                Columns.optionalText(row, "delete_template"),
                StackJson.list(
                        JdbcJson.read("the variables of a template", Columns.text(row, "variables")),
                        TemplateRows::declaration),
                Columns.text(row, "description"));
    }

    static TemplateSummary summary(ResultSet row) throws SQLException {
        return new TemplateSummary(Columns.text(row, "name"), details(row), version(row));
    }

    static Template template(ResultSet row) throws SQLException {
        return new Template(Columns.text(row, "name"), details(row), text(row));
    }

    static TemplateVersion version(ResultSet row) throws SQLException {
        return new TemplateVersion(
                row.getLong("number"),
                row.getString("hash"),
                row.getInt("characters"),
                Columns.text(row, "author"),
                Columns.time(row, "at"));
    }

    static TemplateText text(ResultSet row) throws SQLException {
        return new TemplateText(version(row), Columns.text(row, "text"));
    }

    /** Reads a reference from columns {@code template}, {@code template_version} and {@code template_hash}. */
    static Optional<TemplateReference> reference(ResultSet row) throws SQLException {
        Optional<String> name = Columns.optionalText(row, "template");
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new TemplateReference(
                        name.get(), row.getLong("template_version"), Columns.text(row, "template_hash")));
    }

    private static JsonNode declaration(VariableDeclaration variable) {
        ObjectNode json = JdbcJson.object()
                .put("name", variable.name())
                .put("description", variable.description())
                .put("required", variable.required())
                .put("secret", variable.secret());
        variable.defaultValue().ifPresent(value -> json.set("default", VariableJson.value(value)));
        return json;
    }

    private static VariableDeclaration declaration(JsonNode json) {
        return new VariableDeclaration(
                json.path("name").asText(),
                json.path("description").asText(),
                json.path("required").asBoolean(),
                json.has("default") ? Optional.of(VariableJson.value(json.get("default"))) : Optional.empty(),
                json.path("secret").asBoolean());
    }
}
