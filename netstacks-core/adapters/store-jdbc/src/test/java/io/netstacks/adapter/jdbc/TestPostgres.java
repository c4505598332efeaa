package io.netstacks.adapter.jdbc;

import io.netstacks.spi.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/** One real PostgreSQL for all tests of this JVM, started when the first one asks and stopped at the end of the JVM. */
final class TestPostgres {

    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private TestPostgres() {}

    /** The JVM starts it once, and only if it is asked for. */
    private static final class Running {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL did not start", e);
            }
        }
    }

    /** Returns storage in a new schema. */
    static JdbcStorage storage() {
        return at(port()).inSchema(newSchema());
    }

    /** Returns storage at another port, behind which the same PostgreSQL may be reached. */
    static JdbcStorage at(int port) {
        return JdbcStorage.at("jdbc:postgresql://127.0.0.1:" + port + "/postgres")
                .as("postgres", Secret.of("postgres"))
                .withPool(8, Duration.ofSeconds(10));
    }

    static String newSchema() {
        return "test_" + SCHEMAS.incrementAndGet();
    }

    static int port() {
        return postgres().getPort();
    }

    static EmbeddedPostgres postgres() {
        Assumptions.assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "the PostgreSQL for tests runs on Linux on amd64 only");
        return Running.POSTGRES;
    }
}
