package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.knowledge.Embedding;
import io.netstacks.spi.knowledge.EmbeddingModel;
import io.netstacks.spi.knowledge.FiledDocument;
import io.netstacks.spi.knowledge.KnowledgeChunk;
import io.netstacks.spi.knowledge.KnowledgeCollection;
import io.netstacks.spi.knowledge.KnowledgeCounts;
import io.netstacks.spi.knowledge.KnowledgeDocument;
import io.netstacks.spi.knowledge.PlacedChunk;
import io.netstacks.spi.store.KnowledgeStore;
import io.netstacks.spi.store.Stored;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about what agents search. */
interface StorageKnowledgeTests extends StorageSubject {

    private KnowledgeStore knowledge() {
        return stores().knowledge();
    }

    private static KnowledgeDocument document(String collection, String filename) {
        return KnowledgeDocument.of(collection, filename, "markdown", "On " + filename);
    }

    private static KnowledgeChunk chunk(String text) {
        return KnowledgeChunk.of(text, 0, "");
    }

    private static KnowledgeChunk vector(String text, String model, float... numbers) {
        return chunk(text).withEmbedding(Embedding.of(model, numbers));
    }

    private void collection(String name) {
        knowledge().saveCollection(KnowledgeCollection.named(name, "runbook"));
    }

    private FiledDocument filed(String collection, String filename) {
        return knowledge().find(collection, filename).orElseThrow().value();
    }

    private boolean index(String collection, String filename, KnowledgeChunk... chunks) {
        return knowledge()
                .replaceChunks(collection, filename, filed(collection, filename).contentHash(), List.of(chunks));
    }

    private List<String> texts(String collection, String filename) {
        return knowledge().chunks(collection, filename).stream()
                .map(placed -> placed.chunk().text())
                .toList();
    }

    @Test
    default void a_collection_comes_back_and_is_edited_by_version() {
        var now = NOW.truncatedTo(ChronoUnit.MICROS);
        KnowledgeCollection full = KnowledgeCollection.named(ANY_UNICODE, ANY_UNICODE)
                .withDescription(ANY_UNICODE)
                .enabled(false);

        assertThat(knowledge().saveCollection(full)).isEqualTo(new Stored<>(full, 1, now, now));
        assertThat(knowledge().collection(ANY_UNICODE).map(Stored::value)).contains(full);
        assertThat(knowledge().updateCollection(full.enabled(true), 1).version())
                .isEqualTo(2);
        assertThatThrownBy(() -> knowledge().updateCollection(full, 1)).isInstanceOf(ConflictException.class);
        assertThat(knowledge().saveCollection(full).version()).isEqualTo(3);
        collection("a");
        assertThat(StorageSubject.allPages(1, knowledge()::collections, () -> {}))
                .extracting(row -> row.value().name())
                .containsExactly(ANY_UNICODE, "a");
        assertThat(knowledge().collection("unknown")).isEmpty();
    }

