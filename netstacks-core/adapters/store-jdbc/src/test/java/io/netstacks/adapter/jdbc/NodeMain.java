package io.netstacks.adapter.jdbc;

import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.Secret;
import io.netstacks.spi.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/**
 * What nodes in JVMs of their own have in common: says a line when it is ready, and begins when it gets one. Its first
 * arguments are port, schema, file of keys and name.
 */
final class NodeMain {

    /** What a node says when it waits for its line. */
    static final String READY = "ready";

    private NodeMain() {}

    /** Does the work in so many threads at once; each gets the stores and a name of its own. A thread that fails ends it all. */
    static void run(String[] arguments, int threads, BiConsumer<Stores, String> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (Stores stores = stores(Integer.parseInt(arguments[0]), arguments[1], Path.of(arguments[2]), threads)) {
            say(READY);
            if (System.in.read() == -1) {
                return;
            }
            ExecutorCompletionService<String> ended = new ExecutorCompletionService<>(pool);
            for (int i = 0; i < threads; i++) {
                String name = arguments[3] + "-" + i;
                ended.submit(() -> work.accept(stores, name), name);
            }
            for (int i = 0; i < threads; i++) {
                ended.take().get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Returns the stores of a schema, with so many connections. */
    static Stores stores(int port, String schema, Path keys, int connections) {
        ProviderContext context = TestContexts.now();
        return JdbcStorage.at("jdbc:postgresql://127.0.0.1:" + port + "/postgres")
                .as("postgres", Secret.of("postgres"))
                .withPool(connections, Duration.ofSeconds(10))
                .inSchema(schema)
                .open(context, KeyProviders.file(keys));
    }

    /** Says a line to whoever started the node. */
    static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
