package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.audit.AuditEntry;
import io.netstacks.spi.audit.AuditOutcome;
import io.netstacks.spi.audit.AuditQuery;
import io.netstacks.spi.store.Stores;
import io.netstacks.testkit.StorageKeys;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditBatchTest {

    private static final int WRITERS = 32;
    private static final int EACH = 30;

    @Test
    void entries_of_many_writers_share_transactions_and_none_is_lost() throws SQLException {
        String schema = TestPostgres.newSchema();
        ProviderContext context = TestContexts.now();
        try (Stores stores =
                TestPostgres.at(TestPostgres.port()).inSchema(schema).open(context, new StorageKeys())) {
            List<CompletableFuture<Void>> writers = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> CompletableFuture.runAsync(
                            () -> IntStream.range(0, EACH)
                                    .forEach(i -> stores.audit().append(entry(writer + "-" + i))),
                            task -> new Thread(task).start()))
                    .toList();
            writers.forEach(CompletableFuture::join);

            assertThat(stores.audit()
                            .list(AuditQuery.all(), PageRequest.first(1000))
                            .items())
                    .extracting(AuditEntry::subject)
                    .hasSize(WRITERS * EACH)
                    .doesNotHaveDuplicates();
        }
        assertThat(transactions(schema)).isBetween(EACH, WRITERS * EACH / 2);
    }

    private static AuditEntry entry(String subject) {
        return new AuditEntry(
                Instant.now(), "user:kim", "device.configure", subject, AuditOutcome.DONE, "c", "", Map.of());
    }

    /** PostgreSQL writes into each row which transaction it came with. */
    private static int transactions(String schema) throws SQLException {
        try (Connection connection =
                        TestPostgres.postgres().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(DISTINCT xmin::text) FROM " + schema + ".netstacks_audit")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
