package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.core.store.Pages;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.knowledge.EmbeddingModel;
import io.netstacks.spi.knowledge.FiledDocument;
import io.netstacks.spi.knowledge.KnowledgeChunk;
import io.netstacks.spi.knowledge.KnowledgeCollection;
import io.netstacks.spi.knowledge.KnowledgeCounts;
import io.netstacks.spi.knowledge.KnowledgeDocument;
import io.netstacks.spi.knowledge.PlacedChunk;
import io.netstacks.spi.store.KnowledgeStore;
import io.netstacks.spi.store.Stored;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Collections and their documents; whoever writes a document, or its chunks, locks the collection first. */
final class JdbcKnowledge implements KnowledgeStore {

    private static final EditedRows<KnowledgeCollection> COLLECTIONS = new EditedRows<>(
            "collection",
            "{knowledge_collection}",
            "name",
            List.of("type", "description", "enabled"),
            KnowledgeCollection::name,
            (statement, collection) -> statement
                    .bind("name", PortableText.key("the name of a collection", collection.name()))
                    .bind("type", PortableText.key("the type of a collection", collection.type()))
                    .bind("description", PortableText.encode(collection.description()))
                    .bind("enabled", collection.enabled()),
            row -> new KnowledgeCollection(
                    Columns.text(row, "name"),
                    Columns.text(row, "type"),
                    Columns.text(row, "description"),
                    row.getBoolean("enabled")));

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final EditedTable<KnowledgeCollection> collections;
    private final KnowledgeChunks chunks;

    JdbcKnowledge(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
        collections = new EditedTable<>(backend, transactions, COLLECTIONS, "collections");
        this.chunks = new KnowledgeChunks(backend);
    }

    @Override
    public Stored<KnowledgeCollection> saveCollection(KnowledgeCollection collection) {
        return collections.save(collection);
    }

    @Override
    public Stored<KnowledgeCollection> updateCollection(KnowledgeCollection collection, long expectedVersion) {
        return collections.update(collection, expectedVersion);
    }

    @Override
    public Optional<Stored<KnowledgeCollection>> collection(String name) {
        return collections.find(name);
    }

    @Override
    public Page<Stored<KnowledgeCollection>> collections(PageRequest page) {
        return collections.page(page);
    }

