package io.netstacks.adapter.jdbc;

import io.netstacks.core.store.Pages;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.knowledge.EmbeddingModel;
import io.netstacks.spi.knowledge.KnowledgeChunk;
import io.netstacks.spi.knowledge.PlacedChunk;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The chunks of documents. Works within the transaction of its caller, who has locked the collection before it writes. */
final class KnowledgeChunks {

    private record Numbered(long seq, PlacedChunk chunk) {}

    private final JdbcBackend backend;

    KnowledgeChunks(JdbcBackend backend) {
        this.backend = backend;
    }

    /** Keeps others from writing to a collection, and tells whether it is there. */
    boolean lock(Handle handle, String collection) {
        return handle.createQuery(backend.sql("SELECT name FROM {knowledge_collection} WHERE name = :name FOR UPDATE"))
                .bind("name", PortableText.encode(collection))
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    Optional<EmbeddingModel> model(Handle handle, String collection) {
        return handle.createQuery(backend.sql("SELECT model, dimensions FROM {knowledge_collection} WHERE name = :name"
                        + " AND model IS NOT NULL"))
                .bind("name", PortableText.encode(collection))
                .map((row, context) -> new EmbeddingModel(Columns.text(row, "model"), row.getInt("dimensions")))
                .findOne();
    }

    /** Makes a model that of the collection, unless it has another one. */
    void agree(Handle handle, String collection, EmbeddingModel wanted) {
        Optional<EmbeddingModel> kept = model(handle, collection);
        if (kept.isEmpty()) {
            handle.createUpdate(backend.sql("UPDATE {knowledge_collection} SET model = :model, dimensions = :dimensions"
                            + " WHERE name = :name"))
                    .bind("model", PortableText.key("the id of an embedding model", wanted.id()))
                    .bind("dimensions", wanted.dimensions())
                    .bind("name", PortableText.encode(collection))
                    .execute();
        } else if (!kept.get().equals(wanted)) {
            throw new ConflictException("collection " + collection + " has vectors of " + kept.get() + ", not of "
                    + wanted + ": clear its chunks first, or use that model");
        }
    }

    void replace(Handle handle, String collection, String filename, List<KnowledgeChunk> chunks) {
        handle.createUpdate(backend.sql(
                        "DELETE FROM {knowledge_chunk} WHERE collection = :collection AND filename = :filename"))
                .bind("collection", PortableText.encode(collection))
                .bind("filename", PortableText.encode(filename))
                .execute();
        insert(handle, collection, filename, chunks);
        handle.createUpdate(backend.sql("UPDATE {knowledge_document} SET indexed = TRUE, chunks = :chunks"
                        + " WHERE collection = :collection AND filename = :filename"))
                .bind("chunks", chunks.size())
                .bind("collection", PortableText.encode(collection))
                .bind("filename", PortableText.encode(filename))
                .execute();
    }

    private void insert(Handle handle, String collection, String filename, List<KnowledgeChunk> chunks) {
        if (chunks.isEmpty()) {
            return;
        }
        try (var insert = handle.prepareBatch(backend.sql(
                "INSERT INTO {knowledge_chunk} (collection, filename, number, text, starts_at, heading, model, vector)"
                        + " VALUES (:collection, :filename, :number, :text, :startsAt, :heading, :model, :vector)"))) {
            int number = 0;
            for (KnowledgeChunk chunk : chunks) {
                KnowledgeRows.bind(insert, chunk);
                KnowledgeRows.bindPlace(insert, collection, filename);
                insert.bind("number", ++number).add();
            }
            insert.execute();
        }
    }

    /** Returns how many documents were indexed. */
    int clear(Handle handle, String collection) {
        String name = PortableText.encode(collection);
        handle.createUpdate(backend.sql("DELETE FROM {knowledge_chunk} WHERE collection = :collection"))
                .bind("collection", name)
                .execute();
        handle.createUpdate(backend.sql(
                        "UPDATE {knowledge_collection} SET model = NULL, dimensions = NULL WHERE name = :collection"))
                .bind("collection", name)
                .execute();
        int cleared = handle.createUpdate(backend.sql("UPDATE {knowledge_document} SET indexed = FALSE, chunks = 0"
                        + " WHERE collection = :collection AND indexed = TRUE"))
                .bind("collection", name)
                .execute();
        // Those that changed since they were indexed had chunks too
        handle.createUpdate(backend.sql("UPDATE {knowledge_document} SET chunks = 0 WHERE collection = :collection"
                        + " AND indexed = FALSE AND chunks > 0"))
                .bind("collection", name)
                .execute();
        return cleared;
    }

    List<PlacedChunk> of(Handle handle, String collection, String filename) {
        return handle.createQuery(backend.sql("SELECT * FROM {knowledge_chunk} WHERE collection = :collection"
                        + " AND filename = :filename ORDER BY number"))
                .bind("collection", PortableText.encode(collection))
                .bind("filename", PortableText.encode(filename))
                .map((row, context) -> KnowledgeRows.chunk(row))
                .list();
    }

    Page<PlacedChunk> page(Handle handle, String collection, PageRequest page) {
        List<Numbered> rows = handle.createQuery(backend.sql("SELECT * FROM {knowledge_chunk}"
                        + " WHERE collection = :collection AND seq > :after ORDER BY seq LIMIT :limit"))
                .bind("collection", PortableText.encode(collection))
                .bind("after", Pages.numberBefore(page))
                .bind("limit", page.size() + 1)
                .map((row, context) -> new Numbered(row.getLong("seq"), KnowledgeRows.chunk(row)))
                .list();
        return Pages.of(rows, page, Numbered::chunk, row -> Long.toString(row.seq()));
    }
}
