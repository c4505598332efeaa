package io.netstacks.adapter.jdbc;

import io.netstacks.spi.knowledge.Embedding;
import io.netstacks.spi.knowledge.FiledDocument;
import io.netstacks.spi.knowledge.KnowledgeChunk;
import io.netstacks.spi.knowledge.KnowledgeDocument;
import io.netstacks.spi.knowledge.PlacedChunk;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/** Rows of documents and of their chunks. Without state. */
final class KnowledgeRows {

    /** Everything but the text, which is read only when somebody asks for it. */
    static final String DOCUMENT =
            "collection, filename, type, title, source, metadata, content_hash, characters, indexed,"
                    + " chunks, version, created_at, updated_at";

    private KnowledgeRows() {}

    static void bind(SqlStatement<?> statement, FiledDocument filed, String text) {
        KnowledgeDocument document = filed.document();
        bindPlace(statement, document.collection(), document.filename());
        statement
                .bind("type", PortableText.key("the type of a document", document.type()))
                .bind("title", PortableText.encode(document.title()))
                .bind("metadata", PortableText.encode(JdbcJson.write(document.metadata())))
                .bind("text", PortableText.encode(text))
                .bind("hash", filed.contentHash())
                .bind("characters", filed.characters())
                .bind("indexed", filed.indexed());
        document.source().ifPresent(source -> PortableText.key("the source of a document", source));
        Columns.bind(statement, "source", document.source());
    }

    static void bindPlace(SqlStatement<?> statement, String collection, String filename) {
        statement
                .bind("collection", PortableText.encode(collection))
                .bind("filename", PortableText.key("the filename of a document", filename));
    }

    static FiledDocument document(ResultSet row) throws SQLException {
        return new FiledDocument(
                new KnowledgeDocument(
                        Columns.text(row, "collection"),
                        Columns.text(row, "filename"),
                        Columns.text(row, "type"),
                        Columns.text(row, "title"),
                        Columns.optionalText(row, "source"),
                        JdbcJson.strings(JdbcJson.read("the metadata of a document", Columns.text(row, "metadata")))),
                row.getString("content_hash"),
                row.getInt("characters"),
                row.getBoolean("indexed"),
                row.getInt("chunks"));
    }

    static void bind(SqlStatement<?> statement, KnowledgeChunk chunk) {
        statement
                .bind("text", PortableText.encode(chunk.text()))
                .bind("startsAt", chunk.offset())
                .bind("heading", PortableText.encode(chunk.heading()));
        Optional<Embedding> embedding = chunk.embedding();
        Columns.bind(statement, "model", embedding.map(vector -> vector.model().id()));
        statement.bindByType("vector", embedding.map(KnowledgeRows::bytes).orElse(null), byte[].class);
    }

    private static byte[] bytes(Embedding embedding) {
        float[] vector = embedding.vector();
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
        for (float number : vector) {
            bytes.putFloat(number);
        }
        return bytes.array();
    }

    static PlacedChunk chunk(ResultSet row) throws SQLException {
        KnowledgeChunk chunk =
                KnowledgeChunk.of(Columns.text(row, "text"), row.getInt("starts_at"), Columns.text(row, "heading"));
        Optional<String> model = Columns.optionalText(row, "model");
        return new PlacedChunk(
                Columns.text(row, "filename"),
                row.getInt("number"),
                model.isPresent()
                        ? chunk.withEmbedding(Embedding.of(model.get(), floats(row.getBytes("vector"))))
                        : chunk);
    }

    private static float[] floats(byte[] bytes) {
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
        return vector;
    }
}
