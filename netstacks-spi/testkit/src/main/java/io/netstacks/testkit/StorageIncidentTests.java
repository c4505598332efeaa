package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.agent.AgentSessionId;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.incident.Alert;
import io.netstacks.spi.incident.AlertId;
import io.netstacks.spi.incident.AlertQuery;
import io.netstacks.spi.incident.AlertSignal;
import io.netstacks.spi.incident.AlertState;
import io.netstacks.spi.incident.Incident;
import io.netstacks.spi.incident.IncidentDetails;
import io.netstacks.spi.incident.IncidentEntry;
import io.netstacks.spi.incident.IncidentId;
import io.netstacks.spi.incident.IncidentPriority;
import io.netstacks.spi.incident.IncidentQuery;
import io.netstacks.spi.incident.IncidentState;
import io.netstacks.spi.incident.Severity;
import io.netstacks.spi.store.AlertStore;
import io.netstacks.spi.store.IncidentStore;
import io.netstacks.spi.store.Stored;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about alerts and incidents. */
interface StorageIncidentTests extends StorageSubject {

    private static Instant second(long second) {
        return NOW.truncatedTo(ChronoUnit.MICROS).plusSeconds(second);
    }

    private static AlertSignal signal(String device, Severity severity, long second) {
        return AlertSignal.of(
                "prometheus",
                severity,
                "BGP down " + second,
                Optional.of(device),
                Map.of("alertname", "BgpDown", "Ω", "x"),
                second(second));
    }

    private static Incident incident(String id, long second) {
        IncidentDetails details = new IncidentDetails(
                "Core is down " + ANY_UNICODE,
                ANY_UNICODE,
                Severity.MAJOR,
                IncidentPriority.HIGH,
                Optional.of("bgp"),
                Set.of("r1", "r2 " + ANY_UNICODE),
                Set.of("voice"),
                Optional.of("kim"),
                Optional.empty(),
                Optional.empty());
        return Incident.opened(new IncidentId(id), details, Incident.Origin.TRIAGE, "agent:triage", second(second));
    }

    private static IncidentEntry entry(String text) {
        return new IncidentEntry(second(0), "user:kim", text);
    }

    private AlertStore alerts() {
        return stores().alerts();
    }

    private IncidentStore incidents() {
        return stores().incidents();
    }

    private Stored<Alert> change(Alert alert) {
        return alerts().update(alert, alerts().find(alert.id()).orElseThrow().version());
    }

    private List<String> titles(AlertQuery query) {
        return alerts().list(query, PageRequest.first()).items().stream()
                .map(row -> row.value().signal().title())
                .toList();
    }

    private List<String> ids(IncidentQuery query) {
        return incidents().list(query, PageRequest.first()).items().stream()
                .map(row -> row.value().id().value())
                .toList();
    }

    @Test
    default void an_alert_comes_back_with_every_part() {
        AlertSignal signal = new AlertSignal(
                "f1",
                "syslog " + ANY_UNICODE,
                Severity.CRITICAL,
                ANY_UNICODE,
                "x".repeat(100_000) + ANY_UNICODE,
                Optional.of("r1 " + ANY_UNICODE),
                Optional.of("bgp_down"),
                Map.of(ANY_UNICODE, ANY_UNICODE),
                second(0));

        Alert.Received received = alerts().receive(signal);

        assertThat(received.isNew()).isTrue();
        assertThat(received.alert()).isEqualTo(Alert.of(received.alert().id(), signal));
        assertThat(alerts().find(received.alert().id()).orElseThrow())
                .satisfies(row -> assertThat(row.value()).isEqualTo(received.alert()))
                .satisfies(row -> assertThat(row.version()).isEqualTo(1));
        Alert worked = received.alert()
                .seenBy("user:" + ANY_UNICODE, second(3))
                .seenBy("user:late", second(4))
                .inSession(new AgentSessionId("s1"))
                .inIncident(new IncidentId("i1"), ANY_UNICODE);
        assertThat(change(worked).value()).isEqualTo(worked);
        assertThat(alerts().find(worked.id()).orElseThrow().value()).isEqualTo(worked);
        assertThat(worked.seen().map(Alert.Seen::by)).contains("user:" + ANY_UNICODE);
        assertThat(alerts().find(new AlertId("unknown"))).isEmpty();
    }

