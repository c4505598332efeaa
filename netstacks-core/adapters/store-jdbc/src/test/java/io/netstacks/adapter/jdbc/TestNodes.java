package io.netstacks.adapter.jdbc;

import io.netstacks.spi.store.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** JVMs of their own that share a new schema of the PostgreSQL for tests; they are killed when this is closed. Confined. */
final class TestNodes implements AutoCloseable {

    private final String schema = TestPostgres.newSchema();
    private final Path keys;
    private final List<NodeProcess> started = new ArrayList<>();

    TestNodes(Path keys) {
        this.keys = keys;
    }

    /** Returns the stores that the nodes share. */
    Stores stores() {
        return NodeMain.stores(TestPostgres.port(), schema, keys, 8);
    }

    /**
     * Starts a node, which gets ready.
     *
     * @param main a class whose main method is that of {@link NodeMain}
     * @param more arguments after those that each node has
     */
    NodeProcess start(Class<?> main, String name, String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of(Integer.toString(TestPostgres.port()), schema, keys.toString(), name));
        arguments.addAll(List.of(more));
        NodeProcess node = NodeProcess.start(main, arguments);
        started.add(node);
        return node;
    }

    /** Tells two nodes to begin when both are ready, and returns what they say until they end. */
    static List<String> together(NodeProcess one, NodeProcess two) throws IOException {
        one.awaitReady();
        two.awaitReady();
        one.go();
        two.go();
        CompletableFuture<List<String>> said = CompletableFuture.supplyAsync(two::readAll);
        return Stream.concat(one.readAll().stream(), said.join().stream()).toList();
    }

    @Override
    public void close() {
        started.forEach(NodeProcess::close);
    }
}
