package io.netstacks.core.internal.cli;

import io.netstacks.core.text.Redactor;
import io.netstacks.spi.session.SessionLog;
import io.netstacks.spi.session.SessionLog.Direction;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What went over the session: the end of it for reports, every line for a log that the host has set. Secrets are masked
 * when text leaves. Safe for use by many threads.
 */
final class SessionTranscript {

    private static final Logger WIRE = LoggerFactory.getLogger("io.netstacks.wire");
    private static final Logger LOG = LoggerFactory.getLogger(SessionTranscript.class);

    private static final int KEPT = 64 * 1024;
    private static final int KEPT_OF_ONE = 8 * 1024;
    private static final int MOST_HOSTS = 16;

    private final String device;
    private final SessionLog log;
    private final boolean logging;
    private final StringBuilder end = new StringBuilder();
    private final Map<Direction, Redactor.Lines> lines = new EnumMap<>(Direction.class);
    private final Set<String> hosts = new CopyOnWriteArraySet<>();
    private final Redactor redactor;
    private boolean logBroken;

    SessionTranscript(String device, SessionLog log, boolean logging, Redactor redactor) {
        this.device = device;
        this.log = log;
        this.logging = logging;
        this.redactor = redactor;
    }

    /** Tells whether every received line is wanted. */
    boolean wantsLines() {
        return (logging && !logBroken) || WIRE.isTraceEnabled();
    }

    void sent(String line) {
        sent(List.of(line));
    }

    void sent(List<String> typed) {
        keepTyped(typed);
        if (wantsLines()) {
            typed.forEach(line -> tell(Direction.SENT, line));
        }
    }

    /** Keeps the end of what was received, for reports. */
    void received(CharSequence text, int from, int to) {
        if (from >= to) {
            return;
        }
        int start = Math.max(from, to - KEPT_OF_ONE);
        while (start > from && start < to && text.charAt(start - 1) != '\n') {
            start++; // half a line could show half a secret
        }
        keep(text.subSequence(start, to));
    }

    /** Gives one received line to the log. */
    void receivedLine(String line) {
        tell(Direction.RECEIVED, line);
    }

    private void tell(Direction direction, String line) {
        String masked = maskNext(direction, line);
        WIRE.trace("device={} {} {}", device, direction == Direction.SENT ? ">" : "<", masked);
        if (!logging || logBroken) {
            return;
        }
        try {
            log.line(device, direction, masked);
        } catch (RuntimeException e) { // isolation boundary: a host's log must not end a session
            logBroken = true;
            LOG.warn("device={} op=session-log failed and gets nothing more", device, e);
        }
    }

    /** Takes note of a host name that prompts show: what stands behind it on its line was typed. */
    void promptShows(String host) {
        if (!host.isEmpty() && hosts.size() < MOST_HOSTS) {
            hosts.add(host);
        }
    }

    private synchronized String maskNext(Direction direction, String line) {
        Redactor.Lines masking = lines.computeIfAbsent(direction, way -> redactor.lines());
        int behind = direction == Direction.RECEIVED ? EchoedLines.behindPrompt(line, hosts) : 0;
        String prompt = behind == 0 ? "" : masking.mask(line.substring(0, behind));
        return prompt + masking.mask(line.substring(behind));
    }

    private synchronized void keepTyped(List<String> typed) {
        for (String line : typed) {
            end.append(EchoedLines.TYPED).append(line).append('\n');
        }
        cut();
    }

    private synchronized void keep(CharSequence text) {
        end.append(text);
        cut();
    }

    private void cut() {
        if (end.length() > 2 * KEPT) {
            end.delete(0, end.length() - KEPT);
        }
    }

    synchronized String mask(String text) {
        return EchoedLines.mask(redactor.mask(text), hosts, redactor::mask);
    }

    synchronized String end() {
        int from = Math.max(0, end.length() - KEPT);
        if (from > 0) {
            from = end.indexOf("\n", from) + 1;
        }
        String masked = mask(end.substring(from));
        return masked.length() > KEPT ? masked.substring(masked.length() - KEPT) : masked;
    }
}
