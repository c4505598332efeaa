package io.netstacks.spi.store;

import io.netstacks.spi.Limits;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.knowledge.EmbeddingModel;
import io.netstacks.spi.knowledge.FiledDocument;
import io.netstacks.spi.knowledge.KnowledgeChunk;
import io.netstacks.spi.knowledge.KnowledgeCollection;
import io.netstacks.spi.knowledge.KnowledgeCounts;
import io.netstacks.spi.knowledge.KnowledgeDocument;
import io.netstacks.spi.knowledge.PlacedChunk;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what agents search: collections of documents, cut into chunks. It finds nothing by words or vectors; it hands chunks out
 * to what does. Safe for use by many threads; what has returned is durable.
 */
public interface KnowledgeStore {

    /** How many chunks a document may have. */
    int MAX_CHUNKS = 10_000;

    /** Adds a collection, or replaces what is known about the one of that name; its documents stay. */
    Stored<KnowledgeCollection> saveCollection(KnowledgeCollection collection);

    /**
     * Replaces what is known about a collection if nobody has changed it meanwhile.
     *
     * @throws io.netstacks.spi.error.ConflictException if its version is another one, or it is gone
     */
    Stored<KnowledgeCollection> updateCollection(KnowledgeCollection collection, long expectedVersion);

    /** Returns a collection. */
    Optional<Stored<KnowledgeCollection>> collection(String name);

    /** Returns collections by name. */
    Page<Stored<KnowledgeCollection>> collections(PageRequest page);

    /** Returns how much each collection holds, also those that hold nothing. */
    Map<String, KnowledgeCounts> counts();

    /**
     * Deletes a collection with its documents and their chunks.
     *
     * @return whether there was one
     */
    boolean deleteCollection(String name);

    /**
     * Adds a document with its text, or replaces the one of that filename in its collection. If the text is another one, the
     * document is no longer indexed; its old chunks stay to be found until {@link #replaceChunks}. If nothing is otherwise,
     * nothing is written, and the version stays.
     *
     * @throws io.netstacks.spi.error.NotFoundException if there is no such collection
     * @throws InvalidInputException if the text has more than 1 000 000 characters
     */
    Stored<FiledDocument> save(KnowledgeDocument document, String text);

    /** Returns a document without its text. */
    Optional<Stored<FiledDocument>> find(String collection, String filename);

    /** Returns the text of a document. */
    Optional<String> text(String collection, String filename);

    /** Returns the documents of a collection by filename, without their texts. */
    Page<Stored<FiledDocument>> list(String collection, PageRequest page);

    /** Returns those documents of a collection that are not indexed, by filename. */
    Page<Stored<FiledDocument>> listUnindexed(String collection, PageRequest page);

    /**
     * Deletes a document and its chunks.
     *
     * @return whether there was one
     */
    boolean delete(String collection, String filename);

    /**
     * Puts these chunks in the place of all that a document has, in one step, and marks it as indexed, if its text is still the
     * one that they were cut from. All vectors of a collection are of one model.
     *
     * @param contentHash the {@link FiledDocument#contentHash} of the text that was cut
     * @return whether it was: false means that the text has changed meanwhile, or that there is no such document
     * @throws io.netstacks.spi.error.ConflictException if the collection has vectors of another model; see {@link #clearChunks}
     * @throws InvalidInputException if there are more than {@link #MAX_CHUNKS}, or of two models
     */
    boolean replaceChunks(String collection, String filename, String contentHash, List<KnowledgeChunk> chunks);

    /**
     * Deletes all chunks of a collection, so that it can be indexed with another model; no document of it is indexed then.
     *
     * @return how many documents that were indexed no longer are
     */
    int clearChunks(String collection);

    /** Returns the model that the vectors of a collection are bound to, since the first one and until {@link #clearChunks}. */
    Optional<EmbeddingModel> embeddingModel(String collection);

    /** Returns the chunks of a document in their order. */
    List<PlacedChunk> chunks(String collection, String filename);

    /**
     * Returns the chunks of a collection. Those that are replaced while somebody turns pages are seen before, after, or both,
     * and all others once.
     */
    Page<PlacedChunk> chunks(String collection, PageRequest page);

    /**
     * Returns the one model of the vectors of some chunks, for stores; empty if they have none.
     *
     * @throws InvalidInputException if there are several, or too many chunks
     */
    static Optional<EmbeddingModel> modelOf(String filename, List<KnowledgeChunk> chunks) {
        Limits.count(MAX_CHUNKS, "chunks of " + filename, chunks);
        List<EmbeddingModel> models = chunks.stream()
                .flatMap(chunk -> chunk.embedding().stream())
                .map(embedding -> embedding.model())
                .distinct()
                .toList();
        if (models.size() > 1) {
            throw InvalidInputException.of("the vectors of " + filename + " are of several models: " + models);
        }
        return models.stream().findFirst();
    }
}
