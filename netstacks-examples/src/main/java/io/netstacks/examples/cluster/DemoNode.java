package io.netstacks.examples.cluster;

import com.zaxxer.hikari.HikariDataSource;
import io.netstacks.adapter.dbscheduler.ClusterDispatch;
import io.netstacks.adapter.jdbc.JdbcStorage;
import io.netstacks.core.NetStacks;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.event.NetStacksListener;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.tasks.NetStacksTasks;
import java.time.Duration;
import java.util.Map;

/** One process of the cluster: the same store, the same keys, the same dispatcher as all others. */
final class DemoNode implements AutoCloseable {

    private static final int CONNECTIONS = 16;

    private final HikariDataSource pool = new HikariDataSource();
    private final NetStacks net;
    private final NetStacksTasks tasks;

    /**
     * Opens it.
     *
     * @param atOnce how many devices it works on at once; 0 if it only submits
     */
    DemoNode(String database, KeyProvider keys, String name, int atOnce, NetStacksListener listener) {
        pool.setJdbcUrl(database);
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(CONNECTIONS);
        net = NetStacks.builder()
                .use(JdbcStorage.over(pool))
                .keys(keys)
                .credentials(CredentialSources.of(Map.of("lab", lab())))
                .listener(listener)
                .build();
        // Short times, so that a dead worker is noticed after a second and a half; the defaults take half a minute
        tasks = NetStacksTasks.over(net)
                .dispatcher(ClusterDispatch.over(pool, keys)
                        .as(name)
                        .atOnce(atOnce)
                        .polling(Duration.ofMillis(100))
                        .heartbeat(Duration.ofMillis(250), 6))
                .build();
    }

    /** What every simulated device accepts. */
    private static Credentials lab() {
        return Credentials.of("admin")
                .password(Secret.of("admin"))
                .enableSecret(Secret.of("enable-secret"))
                .build();
    }

    NetStacks net() {
        return net;
    }

    NetStacksTasks tasks() {
        return tasks;
    }

    @Override
    public void close() {
        tasks.close();
        net.close();
        pool.close();
    }
}