    @Test
    default void a_document_comes_back_with_every_part_and_its_text_apart() {
        var now = NOW.truncatedTo(ChronoUnit.MICROS);
        collection(ANY_UNICODE);
        KnowledgeDocument full = new KnowledgeDocument(
                        ANY_UNICODE, ANY_UNICODE, ANY_UNICODE, ANY_UNICODE, Optional.empty(), Map.of())
                .withSource(ANY_UNICODE)
                .withMetadata(Map.of(ANY_UNICODE, ANY_UNICODE));

        Stored<FiledDocument> saved = knowledge().save(full, ANY_UNICODE);

        assertThat(saved)
                .isEqualTo(new Stored<>(
                        new FiledDocument(full, FiledDocument.hash(ANY_UNICODE), ANY_UNICODE.length(), false, 0),
                        1,
                        now,
                        now));
        assertThat(knowledge().find(ANY_UNICODE, ANY_UNICODE)).contains(saved);
        assertThat(knowledge().text(ANY_UNICODE, ANY_UNICODE)).contains(ANY_UNICODE);
        assertThat(FiledDocument.hash("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(knowledge().find(ANY_UNICODE, "unknown")).isEmpty();
        assertThat(knowledge().text("unknown", ANY_UNICODE)).isEmpty();
    }

    @Test
    default void a_filename_is_there_once_in_a_collection_and_may_be_in_another() {
        collection("a");
        collection("b");
        knowledge().save(document("a", "bgp.md"), "one");
        knowledge().save(document("b", "bgp.md"), "two");

        assertThat(knowledge().save(document("a", "bgp.md"), "three").version()).isEqualTo(2);
        assertThat(knowledge().list("a", PageRequest.first()).items()).hasSize(1);
        assertThat(knowledge().text("a", "bgp.md")).contains("three");
        assertThat(knowledge().text("b", "bgp.md")).contains("two");
        assertThatThrownBy(() -> knowledge().save(document("gone", "bgp.md"), "x"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("gone");
    }

    @Test
    default void another_text_is_to_be_indexed_again_and_the_same_one_is_not() {
        collection("a");
        knowledge().save(document("a", "bgp.md"), "one");
        assertThat(index("a", "bgp.md", chunk("o"), chunk("ne"))).isTrue();
        assertThat(filed("a", "bgp.md").indexed()).isTrue();
        assertThat(filed("a", "bgp.md").chunks()).isEqualTo(2);

        assertThat(knowledge().save(document("a", "bgp.md"), "one").version())
                .as("nothing is otherwise, nothing is written")
                .isEqualTo(1);
        KnowledgeDocument renamed = KnowledgeDocument.of("a", "bgp.md", "markdown", "Another title");
        assertThat(knowledge().save(renamed, "one").version()).isEqualTo(2);
        assertThat(filed("a", "bgp.md").indexed()).as("the text is the same").isTrue();
        assertThat(knowledge().listUnindexed("a", PageRequest.first()).items()).isEmpty();

        knowledge().save(renamed, "two");
        assertThat(filed("a", "bgp.md").indexed()).isFalse();
        assertThat(texts("a", "bgp.md"))
                .as("what was found is found until something new is there")
                .containsExactly("o", "ne");
        assertThat(knowledge().listUnindexed("a", PageRequest.first()).items()).hasSize(1);
    }

    @Test
    default void chunks_come_back_in_order_with_every_part() {
        collection("a");
        knowledge().save(document("a", "bgp.md"), "text");
        KnowledgeChunk full = KnowledgeChunk.of(ANY_UNICODE, 7, ANY_UNICODE)
                .withEmbedding(
                        Embedding.of(ANY_UNICODE, new float[] {0.1f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, -1.5f}));

        assertThat(index("a", "bgp.md", full, chunk("plain"))).isTrue();

        assertThat(knowledge().chunks("a", "bgp.md"))
                .containsExactly(new PlacedChunk("bgp.md", 1, full), new PlacedChunk("bgp.md", 2, chunk("plain")));
        assertThat(knowledge().embeddingModel("a")).contains(new EmbeddingModel(ANY_UNICODE, 5));
        assertThat(knowledge().chunks("a", "unknown")).isEmpty();
    }

    @Test
    default void the_chunks_of_a_document_are_replaced_as_a_whole() {
        collection("a");
        knowledge().save(document("a", "bgp.md"), "text");
        knowledge().save(document("a", "ospf.md"), "other");
        index("a", "bgp.md", chunk("1"), chunk("2"), chunk("3"));
        index("a", "ospf.md", chunk("other"));

        assertThat(index("a", "bgp.md", chunk("new"))).isTrue();
        assertThat(texts("a", "bgp.md")).containsExactly("new");
        assertThat(filed("a", "bgp.md").chunks()).isEqualTo(1);
        assertThat(texts("a", "ospf.md")).containsExactly("other");

        assertThat(index("a", "bgp.md")).isTrue();
        assertThat(texts("a", "bgp.md")).isEmpty();
        assertThat(filed("a", "bgp.md").indexed()).isTrue();
    }

    @Test
    default void chunks_of_a_text_that_has_changed_meanwhile_are_not_stored() {
        collection("a");
        knowledge().save(document("a", "bgp.md"), "one");
        String cut = filed("a", "bgp.md").contentHash();
        knowledge().save(document("a", "bgp.md"), "two");

        assertThat(knowledge().replaceChunks("a", "bgp.md", cut, List.of(chunk("one"))))
                .isFalse();
        assertThat(texts("a", "bgp.md")).isEmpty();
        assertThat(filed("a", "bgp.md").indexed()).isFalse();
        assertThat(knowledge().replaceChunks("a", "gone", cut, List.of())).isFalse();
        assertThat(knowledge().replaceChunks("gone", "bgp.md", cut, List.of())).isFalse();
    }

    @Test
    default void vectors_of_another_model_or_length_are_refused_until_the_chunks_are_cleared() {
        collection("a");
        collection("b");
        List.of("1", "2", "3").forEach(name -> knowledge().save(document("a", name), name));
        knowledge().save(document("b", "1"), "1");
        index("a", "1", vector("x", "m", 1, 2, 3));

        assertThatThrownBy(() -> index("a", "2", vector("x", "m", 1, 2)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("m with 3 dimensions")
                .hasMessageContaining("m with 2 dimensions");
        assertThatThrownBy(() -> index("a", "1", vector("x", "n", 1, 2, 3))).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> index("a", "2", vector("x", "m", 1, 2, 3), vector("y", "n", 1, 2, 3)))
                .isInstanceOf(InvalidInputException.class);
        assertThat(texts("a", "1")).containsExactly("x");
        assertThat(filed("a", "2").indexed()).isFalse();
        assertThat(index("a", "2", chunk("words only"))).isTrue();
        assertThat(index("b", "1", vector("x", "n", 1)))
                .as("another collection")
                .isTrue();
        knowledge().save(document("a", "1"), "changed after it was indexed");

        assertThat(knowledge().clearChunks("a")).isEqualTo(1);

        assertThat(knowledge().embeddingModel("a")).isEmpty();
        assertThat(knowledge().chunks("a", PageRequest.first()).items()).isEmpty();
        assertThat(knowledge().listUnindexed("a", PageRequest.first()).items()).hasSize(3);
        assertThat(filed("a", "1").chunks()).isZero();
        assertThat(index("a", "1", vector("x", "n", 1, 2))).isTrue();
        assertThat(knowledge().embeddingModel("a")).contains(new EmbeddingModel("n", 2));
        assertThat(knowledge().embeddingModel("b")).contains(new EmbeddingModel("n", 1));
    }

    @Test
    default void of_two_models_that_come_at_once_one_wins() {
        collection("a");
        IntStream.range(0, 8).forEach(i -> knowledge().save(document("a", "d" + i), "d" + i));

        List<Boolean> won = StorageRace.run(8, number -> {
            try {
                return index("a", "d" + number, vector("x", "model-" + number % 2, 1));
            } catch (ConflictException lost) {
                return false;
            }
        });

        String kept = knowledge().embeddingModel("a").orElseThrow().id();
        assertThat(IntStream.range(0, 8).filter(won::get).mapToObj(i -> "model-" + i % 2))
                .hasSize(4)
                .containsOnly(kept);
    }

    @Test
    default void the_chunks_of_a_collection_are_read_in_pages_while_documents_change() {
        collection("a");
        collection("b");
        for (int i = 0; i < 5; i++) {
            knowledge().save(document("a", "d" + i), "d" + i);
            index("a", "d" + i, chunk(i + "-1"), chunk(i + "-2"), chunk(i + "-3"));
        }
        knowledge().save(document("b", "other"), "other");
        index("b", "other", chunk("other"));
        List<String> added = new ArrayList<>(List.of("n1", "n2", "n3"));

        List<String> seen = StorageSubject.allPages(4, page -> knowledge().chunks("a", page), () -> {
                    if (!added.isEmpty()) {
                        String name = added.remove(0);
                        knowledge().save(document("a", name), name);
                        index("a", name, chunk(name));
                    }
                })
                .stream()
                .map(placed -> placed.filename() + "/" + placed.number() + "/"
                        + placed.chunk().text())
                .toList();

        assertThat(seen)
                .doesNotHaveDuplicates()
                .contains("d0/1/0-1", "d0/3/0-3", "d2/2/2-2", "d4/3/4-3", "n1/1/n1")
                .hasSize(18);
        assertThatThrownBy(() -> knowledge().chunks("a", PageRequest.first().from("d1")))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    default void documents_are_listed_by_filename_without_gaps() {
        collection("a");
        List<String> names = List.of("B", "a", "a-1", "b", "r10", "r9", "\u00e4");
        names.forEach(name -> knowledge().save(document("a", name), name));
        knowledge().replaceChunks("a", "b", FiledDocument.hash("b"), List.of());

        assertThat(StorageSubject.allPages(2, page -> knowledge().list("a", page), () -> {}))
                .extracting(row -> row.value().document().filename())
                .containsExactlyElementsOf(names.stream().sorted().toList());
        assertThat(StorageSubject.allPages(2, page -> knowledge().listUnindexed("a", page), () -> {}))
                .extracting(row -> row.value().document().filename())
                .containsExactlyElementsOf(names.stream()
                        .filter(name -> !name.equals("b"))
                        .sorted()
                        .toList());
        assertThat(knowledge().list("unknown", PageRequest.first()).items()).isEmpty();
    }

    @Test
    default void collections_are_counted_also_empty_ones() {
        assertThat(knowledge().counts()).isEmpty();
        collection("a");
        collection("empty");
        knowledge().save(document("a", "1"), "1");
        knowledge().save(document("a", "2"), "2");
        index("a", "1", chunk("x"), chunk("y"));

        assertThat(knowledge().counts())
                .isEqualTo(Map.of("a", new KnowledgeCounts(2, 1, 2), "empty", new KnowledgeCounts(0, 0, 0)));
    }

    @Test
    default void what_is_deleted_takes_what_it_holds_with_it() {
        collection("a");
        collection("b");
        for (String name : List.of("1", "2")) {
            knowledge().save(document("a", name), name);
            index("a", name, chunk(name));
        }
        knowledge().save(document("b", "1"), "1");
        index("b", "1", chunk("b"));

        assertThat(knowledge().delete("a", "1")).isTrue();
        assertThat(knowledge().delete("a", "1")).isFalse();
        assertThat(knowledge().chunks("a", PageRequest.first()).items())
                .extracting(PlacedChunk::filename)
                .containsExactly("2");

        assertThat(knowledge().deleteCollection("a")).isTrue();
        assertThat(knowledge().deleteCollection("a")).isFalse();
        collection("a");
        assertThat(knowledge().list("a", PageRequest.first()).items()).isEmpty();
        assertThat(knowledge().chunks("a", PageRequest.first()).items()).isEmpty();
        assertThat(texts("b", "1")).containsExactly("b");
    }

    @Test
    default void many_who_save_a_new_document_at_once_all_count() {
        collection("a");

        List<Long> versions = StorageRace.run(
                8,
                number -> knowledge()
                        .save(document("a", "bgp.md"), "text " + number)
                        .version());

        assertThat(versions).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    default void chunks_that_a_transaction_replaced_come_back_when_it_fails() {
        collection("a");
        knowledge().save(document("a", "bgp.md"), "one");
        index("a", "bgp.md", vector("old", "m", 1));

        assertThatThrownBy(() -> stores().inTransaction(tx -> {
                    tx.knowledge()
                            .replaceChunks(
                                    "a", "bgp.md", FiledDocument.hash("one"), List.of(chunk("new"), chunk("er")));
                    tx.knowledge().clearChunks("a");
                    tx.knowledge().deleteCollection("a");
                    throw new IllegalStateException("mine");
                }))
                .hasMessage("mine");

        assertThat(texts("a", "bgp.md")).containsExactly("old");
        assertThat(filed("a", "bgp.md").indexed()).isTrue();
        assertThat(knowledge().embeddingModel("a")).isPresent();
    }

    @Test
    default void knowledge_that_is_out_of_bounds_is_refused() {
        collection("a");
        KnowledgeDocument document = document("a", "bgp.md");
        List<KnowledgeChunk> tooMany = Collections.nCopies(10_001, chunk("x"));

        List.<Runnable>of(
                        () -> KnowledgeCollection.named("", "x"),
                        () -> KnowledgeCollection.named("x".repeat(513), "x"),
                        () -> document("a", " "),
                        () -> KnowledgeDocument.of("a", "b", "c", "x".repeat(501)),
                        () -> document.withMetadata(Map.of("k", "x".repeat(100_000))),
                        () -> knowledge().save(document, "x".repeat(1_000_001)),
                        () -> knowledge().replaceChunks("a", "bgp.md", "hash", tooMany),
                        () -> chunk("x".repeat(100_001)),
                        () -> KnowledgeChunk.of("x", -1, ""),
                        () -> KnowledgeChunk.of("x", 0, "x".repeat(501)),
                        () -> Embedding.of("m", new float[0]),
                        () -> Embedding.of("m", new float[8193]),
                        () -> Embedding.of("m", new float[] {Float.NaN}),
                        () -> Embedding.of(" ", new float[] {1}))
                .forEach(bad -> assertThatThrownBy(bad::run).isInstanceOf(InvalidInputException.class));
        assertThat(knowledge().list("a", PageRequest.first()).items()).isEmpty();
    }
}