    @Test
    default void the_same_signal_counts_an_open_alert_up_and_makes_a_new_one_when_it_is_over() {
        Alert first = alerts().receive(signal("r1", Severity.WARNING, 0)).alert();
        alerts().receive(signal("r2", Severity.WARNING, 0));
        Alert.Received again = alerts().receive(signal("r1", Severity.CRITICAL, 10));
        Alert.Received late = alerts().receive(signal("r1", Severity.INFO, 5));

        assertThat(again.isNew()).isFalse();
        assertThat(again.alert().id()).isEqualTo(first.id());
        assertThat(late.alert().count()).isEqualTo(3);
        assertThat(late.alert().firstSeen()).isEqualTo(second(0));
        assertThat(late.alert().signal())
                .as("one that was sent earlier only counts")
                .isEqualTo(signal("r1", Severity.CRITICAL, 10));
        assertThat(alerts().find(first.id()).map(Stored::value)).contains(late.alert());

        change(late.alert().in(AlertState.RESOLVED, "up again"));
        Alert.Received anew = alerts().receive(signal("r1", Severity.WARNING, 20));
        assertThat(anew.isNew()).isTrue();
        assertThat(anew.alert().count()).isEqualTo(1);
        assertThat(alerts().find(first.id()).orElseThrow().value().count()).isEqualTo(3);
        assertThat(alerts().receive(signal("r1", Severity.WARNING, 21)).alert().id())
                .isEqualTo(anew.alert().id());
    }

    @Test
    default void an_alert_that_comes_from_many_at_once_is_one_and_its_count_adds_up() {
        List<Alert.Received> received = StorageRace.run(32, number -> {
            alerts().receive(signal("r1", Severity.WARNING, number));
            return alerts().receive(signal("r1", Severity.WARNING, number));
        });

        assertThat(received)
                .extracting(one -> one.alert().id())
                .containsOnly(received.get(0).alert().id());
        Alert alert = alerts().find(received.get(0).alert().id()).orElseThrow().value();
        assertThat(alert.count()).isEqualTo(64);
        assertThat(alert.signal().at()).isEqualTo(second(31));
        assertThat(alerts().countByState()).isEqualTo(Map.of(AlertState.NEW, 1L));
    }

