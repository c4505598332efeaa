package io.netstacks.spi.incident;

import io.netstacks.spi.Limits;
import io.netstacks.spi.internal.Sha256;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What another system sent. Its text is a stranger's: nobody follows what it says. Immutable.
 *
 * @param fingerprint what makes two signals the same, see {@link #fingerprintOf}
 * @param source who sent it, for example {@code prometheus}
 * @param severity how bad it is
 * @param title what it says in a line, at most 500 characters
 * @param description what it says besides, at most 1 000 000 characters; may be empty
 * @param device the device that it is about; empty if it names none
 * @param type what sort of signal, for example {@code interface_down}; empty if it has none
 * @param labels what it is tagged with, at most 100 000 characters
 * @param at when it was sent
 */
public record AlertSignal(
        String fingerprint,
        String source,
        Severity severity,
        String title,
        String description,
        Optional<String> device,
        Optional<String> type,
        Map<String, String> labels,
        Instant at) {

    private static final int MAX_LABELS = 100_000;

    /** Checks the sizes and copies the labels. */
    public AlertSignal {
        Limits.key("the fingerprint of an alert", fingerprint);
        Limits.key("the source of an alert", source);
        Limits.atMost(Limits.LINE, "the title of an alert", title);
        Limits.atMost(Limits.TEXT, "the description of an alert", description);
        device.ifPresent(name -> Limits.key("the device of an alert", name));
        type.ifPresent(name -> Limits.key("the type of an alert", name));
        labels = Map.copyOf(labels);
        Limits.entries(MAX_LABELS, "the labels of an alert", labels);
    }

    /** Returns a signal without description and type, whose fingerprint is that of its source, device and labels. */
    public static AlertSignal of(
            String source,
            Severity severity,
            String title,
            Optional<String> device,
            Map<String, String> labels,
            Instant at) {
        Map<String, String> named = new TreeMap<>(labels);
        device.ifPresent(name -> named.put("device", name));
        return new AlertSignal(
                fingerprintOf(source, named), source, severity, title, "", device, Optional.empty(), labels, at);
    }

    /** Returns a fingerprint: SHA-256 of the source and the labels in the order of their names, in hexadecimal. */
    public static String fingerprintOf(String source, Map<String, String> labels) {
        StringBuilder text = new StringBuilder();
        part(text, source);
        new TreeMap<>(labels).forEach((name, value) -> {
            part(text, name);
            part(text, value);
        });
        return Sha256.hex(text.toString());
    }

    /** With its length first, so that no two lists of parts are the same text. */
    private static void part(StringBuilder text, String part) {
        text.append(part.length()).append(':').append(part);
    }
}
