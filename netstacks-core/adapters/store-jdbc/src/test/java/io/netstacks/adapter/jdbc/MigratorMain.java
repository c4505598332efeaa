package io.netstacks.adapter.jdbc;

import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.store.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * A host in a JVM of its own that opens a store and brings its schema up to date. Its arguments are address, user, password,
 * schema, file of keys, and before which statement it stops for good, or nothing; it says what comes of it, and keeps the store
 * open until it gets a second line.
 */
final class MigratorMain {

    /** What it says when the store is open. */
    static final String OPEN = "open";

    /** What it says when it is about to do the statement that it stops at. */
    static final String STOPPED = "stopped";

    /** What it says when it asks for the lock that hosts of PostgreSQL wait for. */
    static final String ASKS = "asks for the lock";

    /** What it says before why the store was not opened. */
    static final String REFUSED = "refused for good: ";

    private MigratorMain() {}

    public static void main(String[] arguments) throws Exception {
        ProviderContext context = TestContexts.now();
        JdbcStorage storage = JdbcStorage.over(source(arguments[0], arguments[1], arguments[2], arguments[5]))
                .inSchema(arguments[3]);
        NodeMain.say(NodeMain.READY);
        awaitLine();
        try (Stores stores = storage.open(context, KeyProviders.file(Path.of(arguments[4])))) {
            stores.devices().save(Device.named("r1").build());
            NodeMain.say(OPEN);
            awaitLine();
        } catch (StoreException e) {
            NodeMain.say((e.retryable() ? "refused for now: " : REFUSED) + e.getMessage());
        }
    }

    private static void awaitLine() {
        try {
            System.in.read();
        } catch (IOException e) {
            throw new UncheckedIOException("nobody talks to this host", e);
        }
    }

    private static DataSource source(String url, String user, String password, String stop) {
        return proxy(
                DataSource.class,
                (self, method, arguments) -> connection(DriverManager.getConnection(url, user, password), stop));
    }

    private static Connection connection(Connection connection, String stop) {
        return proxy(Connection.class, (self, method, arguments) -> {
            Object result = call(connection, method, arguments);
            if (result instanceof PreparedStatement && arguments[0] instanceof String sql) {
                heed(sql, stop);
            } else if (result instanceof Statement statement) {
                return proxy(Statement.class, (own, how, what) -> {
                    if (what != null && what.length > 0 && what[0] instanceof String sql) {
                        heed(sql, stop);
                    }
                    return call(statement, how, what);
                });
            }
            return result;
        });
    }

    private static void heed(String sql, String stop) {
        if (sql.contains("pg_try_advisory")) {
            NodeMain.say(ASKS);
        }
        if (!stop.isEmpty() && sql.contains(stop)) {
            NodeMain.say(STOPPED);
            awaitLine();
        }
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
