package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.mop.Mop;
import io.netstacks.spi.mop.MopDetails;
import io.netstacks.spi.mop.MopId;
import io.netstacks.spi.mop.MopRevision;
import io.netstacks.spi.mop.MopStepAction;
import io.netstacks.spi.mop.MopStepType;
import io.netstacks.spi.mop.MopStepTypeDetails;
import io.netstacks.spi.mop.MopText;
import io.netstacks.spi.mop.MopVersion;
import io.netstacks.spi.store.MopStepTypeStore;
import io.netstacks.spi.store.MopStore;
import io.netstacks.spi.store.Stored;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about MOPs and step types. */
interface StorageMopTests extends StorageSubject {

    private static MopRevision revision(String yaml) {
        return new MopRevision(MopText.of(yaml), "user:kim");
    }

    private MopStore mops() {
        return stores().mops();
    }

    private MopStepTypeStore types() {
        return stores().mopStepTypes();
    }

    private Stored<Mop> create(String id) {
        return mops().create(new MopId(id), MopDetails.of("MOP " + id, ""), revision("steps: []"));
    }

    private List<String> listed() {
        return mops().list(PageRequest.first()).items().stream()
                .map(row -> row.value().id().value())
                .toList();
    }

    private List<Sequenced<MopVersion>> versions(String id) {
        return mops().versions(new MopId(id), PageRequest.first()).items();
    }

    @Test
    default void a_mop_comes_back_with_every_part() {
        String text = ANY_UNICODE + "\n" + "x".repeat(200_000);
        MopDetails details = new MopDetails("Move " + ANY_UNICODE, ANY_UNICODE.repeat(1000), false);

        Stored<Mop> made = mops().create(
                        new MopId("m1 " + ANY_UNICODE),
                        details,
                        new MopRevision(MopText.of(text), "user:" + ANY_UNICODE));

        MopId id = made.value().id();
        assertThat(made.value())
                .isEqualTo(new Mop(
                        new MopId("m1 " + ANY_UNICODE),
                        details,
                        1,
                        MopText.of(text).hash(),
                        "user:" + ANY_UNICODE));
        assertThat(made.version()).isEqualTo(1);
        assertThat(mops().find(id)).contains(made);
        assertThat(mops().findByName(details.name())).contains(made);
        assertThat(mops().text(id, 1)).contains(MopText.of(text));
        assertThat(mops().version(id, 1))
                .contains(new MopVersion(
                        MopText.of(text).hash(),
                        text.length(),
                        "user:" + ANY_UNICODE,
                        NOW.truncatedTo(ChronoUnit.MICROS)));
        assertThat(mops().find(new MopId("unknown"))).isEmpty();
        assertThat(mops().findByName("unknown")).isEmpty();
        assertThat(mops().text(id, 2)).isEmpty();
        assertThat(mops().version(new MopId("unknown"), 1)).isEmpty();
    }

    @Test
    default void a_document_that_changes_is_a_new_version_and_the_old_one_stays_as_it_was() {
        Stored<Mop> first = create("m1");
        MopDetails details = first.value().details();

        Stored<Mop> second =
                mops().revise(new MopId("m1"), 1, details, new MopRevision(MopText.of("steps: [a]"), "user:lee"));
        Stored<Mop> same = mops().revise(new MopId("m1"), 2, details.enabled(false), revision("steps: [a]"));
        Stored<Mop> described = mops().update(new MopId("m1"), 3, new MopDetails("other name", "other", true));

        assertThat(second.value().latestVersion()).isEqualTo(2);
        assertThat(same.value().latestVersion()).as("the same text again").isEqualTo(2);
        assertThat(same.value().details().enabled()).isFalse();
        assertThat(described.value().latestVersion()).isEqualTo(2);
        assertThat(described.version()).isEqualTo(4);
        assertThat(described.value().createdBy()).isEqualTo("user:kim");
        assertThat(mops().find(new MopId("m1"))).contains(described);
        assertThat(mops().findByName("other name")).contains(described);
        assertThat(mops().findByName(details.name())).isEmpty();
        assertThat(versions("m1")).extracting(Sequenced::sequence).containsExactly(1L, 2L);
        assertThat(versions("m1").get(1).value().author()).isEqualTo("user:lee");
        assertThat(mops().text(new MopId("m1"), 1)).contains(MopText.of("steps: []"));
        assertThat(mops().text(new MopId("m1"), 2)).contains(MopText.of("steps: [a]"));
    }

