package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.schedule.Schedule;
import io.netstacks.spi.schedule.SchedulePolicy;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.spi.schedule.ScheduledWork;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.Stores;
import io.netstacks.spi.transport.HostKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StorageFaultsTest {

    private static final Duration SOON = Duration.ofSeconds(1);

    /** Longer than a test may take: what waits for it fails. */
    private static final Duration NEVER = Duration.ofMinutes(5);

    private final KeyProvider keys = KeyProviders.of(KeyProviders.generate());
    private final ProviderContext context = TestContexts.now();

    private static Device device(String name) {
        return Device.named(name).build();
    }

    private static String h2(Path directory) {
        return H2Urls.inDirectory(directory);
    }

    private static void execute(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void a_database_that_is_down_at_the_start_is_a_failure_that_may_pass() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        JdbcStorage storage = JdbcStorage.at("jdbc:postgresql://127.0.0.1:" + nobody + "/db?password=canary-1")
                .as("u", Secret.of("canary-2"))
                .withPool(2, SOON);

        assertThatThrownBy(() -> storage.open(context, keys))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isTrue())
                .hasMessageContaining("127.0.0.1:" + nobody)
                .message()
                .doesNotContain("canary");
        assertThat(storage.toString()).doesNotContain("canary");
    }

    @Test
    void a_scheduled_operation_that_another_version_wrote_holds_up_no_other() throws Exception {
        String url = h2(directory);
        Instant now = Instant.parse("2026-03-01T10:30:00Z");
        Instant due = Instant.parse("2026-03-01T11:00:00Z");
        try (Stores stores = JdbcStorage.at(url).open(context, keys)) {
            for (String name : List.of("aged", "edge", "odd")) {
                stores.schedules()
                        .create(ScheduledOperation.create(
                                name,
                                ScheduledWork.BACKUP,
                                Map.of(),
                                Schedule.parse("hourly 0 UTC"),
                                SchedulePolicy.DEFAULT,
                                now));
            }
        }
        execute(
                url,
                "UPDATE netstacks_scheduled_operation SET work = 'TELEPORT' WHERE name = 'aged'",
                "UPDATE netstacks_scheduled_operation SET schedule = 'each full moon' WHERE name = 'odd'");

        try (Stores stores = JdbcStorage.at(url).open(context, keys)) {
            assertThat(stores.schedules().claimDue(due, "n1", Duration.ofMinutes(5), 1))
                    .as("also if those that cannot be read come first")
                    .extracting(claim -> claim.operation().name())
                    .containsExactly("edge");
            assertThat(stores.schedules().claimDue(due, "n1", Duration.ofMinutes(5), 100))
                    .isEmpty();
            assertThatThrownBy(() -> stores.schedules().find("aged"))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.retryable()).isFalse())
                    .hasMessageContaining("aged")
                    .hasMessageContaining("TELEPORT");
            assertThat(stores.schedules().delete("aged")).isTrue();
        }
    }

    @Test
    void a_damaged_host_key_is_told_as_that_and_can_be_forgotten() throws Exception {
        String url = h2(directory);
        Endpoint edge = new Endpoint("192.0.2.1", 22);
        HostKey key = new HostKey("ssh-ed25519", "AAAA");
        try (Stores stores = JdbcStorage.at(url).open(context, keys)) {
            stores.hostKeys().trustFirst(edge, key);
        }
        execute(url, "UPDATE netstacks_host_key SET public_key = '!'");

        try (Stores stores = JdbcStorage.at(url).open(context, keys)) {
            for (ThrowingCallable asked : List.<ThrowingCallable>of(
                    () -> stores.hostKeys().find(edge), () -> stores.hostKeys().trustFirst(edge, key))) {
                assertThatThrownBy(asked)
                        .isInstanceOfSatisfying(
                                StoreException.class,
                                e -> assertThat(e.retryable()).isFalse())
                        .hasMessageContaining("192.0.2.1")
                        .hasMessageContaining("forget");
            }
            stores.hostKeys().forget(edge);
            assertThat(stores.hostKeys().trustFirst(edge, key)).isTrue();
        }
    }

    @Test
    void a_wrong_password_is_a_failure_that_stays_and_is_told_at_once() throws Exception {
        String url = h2(directory);
        try (Stores stores = JdbcStorage.at(url).as("kim", Secret.of("right")).open(context, keys)) {
            stores.devices().save(device("r1"));
        }

        assertThatThrownBy(() -> JdbcStorage.at(url)
                        .as("kim", Secret.of("canary"))
                        .withPool(2, NEVER)
                        .open(context, keys))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageContaining("password")
                .message()
                .doesNotContain("canary");
    }

    @Test
    void a_file_that_is_damaged_is_told_as_that_and_at_once(@TempDir Path damaged) throws Exception {
        Files.write(damaged.resolve("netstacks.mv.db"), new byte[100_000]);

        assertThatThrownBy(
                        () -> JdbcStorage.embedded(damaged).withPool(2, NEVER).open(context, keys))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageContaining(damaged.toString())
                .hasMessageContaining("damaged");
    }

    @Test
    void a_file_that_somebody_else_has_open_is_told_at_once(@TempDir Path shared) throws Exception {
        JdbcStorage storage = JdbcStorage.embedded(shared).withPool(2, NEVER);
        storage.open(context, keys).close();

        try (FileChannel file = FileChannel.open(shared.resolve("netstacks.mv.db"), StandardOpenOption.WRITE)) {
            file.lock();
            assertThatThrownBy(() -> storage.open(context, keys))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.retryable()).isFalse())
                    .hasMessageContaining("another process has this H2 database open");
        }
        storage.open(context, keys).close();
    }

    @Test
    void a_file_where_a_directory_should_be_is_told_as_that_and_at_once(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("data"), "not ours");

        for (Path directory : List.of(file, file.resolve("deeper/still"))) {
            assertThatThrownBy(() ->
                            JdbcStorage.embedded(directory).withPool(2, NEVER).open(context, keys))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.retryable()).isFalse())
                    .hasMessageContaining(file + " is a file, not a directory");
        }
        assertThat(file).hasContent("not ours");
    }

    @Test
    void a_database_that_can_only_be_read_says_so_when_it_is_written_to(@TempDir Path readOnly) {
        JdbcStorage.embedded(readOnly).open(context, keys).close();

        try (Stores stores =
                JdbcStorage.at(h2(readOnly) + ";ACCESS_MODE_DATA=r").open(context, keys)) {
            assertThat(stores.devices().find("r1")).isEmpty();
            assertThatThrownBy(() -> stores.devices().save(device("r1")))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.retryable()).isFalse())
                    .hasMessageContaining("can only be read");
        }
    }

    @Test
    void an_address_without_a_driver_is_a_failure_that_stays() {
        assertThatThrownBy(() -> JdbcStorage.at("jdbc:nosuch:thing").open(context, keys))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageContaining("jdbc:nosuch:thing");
    }

    @Test
    void a_database_that_goes_away_fails_in_bounded_time_and_is_used_again_when_it_is_back() throws Exception {
        try (TcpGate gate = new TcpGate(TestPostgres.port())) {
            JdbcStorage storage = TestPostgres.at(gate.port())
                    .inSchema(TestPostgres.newSchema())
                    .withPool(2, SOON);
            try (Stores stores = storage.open(context, keys)) {
                stores.devices().save(device("before"));
                gate.shut();

                for (int i = 0; i < 2; i++) {
                    assertThatThrownBy(() -> stores.devices().save(device("lost")))
                            .isInstanceOfSatisfying(
                                    StoreException.class,
                                    e -> assertThat(e.retryable()).isTrue())
                            .hasMessageContaining("lost");
                }
                assertThatThrownBy(() -> stores.inTransaction(tx -> tx.devices().find("before")))
                        .isInstanceOf(StoreException.class);

                gate.reopen();
                saveWhenBack(stores, device("after"));
                assertThat(stores.devices().find("before")).isPresent();
                assertThat(stores.devices().find("lost")).isEmpty();
            }
        }
    }

    /** The pool knocks at a database that was away in growing intervals of up to 5 s. */
    private static void saveWhenBack(Stores stores, Device device) {
        for (int attempt = 1; ; attempt++) {
            try {
                stores.devices().save(device);
                return;
            } catch (StoreException e) {
                if (attempt == 15) {
                    throw e;
                }
            }
        }
    }

    @Test
    void a_connection_that_breaks_inside_a_transaction_undoes_it() throws Exception {
        try (TcpGate gate = new TcpGate(TestPostgres.port())) {
            JdbcStorage storage = TestPostgres.at(gate.port())
                    .inSchema(TestPostgres.newSchema())
                    .withPool(2, SOON);
            try (Stores stores = storage.open(context, keys)) {
                assertThatThrownBy(() -> stores.inTransaction(tx -> {
                            tx.devices().save(device("half"));
                            try {
                                gate.shut();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                            return tx.devices().save(device("other-half"));
                        }))
                        .isInstanceOf(StoreException.class);

                gate.reopen();
                saveWhenBack(stores, device("after"));
                assertThat(stores.devices().find("half")).isEmpty();
            }
        }
    }

    @Test
    void work_that_finds_no_free_connection_fails_in_bounded_time() throws Exception {
        CountDownLatch taken = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        try (Stores stores = JdbcStorage.inMemory().withPool(2, SOON).open(context, keys)) {
            Supplier<Boolean> holdConnection = () -> stores.inTransaction(tx -> {
                taken.countDown();
                try {
                    return release.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            CompletableFuture<Boolean> other =
                    CompletableFuture.supplyAsync(holdConnection, task -> new Thread(task).start());
            CompletableFuture<Boolean> holder =
                    CompletableFuture.supplyAsync(holdConnection, task -> new Thread(task).start());
            taken.await();

            assertThatThrownBy(() -> stores.devices().find("r1"))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.retryable()).isTrue());
            release.countDown();
            assertThat(holder.join()).isTrue();
            assertThat(other.join()).isTrue();
            assertThat(stores.devices().find("r1")).isEmpty();
        }
    }

    @Test
    void tables_that_are_newer_than_the_code_are_refused(@TempDir Path newer) throws Exception {
        String url = h2(newer);
        JdbcStorage.at(url).open(context, keys).close();
        execute(
                url,
                "INSERT INTO \"netstacks_schema_history\" SELECT 99, '99', 'future', 'SQL', 'V99__future.sql', 1, 'x',"
                        + " CURRENT_TIMESTAMP, 1, TRUE");

        assertThatThrownBy(() -> JdbcStorage.at(url).open(context, keys))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageContaining("newer than this code")
                .hasMessageContaining("99");
    }

    @Test
    void a_migration_that_fails_is_refused_again_and_again_until_it_is_repaired(@TempDir Path broken) throws Exception {
        String url = h2(broken);
        execute(url, "CREATE TABLE netstacks_snapshot (mine INT)");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> JdbcStorage.at(url).open(context, keys))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.retryable()).isFalse())
                    .hasMessageContaining("netstacks_schema_history");
        }
        // On H2 a failed migration leaves what it had done, so the repair is to drop that
        execute(url, "DROP ALL OBJECTS");
        JdbcStorage.at(url).open(context, keys).close();
    }

    @Test
    void a_migration_that_fails_on_postgresql_leaves_nothing_behind() throws Exception {
        String schema = TestPostgres.newSchema();
        try (Connection connection =
                        TestPostgres.postgres().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
            statement.execute("CREATE TABLE " + schema + ".netstacks_snapshot (mine INT)");
            JdbcStorage storage = TestPostgres.at(TestPostgres.port()).inSchema(schema);
            assertThatThrownBy(() -> storage.open(context, keys)).isInstanceOf(StoreException.class);

            statement.execute("DROP TABLE " + schema + ".netstacks_snapshot");
            try (Stores stores = storage.open(context, keys)) {
                assertThat(stores.devices().find("r1")).isEmpty();
            }
        }
    }

    @Test
    void hosts_that_bring_the_schema_up_to_date_at_once_do_not_disturb_each_other() throws Exception {
        JdbcStorage storage = TestPostgres.storage();

        List<CompletableFuture<Stores>> opening = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> storage.withPool(2, Duration.ofSeconds(20)).open(context, keys)))
                .limit(3)
                .toList();

        opening.forEach(one -> one.join().devices().save(device("r1")));
        assertThat(opening.get(0).join().devices().find("r1").orElseThrow().version())
                .isEqualTo(3);
        opening.forEach(one -> one.join().close());
    }

    @Test
    void a_key_is_checked_before_anything_is_opened(@TempDir Path untouched) {
        assertThatThrownBy(() -> JdbcStorage.embedded(untouched)
                        .open(context, KeyProviders.fixed("short", Secret.of("c2hvcnQ="))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("32 random bytes");
        assertThat(untouched).isEmptyDirectory();
    }

    @Test
    void a_data_source_of_the_host_stays_open_and_has_to_commit_by_itself() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:host");
        try (HikariDataSource mine = new HikariDataSource(config)) {
            try (Connection connection = mine.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE device (mine INT)");
            }
            try (Stores stores = JdbcStorage.over(mine).withTablePrefix("ns_").open(context, keys)) {
                stores.devices().save(device("r1"));
            }
            try (Stores again = JdbcStorage.over(mine).withTablePrefix("ns_").open(context, keys)) {
                assertThat(again.devices().find("r1")).isPresent();
            }
        }
        config.setAutoCommit(false);
        try (HikariDataSource odd = new HikariDataSource(config)) {
            assertThatThrownBy(() -> JdbcStorage.over(odd).open(context, keys))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("commit by themselves");
        }
    }

    @Test
    void an_interrupted_thread_stores_nevertheless_and_harms_no_other(@TempDir Path embedded) throws Exception {
        try (Stores stores = JdbcStorage.embedded(embedded).open(context, keys)) {
            for (int i = 0; i < 20; i++) {
                String name = "r" + i;
                CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
                Thread thread = new Thread(() -> {
                    Thread.currentThread().interrupt();
                    try {
                        stores.devices().save(device(name));
                        interrupted.complete(Thread.currentThread().isInterrupted());
                    } catch (RuntimeException e) {
                        interrupted.completeExceptionally(e);
                    }
                });
                thread.start();

                assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
                assertThat(stores.devices().find(name)).isPresent();
            }
        }
    }

    @TempDir
    Path directory;

    @Test
    void schema_prefix_and_pool_are_checked_at_once() {
        assertThatThrownBy(() -> JdbcStorage.inMemory().inSchema("x; DROP")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> JdbcStorage.inMemory().withTablePrefix("X "))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> JdbcStorage.inMemory().withPool(1, SOON)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> JdbcStorage.inMemory().withPool(2, Duration.ofMillis(1)))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void names_that_are_too_long_are_refused_before_the_database_sees_them() {
        try (Stores stores = JdbcStorage.inMemory().open(context, keys)) {
            assertThatThrownBy(() -> stores.devices()
                            .save(device("r1").toBuilder().site("s".repeat(513)).build()))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("site");
        }
    }
}
