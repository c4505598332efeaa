package io.netstacks.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.InvalidInputException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageCursorTest {

    @Test
    void comes_back_from_its_text_at_microseconds() {
        for (String time : List.of(
                "2026-03-01T10:00:00.123456789Z",
                "1969-12-31T23:59:59.999999Z",
                "1970-01-01T00:00:00Z",
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999Z")) {
            PageCursor cursor = new PageCursor(Instant.parse(time), 42);

            assertThat(PageCursor.parse(cursor.text())).isEqualTo(cursor);
        }
    }

    @Test
    void sorts_the_newest_first_and_of_one_time_the_last_saved() {
        PageCursor old = new PageCursor(Instant.EPOCH, 9);
        PageCursor young = new PageCursor(Instant.EPOCH.plusSeconds(1), 1);
        PageCursor saved = new PageCursor(Instant.EPOCH.plusSeconds(1), 2);

        assertThat(Stream.of(old, young, saved).sorted()).containsExactly(saved, young, old);
    }

    @Test
    void refuses_what_it_did_not_write() {
        for (String wrong : List.of("", ".", "1", "1.", ".1", "a.b", "1.2.x", "99999999999999999999.1")) {
            assertThatThrownBy(() -> PageCursor.parse(wrong)).as(wrong).isInstanceOf(InvalidInputException.class);
        }
    }
}
