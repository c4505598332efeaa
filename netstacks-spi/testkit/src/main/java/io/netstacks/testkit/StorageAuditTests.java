package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.audit.AuditEntry;
import io.netstacks.spi.audit.AuditOutcome;
import io.netstacks.spi.audit.AuditQuery;
import io.netstacks.spi.error.InvalidInputException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about the audit log. */
interface StorageAuditTests extends StorageSubject {

    private static AuditEntry entry(Instant at, String actor, String action, String subject) {
        return new AuditEntry(
                at.truncatedTo(ChronoUnit.MICROS), actor, action, subject, AuditOutcome.DONE, "c-1", "", Map.of());
    }

    private List<AuditEntry> audited(AuditQuery query) {
        return stores().audit().list(query, PageRequest.first(1000)).items();
    }

    @Test
    default void an_audit_entry_comes_back_with_every_part() {
        AuditEntry given = new AuditEntry(
                NOW,
                "user:" + ANY_UNICODE,
                "config.push",
                ANY_UNICODE,
                AuditOutcome.DENIED,
                "c-" + ANY_UNICODE,
                ANY_UNICODE,
                Map.of(ANY_UNICODE, ANY_UNICODE, "lines", "3"));
        stores().audit().append(given);

        assertThat(audited(AuditQuery.all()))
                .singleElement()
                .isEqualTo(new AuditEntry(
                        NOW.truncatedTo(ChronoUnit.MICROS),
                        given.actor(),
                        given.action(),
                        given.subject(),
                        given.outcome(),
                        given.correlationId(),
                        given.detail(),
                        given.data()));
    }

    @Test
    default void audit_entries_are_found_by_actor_action_subject_operation_and_time() {
        AuditEntry first = entry(NOW, "user:kim", "config.push", "r1");
        AuditEntry second = entry(NOW.plusSeconds(1), "user:lee", "config.push", "r2");
        AuditEntry third = entry(NOW.plusSeconds(2), "agent:triage", "approval.request", "r1");
        stores().audit().append(List.of(third, first, second));
        stores().audit().append(List.of());

        assertThat(audited(AuditQuery.all())).containsExactly(third, second, first);
        assertThat(audited(AuditQuery.all().by("user:kim"))).containsExactly(first);
        assertThat(audited(AuditQuery.all().doing("config.push"))).containsExactly(second, first);
        assertThat(audited(AuditQuery.all().about("r1"))).containsExactly(third, first);
        assertThat(audited(AuditQuery.all().in("c-1").about("r2"))).containsExactly(second);
        assertThat(audited(AuditQuery.all().in("c-2"))).isEmpty();
        assertThat(audited(AuditQuery.all().between(second.at(), third.at()))).containsExactly(second);
    }

    @Test
    default void entries_of_one_time_are_listed_the_last_added_first() {
        List<AuditEntry> entries = IntStream.range(0, 20)
                .mapToObj(i -> entry(NOW, "user:kim", "a", "r" + i))
                .toList();
        stores().audit().append(entries);

        assertThat(audited(AuditQuery.all()).stream().map(AuditEntry::subject))
                .startsWith("r19", "r18")
                .endsWith("r0")
                .hasSize(20);
    }

    @Test
    default void pages_of_the_audit_log_have_no_gaps_and_no_doubles_while_some_are_added() {
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            stores().audit().append(entry(NOW.plusSeconds(i / 10), "user:kim", "a", "r" + i));
            before.add(0, "r" + i);
        }
        int[] added = {100};

        List<String> seen = StorageSubject.allPages(
                        4,
                        page -> stores().audit().list(AuditQuery.all(), page),
                        () -> stores().audit().append(entry(NOW.plusSeconds(9), "user:kim", "a", "r" + added[0]++)))
                .stream()
                .map(AuditEntry::subject)
                .toList();

        assertThat(seen).containsExactlyElementsOf(before);
    }

    @Test
    default void no_audit_line_is_lost_when_many_write_batches_at_once() {
        int writers = 32;
        int batches = 5;
        StorageRace.run(writers, writer -> {
            for (int batch = 0; batch < batches; batch++) {
                String prefix = writer + "-" + batch + "-";
                stores().audit()
                        .append(IntStream.range(0, writer)
                                .mapToObj(line -> entry(NOW, "user:" + writer, "a", prefix + line))
                                .toList());
            }
            return writer;
        });

        List<AuditEntry> all =
                StorageSubject.allPages(1000, page -> stores().audit().list(AuditQuery.all(), page), () -> {});
        assertThat(all).hasSize(batches * (writers - 1) * writers / 2).doesNotHaveDuplicates();
        assertThat(audited(AuditQuery.all().by("user:7")).stream().map(AuditEntry::subject))
                .as("the order within a batch stays")
                .containsSubsequence("7-4-6", "7-4-5", "7-4-0", "7-0-6", "7-0-0")
                .hasSize(7 * batches);
    }

    @Test
    default void a_transaction_that_fails_leaves_no_audit_entry() {
        assertThatThrownBy(() -> stores().inTransaction(tx -> {
                    tx.audit().append(entry(NOW, "user:kim", "a", "r1"));
                    throw new IllegalStateException("mine");
                }))
                .hasMessage("mine");

        assertThat(audited(AuditQuery.all())).isEmpty();
    }

    @Test
    default void entries_go_when_their_time_is_over() {
        AuditEntry old = entry(NOW, "user:kim", "a", "old");
        AuditEntry young = entry(NOW.plusSeconds(60), "user:kim", "a", "young");
        stores().audit().append(List.of(old, young));

        assertThat(stores().audit().purge(young.at())).isEqualTo(1);
        assertThat(stores().audit().purge(young.at())).isZero();
        assertThat(audited(AuditQuery.all())).containsExactly(young);
    }

    @Test
    default void an_audit_entry_that_is_too_large_says_what_is() {
        assertThatThrownBy(() -> entry(NOW, "user:kim", "a", "x".repeat(600)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the subject of an audit entry must have at most 512 characters but has 600");
        assertThatThrownBy(() -> entry(NOW, " ", "a", "r1"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("actor");
        assertThatThrownBy(() -> entry(NOW, "user:kim", "a", "r1").ended(AuditOutcome.FAILED, "x".repeat(10_001)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("detail");
        assertThatThrownBy(() -> entry(NOW, "user:kim", "a", "r1").with(Map.of("a", "x".repeat(100_000))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("data");
    }
}
