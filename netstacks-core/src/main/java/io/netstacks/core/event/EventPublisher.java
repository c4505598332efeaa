package io.netstacks.core.event;

import io.netstacks.spi.event.NetStacksEvent;
import io.netstacks.spi.event.NetStacksListener;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners, one after the other; one that throws is logged and disturbs nobody. Safe for use by many threads. */
public final class EventPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);

    private final List<NetStacksListener> listeners;
    private final Clock clock;

    /** For the library; hosts give listeners to its builder. */
    public EventPublisher(List<NetStacksListener> listeners, Clock clock) {
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    /** Tells whether anybody listens; details that cost something need not be found out where nobody does. */
    public boolean hasListeners() {
        return !listeners.isEmpty();
    }

    /** Tells that something has happened just now. */
    public void publish(NetStacksEvent.Kind kind, String correlationId, String subject, Map<String, String> details) {
        if (listeners.isEmpty()) {
            return;
        }
        NetStacksEvent event = new NetStacksEvent(kind, clock.instant(), correlationId, subject, details);
        for (NetStacksListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException | Error e) { // the listener is the host's: whatever it throws ends here
                LOG.warn("listener {} failed on {}", listener.getClass().getName(), kind, e);
            }
        }
    }
}