    @Override
    public Map<String, KnowledgeCounts> counts() {
        return transactions.read(
                "counting knowledge",
                handle -> handle.createQuery(backend.sql("SELECT c.name, COUNT(d.filename) AS documents,"
                                + " SUM(CASE WHEN d.indexed THEN 1 ELSE 0 END) AS indexed, SUM(d.chunks) AS chunks"
                                + " FROM {knowledge_collection} c"
                                + " LEFT JOIN {knowledge_document} d ON d.collection = c.name GROUP BY c.name"))
                        .map((row, context) -> Map.entry(
                                Columns.text(row, "name"),
                                new KnowledgeCounts(
                                        row.getLong("documents"), row.getLong("indexed"), row.getLong("chunks"))))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public boolean deleteCollection(String name) {
        return collections.delete(name);
    }

    @Override
    public Stored<FiledDocument> save(KnowledgeDocument document, String text) {
        FiledDocument fresh = FiledDocument.of(document, text);
        return transactions.write("saving document " + document.filename(), handle -> {
            if (!chunks.lock(handle, document.collection())) {
                throw NotFoundException.of("collection", document.collection(), List.of());
            }
            Optional<Stored<FiledDocument>> old = select(handle, document.collection(), document.filename());
            if (old.isEmpty()) {
                write(
                        handle,
                        "INSERT INTO {knowledge_document} (collection, filename, type, title, source, metadata, text,"
                                + " content_hash, characters, indexed, chunks, version, created_at, updated_at) VALUES"
                                + " (:collection, :filename, :type, :title, :source, :metadata, :text, :hash, :characters,"
                                + " :indexed, 0, 1, :now, :now)",
                        fresh,
                        text);
            } else {
                FiledDocument before = old.get().value();
                boolean sameText = before.contentHash().equals(fresh.contentHash());
                if (sameText && before.document().equals(document)) {
                    return old.get();
                }
                write(
                        handle,
                        "UPDATE {knowledge_document} SET type = :type, title = :title, source = :source,"
                                + " metadata = :metadata, text = :text, content_hash = :hash, characters = :characters,"
                                + " indexed = :indexed, version = version + 1, updated_at = :now"
                                + " WHERE collection = :collection AND filename = :filename",
                        fresh.indexedAs(sameText && before.indexed(), before.chunks()),
                        text);
            }
            return select(handle, document.collection(), document.filename()).orElseThrow();
        });
    }

    private void write(Handle handle, String sql, FiledDocument document, String text) {
        try (var update = handle.createUpdate(backend.sql(sql))) {
            KnowledgeRows.bind(update, document, text);
            update.bind("now", utc(backend.now())).execute();
        }
    }

    @Override
    public Optional<Stored<FiledDocument>> find(String collection, String filename) {
        return transactions.read("reading document " + filename, handle -> select(handle, collection, filename));
    }

    private Optional<Stored<FiledDocument>> select(Handle handle, String collection, String filename) {
        return handle.createQuery(backend.sql("SELECT " + KnowledgeRows.DOCUMENT
                        + " FROM {knowledge_document} WHERE collection = :collection AND filename = :filename"))
                .bind("collection", PortableText.encode(collection))
                .bind("filename", PortableText.encode(filename))
                .map((row, context) -> Columns.stored(row, KnowledgeRows.document(row)))
                .findOne();
    }

    @Override
    public Optional<String> text(String collection, String filename) {
        return transactions.read(
                "reading the text of document " + filename,
                handle -> handle.createQuery(backend.sql("SELECT text FROM {knowledge_document}"
                                + " WHERE collection = :collection AND filename = :filename"))
                        .bind("collection", PortableText.encode(collection))
                        .bind("filename", PortableText.encode(filename))
                        .map((row, context) -> Columns.text(row, "text"))
                        .findOne());
    }

    @Override
    public Page<Stored<FiledDocument>> list(String collection, PageRequest page) {
        return list(collection, page, "");
    }

    @Override
    public Page<Stored<FiledDocument>> listUnindexed(String collection, PageRequest page) {
        return list(collection, page, " AND indexed = FALSE");
    }

    private Page<Stored<FiledDocument>> list(String collection, PageRequest page, String condition) {
        List<Stored<FiledDocument>> rows = transactions.read(
                "listing documents of collection " + collection,
                handle -> handle.createQuery(backend.sql("SELECT " + KnowledgeRows.DOCUMENT
                                + " FROM {knowledge_document} WHERE collection = :collection AND filename > :after"
                                + condition + " ORDER BY filename LIMIT :limit"))
                        .bind("collection", PortableText.encode(collection))
                        .bind("after", PortableText.encode(page.after().orElse("")))
                        .bind("limit", page.size() + 1)
                        .map((row, context) -> Columns.stored(row, KnowledgeRows.document(row)))
                        .list());
        return Pages.of(rows, page, row -> row, row -> row.value().document().filename());
    }

    @Override
    public boolean delete(String collection, String filename) {
        return transactions.write("deleting document " + filename, handle -> {
            chunks.lock(handle, collection);
            return handle.createUpdate(backend.sql("DELETE FROM {knowledge_document} WHERE collection = :collection"
                                    + " AND filename = :filename"))
                            .bind("collection", PortableText.encode(collection))
                            .bind("filename", PortableText.encode(filename))
                            .execute()
                    == 1;
        });
    }

    @Override
    public boolean replaceChunks(
            String collection, String filename, String contentHash, List<KnowledgeChunk> newChunks) {
        Optional<EmbeddingModel> model = KnowledgeStore.modelOf(filename, newChunks);
        return transactions.write("replacing the chunks of document " + filename, handle -> {
            boolean current = chunks.lock(handle, collection)
                    && select(handle, collection, filename)
                            .filter(row -> row.value().contentHash().equals(contentHash))
                            .isPresent();
            if (current) {
                model.ifPresent(wanted -> chunks.agree(handle, collection, wanted));
                chunks.replace(handle, collection, filename, newChunks);
            }
            return current;
        });
    }

    @Override
    public int clearChunks(String collection) {
        return transactions.write("clearing the chunks of collection " + collection, handle -> {
            chunks.lock(handle, collection);
            return chunks.clear(handle, collection);
        });
    }

    @Override
    public Optional<EmbeddingModel> embeddingModel(String collection) {
        return transactions.read(
                "reading the model of collection " + collection, handle -> chunks.model(handle, collection));
    }

    @Override
    public List<PlacedChunk> chunks(String collection, String filename) {
        return transactions.read(
                "reading the chunks of document " + filename, handle -> chunks.of(handle, collection, filename));
    }

    @Override
    public Page<PlacedChunk> chunks(String collection, PageRequest page) {
        return transactions.read(
                "reading the chunks of collection " + collection, handle -> chunks.page(handle, collection, page));
    }
}
