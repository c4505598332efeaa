package io.netstacks.spi.incident;

import io.netstacks.spi.Limits;
import java.util.Optional;
import java.util.Set;

/**
 * What people write about an incident. Immutable; {@code with…} gives copies.
 *
 * @param title what it is, at most 500 characters
 * @param description what is known, at most 1 000 000 characters; may be empty
 * @param severity how bad it is
 * @param priority how soon people have to work on it
 * @param type what sort of incident, for example {@code bgp}; empty if nobody has said
 * @param devices the devices that are affected, at most 10 000
 * @param services the services that are affected, at most 10 000
 * @param assignedTo who works on it; empty if nobody does
 * @param rootCause why it came; empty until somebody knows, at most 1 000 000 characters
 * @param resolution what ended it; empty until then, at most 1 000 000 characters
 */
public record IncidentDetails(
        String title,
        String description,
        Severity severity,
        IncidentPriority priority,
        Optional<String> type,
        Set<String> devices,
        Set<String> services,
        Optional<String> assignedTo,
        Optional<String> rootCause,
        Optional<String> resolution) {

    private static final int MOST = 10_000;

    /** Checks the sizes and copies the sets. */
    public IncidentDetails {
        Limits.key("the title of an incident", title);
        Limits.atMost(Limits.LINE, "the title of an incident", title);
        Limits.atMost(Limits.TEXT, "the description of an incident", description);
        type.ifPresent(text -> Limits.key("the type of an incident", text));
        assignedTo.ifPresent(text -> Limits.key("who an incident is assigned to", text));
        rootCause.ifPresent(text -> Limits.atMost(Limits.TEXT, "the root cause of an incident", text));
        resolution.ifPresent(text -> Limits.atMost(Limits.TEXT, "the resolution of an incident", text));
        devices = Set.copyOf(devices);
        services = Set.copyOf(services);
        Limits.count(MOST, "devices of an incident", devices);
        Limits.count(MOST, "services of an incident", services);
        devices.forEach(device -> Limits.key("a device of an incident", device));
        services.forEach(service -> Limits.key("a service of an incident", service));
    }

    /** Returns details of medium priority with nothing but a title and a severity. */
    public static IncidentDetails of(String title, Severity severity) {
        return new IncidentDetails(
                title,
                "",
                severity,
                IncidentPriority.MEDIUM,
                Optional.empty(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns a copy with this description. */
    public IncidentDetails withDescription(String text) {
        return new IncidentDetails(
                title, text, severity, priority, type, devices, services, assignedTo, rootCause, resolution);
    }

    /** Returns a copy of this severity and priority. */
    public IncidentDetails withUrgency(Severity newSeverity, IncidentPriority newPriority) {
        return new IncidentDetails(
                title,
                description,
                newSeverity,
                newPriority,
                type,
                devices,
                services,
                assignedTo,
                rootCause,
                resolution);
    }

    /** Returns a copy of this type. */
    public IncidentDetails withType(String newType) {
        return new IncidentDetails(
                title,
                description,
                severity,
                priority,
                Optional.of(newType),
                devices,
                services,
                assignedTo,
                rootCause,
                resolution);
    }

    /** Returns a copy with these devices and services. */
    public IncidentDetails affecting(Set<String> newDevices, Set<String> newServices) {
        return new IncidentDetails(
                title,
                description,
                severity,
                priority,
                type,
                newDevices,
                newServices,
                assignedTo,
                rootCause,
                resolution);
    }

    /** Returns a copy that somebody works on. */
    public IncidentDetails assignedTo(String person) {
        return new IncidentDetails(
                title,
                description,
                severity,
                priority,
                type,
                devices,
                services,
                Optional.of(person),
                rootCause,
                resolution);
    }

    /** Returns a copy that says why it came and what ended it. */
    public IncidentDetails explained(String cause, String end) {
        return new IncidentDetails(
                title,
                description,
                severity,
                priority,
                type,
                devices,
                services,
                assignedTo,
                Optional.of(cause),
                Optional.of(end));
    }
}
