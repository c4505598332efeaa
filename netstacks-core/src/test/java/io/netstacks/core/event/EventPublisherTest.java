package io.netstacks.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.event.NetStacksEvent;
import io.netstacks.spi.event.NetStacksListener;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventPublisherTest {

    @Test
    void whatever_a_listener_throws_the_next_one_hears_of_it_and_the_work_goes_on() {
        List<NetStacksEvent> heard = new ArrayList<>();
        List<NetStacksListener> listeners = List.of(
                event -> {
                    throw new IllegalStateException("the host's own mistake");
                },
                event -> {
                    throw new NoClassDefFoundError("com/acme/Metrics");
                },
                event -> {
                    throw new AssertionError("in a test of the host's");
                },
                heard::add);

        new EventPublisher(listeners, Clock.systemUTC())
                .publish(NetStacksEvent.Kind.TASK_SUBMITTED, "c-1", "edge1", Map.of());

        assertThat(heard).singleElement().extracting(NetStacksEvent::subject).isEqualTo("edge1");
    }
}