    @Test
    default void an_alert_that_goes_on_coming_can_be_worked_on_and_counts_all_the_same() {
        Alert alert = alerts().receive(signal("r1", Severity.WARNING, 0)).alert();
        long version = alerts().find(alert.id()).orElseThrow().version();
        alerts().receive(signal("r1", Severity.WARNING, 1));

        Stored<Alert> worked = alerts().update(alert.in(AlertState.QUEUED, "wait"), version);

        assertThat(worked.version()).isEqualTo(version + 1);
        assertThat(worked.value().count()).isEqualTo(2);
        assertThat(worked.value().signal()).isEqualTo(signal("r1", Severity.WARNING, 1));
        assertThatThrownBy(() -> alerts().update(alert.in(AlertState.CLOSED, ""), version))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    default void of_many_that_take_an_alert_for_triage_one_gets_it() {
        Alert alert = alerts().receive(signal("r1", Severity.WARNING, 0)).alert();

        List<Boolean> got = StorageRace.run(32, number -> {
            try {
                alerts().update(alert.in(AlertState.TRIAGING, "by " + number), 1);
                return true;
            } catch (ConflictException late) {
                return false;
            }
        });

        assertThat(got).containsOnlyOnce(true);
        assertThat(alerts().find(alert.id()).orElseThrow().value().note()).isEqualTo("by " + got.indexOf(true));
    }

    @Test
    default void an_alert_goes_only_where_it_may() {
        Alert alert = alerts().receive(signal("r1", Severity.WARNING, 0)).alert();
        Alert wrong = new Alert(
                alert.id(),
                alert.signal(),
                1,
                alert.firstSeen(),
                AlertState.TRIAGED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");

        assertThatThrownBy(() -> alerts().update(wrong, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("an alert that is NEW does not become TRIAGED");
        assertThat(alerts().find(alert.id()).orElseThrow().value().state()).isEqualTo(AlertState.NEW);
        change(alert.in(AlertState.SUPPRESSED, ""));
        assertThatThrownBy(() -> change(alert.in(AlertState.QUEUED, ""))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> alerts().update(Alert.of(new AlertId("unknown"), alert.signal()), 1))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("unknown");
    }

    @Test
    default void alerts_are_found_by_state_severity_device_incident_and_time_and_counted() {
        alerts().receive(signal("r1", Severity.WARNING, 0));
        Alert second = alerts().receive(signal("r2", Severity.CRITICAL, 1)).alert();
        Alert third = alerts().receive(signal("r3", Severity.CRITICAL, 2)).alert();
        change(second.inIncident(new IncidentId("i1"), ""));
        change(third.in(AlertState.CLOSED, ""));

        assertThat(titles(AlertQuery.all())).containsExactly("BGP down 2", "BGP down 1", "BGP down 0");
        assertThat(titles(AlertQuery.all().in(AlertState.NEW))).containsExactly("BGP down 0");
        assertThat(titles(AlertQuery.all().of(Severity.CRITICAL))).containsExactly("BGP down 2", "BGP down 1");
        assertThat(titles(AlertQuery.all().about("r3"))).containsExactly("BGP down 2");
        assertThat(titles(AlertQuery.all().ofIncident(new IncidentId("i1")))).containsExactly("BGP down 1");
        assertThat(titles(AlertQuery.all().firstSeenSince(second(1)))).containsExactly("BGP down 2", "BGP down 1");
        assertThat(alerts().countByState())
                .isEqualTo(Map.of(AlertState.NEW, 1L, AlertState.INCIDENT, 1L, AlertState.CLOSED, 1L));
        assertThat(alerts().countOpenBySeverity()).isEqualTo(Map.of(Severity.WARNING, 1L, Severity.CRITICAL, 1L));
        assertThat(StorageSubject.allPages(1, page -> alerts().list(AlertQuery.all(), page), () -> {}))
                .hasSize(3);
    }

    @Test
    default void old_alerts_go_when_they_are_over() {
        Alert over = alerts().receive(signal("r1", Severity.WARNING, 0)).alert();
        Alert open = alerts().receive(signal("r2", Severity.WARNING, 0)).alert();
        change(over.in(AlertState.RESOLVED, ""));

        assertThat(alerts().deleteEnded(NOW)).as("changed just now").isZero();
        assertThat(alerts().deleteEnded(NOW.plusSeconds(1))).isEqualTo(1);
        assertThat(alerts().find(over.id())).isEmpty();
        assertThat(alerts().find(open.id())).isPresent();
    }

    @Test
    default void an_incident_comes_back_with_every_part_through_its_life() {
        Stored<Incident> opened = incidents().open(incident("i1", 0), entry("opened"));
        assertThat(opened.value()).isEqualTo(incident("i1", 0));
        assertThat(opened.version()).isEqualTo(1);

        Incident resolved = opened.value()
                .in(IncidentState.INVESTIGATING, second(1))
                .in(IncidentState.IDENTIFIED, second(2))
                .with(opened.value()
                        .details()
                        .affecting(Set.of("r3"), Set.of())
                        .explained("a cable " + ANY_UNICODE, "a new cable"))
                .in(IncidentState.RESOLVED, second(3));
        Stored<Incident> stored = incidents().update(resolved, 1, entry("resolved"));

        assertThat(stored.value()).isEqualTo(resolved);
        assertThat(stored.version()).isEqualTo(2);
        assertThat(incidents().find(new IncidentId("i1"))).contains(stored);
        assertThat(resolved.startedAt()).contains(second(1));
        assertThat(resolved.identifiedAt()).contains(second(2));
        assertThat(resolved.resolvedAt()).contains(second(3));
        assertThat(incidents().find(new IncidentId("unknown"))).isEmpty();
        assertThat(ids(IncidentQuery.all().affecting("r1"))).isEmpty();
        assertThat(ids(IncidentQuery.all().affecting("r3"))).containsExactly("i1");
    }

    @Test
    default void an_incident_that_is_opened_again_is_not_over_any_more() {
        Incident closed =
                incident("i1", 0).in(IncidentState.RESOLVED, second(1)).in(IncidentState.CLOSED, second(2));
        assertThat(closed.resolvedAt()).contains(second(1));
        assertThat(closed.closedAt()).contains(second(2));

        Incident again = closed.in(IncidentState.INVESTIGATING, second(3));

        assertThat(again.resolvedAt()).isEmpty();
        assertThat(again.closedAt()).isEmpty();
        assertThat(again.startedAt()).contains(second(1));
    }

    @Test
    default void an_incident_keeps_its_origin_and_goes_only_where_it_may() {
        incidents().open(incident("i1", 0), entry("opened"));
        Incident other = Incident.opened(
                new IncidentId("i1"), incident("i1", 0).details(), Incident.Origin.API, "user:lee", second(99));
        assertThat(incidents().update(other, 1, entry("edited")).value()).isEqualTo(incident("i1", 0));

        Incident closed =
                incident("i1", 0).in(IncidentState.RESOLVED, second(1)).in(IncidentState.CLOSED, second(2));
        assertThatThrownBy(() -> incidents().update(closed, 2, entry("closed")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("an incident that is OPEN does not become CLOSED");
        assertThatThrownBy(() -> incidents().update(other, 1, entry("late")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("version 2");
        assertThatThrownBy(() -> incidents().update(incident("unknown", 0), 1, entry("late")))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> incidents().open(incident("i1", 5), entry("again")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("i1");
        assertThat(incidents()
                        .timeline(new IncidentId("i1"), PageRequest.first())
                        .items())
                .as("what failed left no line")
                .extracting(line -> line.value().text())
                .containsExactly("opened", "edited");
    }

    @Test
    default void the_timeline_has_every_line_in_order_when_many_write_at_once() {
        incidents().open(incident("i1", 0), entry("opened " + ANY_UNICODE));

        List<Sequenced<IncidentEntry>> added =
                StorageRace.run(32, number -> incidents().append(new IncidentId("i1"), entry("line " + number)));

        List<Sequenced<IncidentEntry>> timeline =
                StorageSubject.allPages(10, page -> incidents().timeline(new IncidentId("i1"), page), () -> {});
        assertThat(timeline)
                .hasSize(33)
                .containsAll(added)
                .startsWith(new Sequenced<>(1, entry("opened " + ANY_UNICODE)));
        assertThat(timeline)
                .extracting(Sequenced::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 33).boxed().toList());
        assertThat(incidents().find(new IncidentId("i1")).orElseThrow().version())
                .isEqualTo(1);
        assertThatThrownBy(() -> incidents().append(new IncidentId("unknown"), entry("x")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    default void one_of_many_that_change_an_incident_wins_and_leaves_one_line() {
        incidents().open(incident("i1", 0), entry("opened"));

        List<Boolean> won = StorageRace.run(32, number -> {
            try {
                incidents()
                        .update(
                                incident("i1", 0).in(IncidentState.INVESTIGATING, second(number)),
                                1,
                                entry("by " + number));
                return true;
            } catch (ConflictException late) {
                return false;
            }
        });

        assertThat(won).containsOnlyOnce(true);
        assertThat(incidents()
                        .timeline(new IncidentId("i1"), PageRequest.first())
                        .items())
                .extracting(line -> line.value().text())
                .containsExactly("opened", "by " + won.indexOf(true));
    }

    @Test
    default void incidents_are_found_by_state_severity_device_person_and_time_and_counted() {
        incidents().open(incident("a", 0), entry(""));
        incidents()
                .open(
                        Incident.opened(
                                new IncidentId("b"),
                                IncidentDetails.of("B", Severity.CRITICAL),
                                Incident.Origin.MANUAL,
                                "user:kim",
                                second(1)),
                        entry(""));
        incidents().open(incident("c", 2), entry(""));
        incidents().update(incident("c", 2).in(IncidentState.RESOLVED, second(3)), 1, entry(""));

        assertThat(ids(IncidentQuery.all())).containsExactly("c", "b", "a");
        assertThat(ids(IncidentQuery.all().in(IncidentState.OPEN))).containsExactly("b", "a");
        assertThat(ids(IncidentQuery.all().of(Severity.MAJOR))).containsExactly("c", "a");
        assertThat(ids(IncidentQuery.all().affecting("r2 " + ANY_UNICODE))).containsExactly("c", "a");
        assertThat(ids(IncidentQuery.all().assignedTo("kim").openedSince(second(1))))
                .containsExactly("c");
        assertThat(incidents().countByState()).isEqualTo(Map.of(IncidentState.OPEN, 2L, IncidentState.RESOLVED, 1L));
        assertThat(incidents().countOpenBySeverity()).isEqualTo(Map.of(Severity.MAJOR, 1L, Severity.CRITICAL, 1L));
        assertThat(StorageSubject.allPages(1, page -> incidents().list(IncidentQuery.all(), page), () -> {}))
                .hasSize(3);
    }

    @Test
    default void an_incident_that_is_deleted_leaves_its_alerts() {
        incidents().open(incident("i1", 0), entry("opened"));
        Alert ended = alerts().receive(signal("r1", Severity.WARNING, 0)).alert();
        change(ended.inIncident(new IncidentId("i1"), ""));
        change(ended.inIncident(new IncidentId("i1"), "").in(AlertState.RESOLVED, ""));
        Alert open = alerts().receive(signal("r1", Severity.WARNING, 1)).alert();

        assertThat(incidents().delete(new IncidentId("i1"))).isTrue();
        assertThat(incidents().delete(new IncidentId("i1"))).isFalse();

        assertThat(incidents().find(new IncidentId("i1"))).isEmpty();
        assertThat(incidents()
                        .timeline(new IncidentId("i1"), PageRequest.first())
                        .items())
                .isEmpty();
        assertThat(ids(IncidentQuery.all().affecting("r1"))).isEmpty();
        assertThat(alerts().find(ended.id()).orElseThrow().value().incidentId()).isEmpty();
        assertThat(alerts().receive(signal("r1", Severity.WARNING, 2)).alert().id())
                .as("the open one of the same signal is found as before")
                .isEqualTo(open.id());
    }
}
