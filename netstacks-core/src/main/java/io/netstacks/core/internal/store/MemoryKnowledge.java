package io.netstacks.core.internal.store;

import io.netstacks.core.store.Pages;
import io.netstacks.core.store.StoreTime;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.ConflictException;
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
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Collections, documents and chunks; a document knows the numbers of its chunks. */
final class MemoryKnowledge implements KnowledgeStore {

    private record Place(String collection, String filename) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byCollection = collection.compareTo(other.collection);
            return byCollection != 0 ? byCollection : filename.compareTo(other.filename);
        }
    }

    private record Filed(Stored<FiledDocument> row, String text, List<Long> chunkNumbers) {

        Place place() {
            KnowledgeDocument document = row.value().document();
            return new Place(document.collection(), document.filename());
        }

        Filed indexedAs(boolean indexed, List<Long> numbers) {
            Stored<FiledDocument> changed = new Stored<>(
                    row.value().indexedAs(indexed, numbers.size()), row.version(), row.createdAt(), row.updatedAt());
            return new Filed(changed, text, numbers);
        }
    }

    private record Numbered(long number, String collection, PlacedChunk chunk) {}

    private final MemoryJournal journal;
    private final Clock clock;
    private final MemoryRecords<KnowledgeCollection> collections;
    private final MemoryTable<String, EmbeddingModel> models;
    private final MemoryTable<Place, Filed> documents;
    private final MemoryTable<Long, Numbered> chunks;
    private long lastNumber;

    MemoryKnowledge(MemoryJournal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
        collections = new MemoryRecords<>("collection", journal, clock, KnowledgeCollection::name);
        models = new MemoryTable<>(journal);
        documents = new MemoryTable<>(journal);
        chunks = new MemoryTable<>(journal);
    }

    @Override
    public Stored<KnowledgeCollection> saveCollection(KnowledgeCollection collection) {
        return journal.atomically(() -> collections.save(collection));
    }

    @Override
    public Stored<KnowledgeCollection> updateCollection(KnowledgeCollection collection, long expectedVersion) {
        return journal.atomically(() -> collections.update(collection, expectedVersion));
    }

    @Override
    public Optional<Stored<KnowledgeCollection>> collection(String name) {
        return journal.atomically(() -> collections.find(name));
    }

    @Override
    public Page<Stored<KnowledgeCollection>> collections(PageRequest page) {
        return journal.atomically(() -> collections.page(page));
    }

    @Override
    public Map<String, KnowledgeCounts> counts() {
        return journal.atomically(() -> {
            Map<String, KnowledgeCounts> counts = new TreeMap<>();
            for (Stored<KnowledgeCollection> row : collections.all()) {
                String name = row.value().name();
                List<FiledDocument> held =
                        in(name, "").map(filed -> filed.row().value()).toList();
                counts.put(
                        name,
                        new KnowledgeCounts(
                                held.size(),
                                held.stream().filter(FiledDocument::indexed).count(),
                                held.stream().mapToLong(FiledDocument::chunks).sum()));
            }
            return counts;
        });
    }

    private Stream<Filed> in(String collection, String after) {
        return documents.after(new Place(collection, after)).stream()
                .takeWhile(filed -> filed.place().collection().equals(collection));
    }

    @Override
    public boolean deleteCollection(String name) {
        return journal.atomically(() -> {
            in(name, "").toList().forEach(this::remove);
            models.remove(name);
            return collections.remove(name);
        });
    }

    private void remove(Filed filed) {
        filed.chunkNumbers().forEach(chunks::remove);
        documents.remove(filed.place());
    }

    @Override
    public Stored<FiledDocument> save(KnowledgeDocument document, String text) {
        FiledDocument fresh = FiledDocument.of(document, text);
        return journal.atomically(() -> {
            if (!collections.has(document.collection())) {
                throw NotFoundException.of("collection", document.collection(), List.of());
            }
            Place place = new Place(document.collection(), document.filename());
            Instant now = StoreTime.micros(clock.instant());
            Optional<Filed> found = documents.find(place);
            if (found.isEmpty()) {
                Stored<FiledDocument> added = new Stored<>(fresh, 1, now, now);
                documents.put(place, new Filed(added, text, List.of()));
                return added;
            }
            Stored<FiledDocument> old = found.get().row();
            boolean sameText = old.value().contentHash().equals(fresh.contentHash());
            if (sameText && old.value().document().equals(document)) {
                return old;
            }
            Stored<FiledDocument> changed = new Stored<>(
                    fresh.indexedAs(
                            sameText && old.value().indexed(), old.value().chunks()),
                    old.version() + 1,
                    old.createdAt(),
                    now);
            documents.put(place, new Filed(changed, text, found.get().chunkNumbers()));
            return changed;
        });
    }

    @Override
    public Optional<Stored<FiledDocument>> find(String collection, String filename) {
        return journal.atomically(
                () -> documents.find(new Place(collection, filename)).map(Filed::row));
    }

    @Override
    public Optional<String> text(String collection, String filename) {
        return journal.atomically(
                () -> documents.find(new Place(collection, filename)).map(Filed::text));
    }

    @Override
    public Page<Stored<FiledDocument>> list(String collection, PageRequest page) {
        return list(collection, page, document -> true);
    }

    @Override
    public Page<Stored<FiledDocument>> listUnindexed(String collection, PageRequest page) {
        return list(collection, page, document -> !document.indexed());
    }

    private Page<Stored<FiledDocument>> list(String collection, PageRequest page, Predicate<FiledDocument> wanted) {
        return journal.atomically(() -> Pages.of(
                in(collection, page.after().orElse(""))
                        .map(Filed::row)
                        .filter(row -> wanted.test(row.value()))
                        .limit(page.size() + 1L)
                        .toList(),
                page,
                row -> row,
                row -> row.value().document().filename()));
    }

    @Override
    public boolean delete(String collection, String filename) {
        return journal.atomically(() -> {
            Optional<Filed> found = documents.find(new Place(collection, filename));
            found.ifPresent(this::remove);
            return found.isPresent();
        });
    }

    @Override
    public boolean replaceChunks(
            String collection, String filename, String contentHash, List<KnowledgeChunk> newChunks) {
        Optional<EmbeddingModel> model = KnowledgeStore.modelOf(filename, newChunks);
        return journal.atomically(() -> {
            Optional<Filed> found = documents
                    .find(new Place(collection, filename))
                    .filter(filed -> filed.row().value().contentHash().equals(contentHash));
            if (found.isEmpty()) {
                return false;
            }
            model.ifPresent(wanted -> agree(collection, wanted));
            found.get().chunkNumbers().forEach(chunks::remove);
            List<Long> numbers = new ArrayList<>();
            for (KnowledgeChunk chunk : newChunks) {
                numbers.add(++lastNumber);
                PlacedChunk placed = new PlacedChunk(filename, numbers.size(), chunk);
                chunks.put(lastNumber, new Numbered(lastNumber, collection, placed));
            }
            documents.put(found.get().place(), found.get().indexedAs(true, List.copyOf(numbers)));
            return true;
        });
    }

    private void agree(String collection, EmbeddingModel wanted) {
        models.find(collection).filter(kept -> !kept.equals(wanted)).ifPresent(kept -> {
            throw new ConflictException("collection " + collection + " has vectors of " + kept + ", not of " + wanted
                    + ": clear its chunks first, or use that model");
        });
        models.put(collection, wanted);
    }

    @Override
    public int clearChunks(String collection) {
        return journal.atomically(() -> {
            List<Filed> all = in(collection, "").toList();
            for (Filed filed : all) {
                filed.chunkNumbers().forEach(chunks::remove);
                documents.put(filed.place(), filed.indexedAs(false, List.of()));
            }
            models.remove(collection);
            return (int)
                    all.stream().filter(filed -> filed.row().value().indexed()).count();
        });
    }

    @Override
    public Optional<EmbeddingModel> embeddingModel(String collection) {
        return journal.atomically(() -> models.find(collection));
    }

    @Override
    public List<PlacedChunk> chunks(String collection, String filename) {
        return journal.atomically(() ->
                documents.find(new Place(collection, filename)).map(Filed::chunkNumbers).orElse(List.of()).stream()
                        .map(number -> chunks.find(number).orElseThrow().chunk())
                        .toList());
    }

    @Override
    public Page<PlacedChunk> chunks(String collection, PageRequest page) {
        return journal.atomically(() -> Pages.of(
                chunks.after(Pages.numberBefore(page)).stream()
                        .filter(row -> row.collection().equals(collection))
                        .limit(page.size() + 1L)
                        .toList(),
                page,
                Numbered::chunk,
                row -> Long.toString(row.number())));
    }
}
