package io.netstacks.adapter.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.stack.InstanceContent;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Texts of instances, with the lines that were missing: compressed, then encrypted. Works within a transaction. */
final class InstanceTexts {

    static final String PURPOSE = "instance";

    private final JdbcBackend backend;

    InstanceTexts(JdbcBackend backend) {
        this.backend = backend;
    }

    byte[] seal(String id, InstanceContent content) {
        ObjectNode json = JdbcJson.object().put("text", content.rendered().reveal());
        ArrayNode missing = json.putArray("missing");
        content.missing().forEach(missing::add);
        byte[] clear = ConfigTextCodec.write(JdbcJson.write(json));
        try {
            return backend.box().seal(PURPOSE, id, clear);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    Optional<InstanceContent> find(Handle handle, String id, String locking) {
        return handle.createQuery(backend.sql("SELECT sealed FROM {service_instance} WHERE id = :id" + locking))
                .bind("id", id)
                .map((row, context) -> open(id, row.getBytes("sealed")))
                .findOne();
    }

    private InstanceContent open(String id, byte[] sealed) {
        byte[] clear = backend.box().open(PURPOSE, id, sealed);
        try {
            JsonNode json = JdbcJson.read("the text of an instance", ConfigTextCodec.read(id, clear));
            String text = json.path("text").asText();
            return new InstanceContent(ConfigText.of(text, text), JdbcJson.list(json.path("missing")));
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }
}
