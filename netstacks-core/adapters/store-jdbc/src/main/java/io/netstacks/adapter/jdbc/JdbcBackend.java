package io.netstacks.adapter.jdbc;

import io.netstacks.core.store.SecretBox;
import io.netstacks.core.store.StoreTime;
import java.time.Clock;
import java.time.Instant;

/** What all stores of one database share. Immutable. */
record JdbcBackend(Dialect dialect, Tables tables, Clock clock, ClockGuard guard, SecretBox box) {

    String sql(String text) {
        return tables.in(text);
    }

    Instant now() {
        return StoreTime.micros(clock.instant());
    }
}
