package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.store.Stores;
import io.netstacks.testkit.StorageKeys;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** H2 counts how many rows each statement gave, and tells how it finds them. */
class StatisticsTest {

    private static final int DEVICES = 300;

    @Test
    void statistics_load_no_rows_and_the_latest_backup_no_other() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:statistics");
        ProviderContext context = TestContexts.now();
        try (HikariDataSource source = new HikariDataSource(config);
                Stores stores = JdbcStorage.over(source).withTablePrefix("t_").open(context, new StorageKeys());
                Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            LargeStore.fill(stores, source, "t_", DEVICES, 2);
            statement.execute("SET QUERY_STATISTICS TRUE");

            Map<String, Long> platforms = stores.devices().countByPlatform();
            stores.alerts().countByState();
            stores.incidents().countByState();
            stores.approvals().countByState();
            stores.agentSessions().countByState();

            assertThat(platforms.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(DEVICES);
            try (ResultSet rows = statement.executeQuery("SELECT COUNT(*), MAX(MAX_ROW_COUNT)"
                    + " FROM INFORMATION_SCHEMA.QUERY_STATISTICS WHERE SQL_STATEMENT LIKE '%t_%'")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).as("statements").isEqualTo(5);
                assertThat(rows.getLong(2)).as("rows of the longest answer").isEqualTo(platforms.size());
            }
            try (ResultSet plan = statement.executeQuery("EXPLAIN "
                    + JdbcBackups.OF_DEVICE.replace("{backup}", "t_backup").replace(":device", "'d7'"))) {
                assertThat(plan.next()).isTrue();
                assertThat(plan.getString(1))
                        .as("the latest backup of a device is the first of an index and not looked for")
                        .contains("BACKUP_OF_DEVICE", "index sorted");
            }
        }
    }
}