    @Test
    default void names_and_ids_of_mops_are_unique_and_refused_ones_change_nothing() {
        Stored<Mop> a = create("a");
        Stored<Mop> b = create("b");

        assertThatThrownBy(() -> create("a"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("a already");
        assertThatThrownBy(() -> mops().create(new MopId("c"), a.value().details(), revision("x: y")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("MOP a");
        assertThatThrownBy(() -> mops().update(new MopId("b"), 1, a.value().details()))
                .isInstanceOf(ConflictException.class);
        stores().inTransaction(tx -> {
            assertThatThrownBy(
                            () -> tx.mops().revise(new MopId("b"), 1, a.value().details(), revision("x: y")))
                    .isInstanceOf(ConflictException.class);
            return tx.mops().create(new MopId("d"), MopDetails.of("after the refusal", ""), revision("x: y"));
        });

        assertThat(mops().find(new MopId("b"))).contains(b);
        assertThat(mops().find(new MopId("c"))).isEmpty();
        assertThat(versions("b")).hasSize(1);
        assertThat(versions("c")).isEmpty();
        assertThat(mops().count()).isEqualTo(3);
    }

    @Test
    default void a_mop_that_somebody_else_has_changed_is_a_conflict() {
        MopDetails details = create("m1").value().details();
        mops().update(new MopId("m1"), 1, details.enabled(false));

        assertThatThrownBy(() -> mops().update(new MopId("m1"), 1, details)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> mops().revise(new MopId("m1"), 1, details, revision("x: y")))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> mops().update(new MopId("gone"), 1, details)).isInstanceOf(ConflictException.class);

        assertThat(mops().find(new MopId("m1")).orElseThrow().value().details().enabled())
                .isFalse();
        assertThat(versions("m1")).hasSize(1);
    }

    @Test
    default void of_many_that_revise_at_once_one_wins_and_no_version_is_lost_or_doubled() {
        create("m1");

        List<Boolean> won = StorageRace.run(16, number -> {
            boolean first = true;
            while (true) {
                Stored<Mop> seen = mops().find(new MopId("m1")).orElseThrow();
                try {
                    mops().revise(new MopId("m1"), seen.version(), seen.value().details(), revision("by: " + number));
                    return first;
                } catch (ConflictException e) {
                    first = false;
                }
            }
        });

        assertThat(won).contains(true);
        assertThat(versions("m1"))
                .extracting(Sequenced::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 17).boxed().toList());
        assertThat(versions("m1").stream().map(row -> row.value().hash()).distinct())
                .hasSize(17);
        Mop mop = mops().find(new MopId("m1")).orElseThrow().value();
        assertThat(mop.latestVersion()).isEqualTo(17);
        assertThat(mop.latestHash()).isEqualTo(versions("m1").get(16).value().hash());
    }

    @Test
    default void of_many_that_take_a_name_at_once_one_gets_it() {
        IntStream.range(0, 8).forEach(number -> create("m" + number));

        List<Boolean> won = StorageRace.run(16, number -> {
            try {
                if (number < 8) {
                    mops().update(new MopId("m" + number), 1, MopDetails.of("wanted", ""));
                } else {
                    mops().create(new MopId("m" + number), MopDetails.of("wanted", ""), revision("x: y"));
                }
                return true;
            } catch (ConflictException e) {
                return false;
            }
        });

        assertThat(won).containsOnlyOnce(true);
        assertThat(mops().findByName("wanted").orElseThrow().value().id())
                .isEqualTo(new MopId("m" + won.indexOf(true)));
    }

    @Test
    default void mops_are_listed_by_name_and_versions_by_number_page_by_page() {
        for (String id : List.of("e", "a", "d", "c", "b")) {
            create(id);
        }
        for (int i = 1; i < 7; i++) {
            mops().revise(new MopId("a"), i, MopDetails.of("MOP a", ""), revision("n: " + i));
        }

        assertThat(listed()).containsExactly("a", "b", "c", "d", "e");
        assertThat(StorageSubject.allPages(2, mops()::list, () -> {}))
                .extracting(row -> row.value().id())
                .containsExactly(new MopId("a"), new MopId("b"), new MopId("c"), new MopId("d"), new MopId("e"));
        assertThat(StorageSubject.allPages(3, page -> mops().versions(new MopId("a"), page), () -> {}))
                .extracting(Sequenced::sequence)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    default void a_deleted_mop_is_gone_with_its_documents() {
        create("m1");

        assertThat(mops().delete(new MopId("m1"))).isTrue();
        assertThat(mops().delete(new MopId("m1"))).isFalse();

        assertThat(mops().text(new MopId("m1"), 1)).isEmpty();
        assertThat(versions("m1")).isEmpty();
        assertThat(mops().findByName("MOP m1")).isEmpty();
        assertThat(mops().count()).isZero();
        assertThat(create("m1").value().latestVersion())
                .as("its name is free again")
                .isEqualTo(1);
    }

    @Test
    default void a_mop_is_refused_without_a_text_or_a_name_or_when_they_are_too_long() {
        assertThatThrownBy(() -> revision(" \n")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> MopText.of("x".repeat(1_000_001)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1000000");
        assertThatThrownBy(() -> MopDetails.of("", "")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> mops().create(new MopId("x".repeat(513)), MopDetails.of("a", ""), revision("x: y")))
                .isInstanceOf(InvalidInputException.class);
        assertThat(MopText.of("password hunter2").toString()).doesNotContain("hunter2");
        assertThat(listed()).isEmpty();
    }

    @Test
    default void documents_are_encrypted_with_the_keys_of_the_store() {
        create("m1");
        create("m2");
        keys().rotate();
        create("m3");

        assertThat(mops().rotate()).isEqualTo(encrypts() ? 2 : 0);
        assertThat(mops().rotate()).isZero();
        keys().forgetOlder();
        assertThat(mops().text(new MopId("m1"), 1)).contains(MopText.of("steps: []"));

        keys().rotate();
        keys().forgetOlder();
        if (encrypts()) {
            assertThatThrownBy(() -> mops().text(new MopId("m1"), 1))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("m1");
        }
    }

    @Test
    default void a_step_type_comes_back_with_every_part() {
        MopStepTypeDetails details = new MopStepTypeDetails(
                "Ask " + ANY_UNICODE,
                ANY_UNICODE,
                Optional.of("checks " + ANY_UNICODE),
                Optional.of("bell"),
                false,
                MopStepAction.AGENT,
                Map.of("prompt", ANY_UNICODE, ANY_UNICODE, "x"),
                "{\"type\":\"object\",\"title\":\"" + ANY_UNICODE + "\"}");

        Stored<MopStepType> made = types().create(details);

        assertThat(made.value().details()).isEqualTo(details);
        assertThat(made.value().builtIn()).isFalse();
        assertThat(types().find(made.value().id())).contains(made);
        assertThat(types().find("unknown")).isEmpty();
        Stored<MopStepType> changed =
                types().update(made.value().id(), 1, details.enabled(true).described("other"));
        assertThat(changed.version()).isEqualTo(2);
        assertThat(types().find(made.value().id())).contains(changed);
        assertThatThrownBy(() -> types().update(made.value().id(), 1, details)).isInstanceOf(ConflictException.class);
        assertThat(types().delete(made.value().id())).isTrue();
        assertThat(types().delete(made.value().id())).isFalse();
        assertThatThrownBy(() -> types().update(made.value().id(), 2, details)).isInstanceOf(ConflictException.class);
    }

    @Test
    default void the_id_of_a_step_type_is_made_of_its_name_and_gets_a_number_when_it_is_taken() {
        assertThat(List.of(
                        types().create(MopStepTypeDetails.of("Check Core-Links", MopStepAction.GET_CONFIG)),
                        types().create(MopStepTypeDetails.of("check core links", MopStepAction.WAIT)),
                        types().create(MopStepTypeDetails.of("CHECK  CORE_LINKS!", MopStepAction.WAIT)),
                        types().create(MopStepTypeDetails.of("東京", MopStepAction.MANUAL)),
                        types().create(MopStepTypeDetails.of("n".repeat(500), MopStepAction.MANUAL))))
                .extracting(row -> row.value().id())
                .containsExactly(
                        "check_core_links", "check_core_links_2", "check_core_links_3", "step", "n".repeat(40));
        assertThatThrownBy(() -> types().create(MopStepTypeDetails.of("check core links", MopStepAction.WAIT)))
                .isInstanceOf(ConflictException.class);
        assertThat(StorageSubject.allPages(2, types()::list, () -> {}))
                .extracting(row -> row.value().id())
                .containsExactly(
                        "check_core_links", "check_core_links_2", "check_core_links_3", "n".repeat(40), "step");
    }

    @Test
    default void step_types_that_are_made_at_once_get_ids_of_their_own() {
        List<Stored<MopStepType>> made = StorageRace.run(
                12,
                number -> types().create(
                                MopStepTypeDetails.of("Ping" + " ".repeat(number) + " all", MopStepAction.WAIT)));

        assertThat(made.stream().map(row -> row.value().id()).distinct()).hasSize(12);
        assertThat(made).extracting(row -> row.value().id()).contains("ping_all", "ping_all_2", "ping_all_12");
    }

    @Test
    default void a_built_in_step_type_is_replaced_by_the_library_and_only_switched_by_people() {
        MopStepTypeDetails wait = MopStepTypeDetails.of("Wait", MopStepAction.WAIT);
        Stored<MopStepType> first = types().install("wait", wait);

        assertThat(first.value().builtIn()).isTrue();
        assertThat(types().install("wait", wait)).as("again, unchanged").isEqualTo(first);
        types().update("wait", 1, wait.enabled(false));
        Stored<MopStepType> upgraded = types().install("wait", wait.described("newer"));

        assertThat(upgraded.value().details()).isEqualTo(wait.described("newer").enabled(false));
        assertThat(upgraded.version()).isEqualTo(3);
        assertThatThrownBy(
                        () -> types().update("wait", 3, wait.described("mine").enabled(false)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("built in");
        assertThatThrownBy(() -> types().delete("wait"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("built in");
        assertThat(types().find("wait")).contains(upgraded);
    }

    @Test
    default void a_built_in_step_type_takes_nothing_from_what_people_made() {
        Stored<MopStepType> mine = types().create(MopStepTypeDetails.of("Wait", MopStepAction.WAIT));

        assertThatThrownBy(() -> types().install("wait", MopStepTypeDetails.of("Built-in wait", MopStepAction.WAIT)))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> types().install("pause", MopStepTypeDetails.of("Wait", MopStepAction.WAIT)))
                .isInstanceOf(ConflictException.class);

        assertThat(types().list(PageRequest.first()).items()).containsExactly(mine);
    }

    @Test
    default void a_step_type_without_what_its_action_needs_is_refused() {
        assertThatThrownBy(() -> MopStepTypeDetails.of("Call", MopStepAction.API_CALL))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("url");
        assertThatThrownBy(() -> MopStepTypeDetails.of("Ask", MopStepAction.AGENT, Map.of("prompt", " ")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("prompt");
        assertThatThrownBy(() -> types().install("Not An Id", MopStepTypeDetails.of("x", MopStepAction.WAIT)))
                .isInstanceOf(NetStacksException.class);
        MopStepTypeDetails call = MopStepTypeDetails.of("Call", MopStepAction.API_CALL, Map.of("url", "https://x"));
        assertThat(types().create(call).value().details()).isEqualTo(call);
        assertThatThrownBy(() -> types().update("call", 1, MopStepTypeDetails.of("Other", MopStepAction.WAIT)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("name");
    }
}
