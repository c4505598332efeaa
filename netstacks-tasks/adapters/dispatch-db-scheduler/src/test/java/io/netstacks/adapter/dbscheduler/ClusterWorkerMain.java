package io.netstacks.adapter.dbscheduler;

import com.zaxxer.hikari.HikariDataSource;
import io.netstacks.adapter.jdbc.JdbcStorage;
import io.netstacks.core.NetStacks;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.tasks.NetStacksTasks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A worker in a JVM of its own: works until its standard input ends. Arguments: address, schema, file of keys, name. */
final class ClusterWorkerMain {

    private ClusterWorkerMain() {}

    public static void main(String[] args) throws IOException {
        KeyProvider keys = KeyProviders.file(Path.of(args[2]));
        try (HikariDataSource pool = pool(args[0]);
                NetStacks net = net(pool, args[1], keys);
                NetStacksTasks tasks = NetStacksTasks.over(net)
                        .workers(10)
                        .dispatcher(settings(pool, args[1], keys, args[3]))
                        .build()) {
            int end = System.in.read();
            tasks.drain(Duration.ofSeconds(end == -1 ? 1 : 0));
        }
    }

    static HikariDataSource pool(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername("postgres");
        pool.setPassword("postgres");
        pool.setMaximumPoolSize(24);
        pool.setMinimumIdle(2);
        return pool;
    }

    static NetStacks net(HikariDataSource pool, String schema, KeyProvider keys) {
        Credentials admin = Credentials.of("admin")
                .password(Secret.of("admin"))
                .enableSecret(Secret.of("enable-secret"))
                .build();
        return NetStacks.builder()
                .use(JdbcStorage.over(pool).inSchema(schema))
                .keys(keys)
                .discovery(false)
                .credentials(CredentialSources.of(Map.of("lab", admin)))
                .build();
    }

    static ClusterDispatch settings(HikariDataSource pool, String schema, KeyProvider keys, String name) {
        return ClusterDispatch.over(pool, keys)
                .inSchema(schema)
                .as(name)
                .polling(Duration.ofMillis(100))
                .heartbeat(Duration.ofMillis(500), 6);
    }
}
