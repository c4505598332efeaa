package io.netstacks.examples.cluster;

import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.event.NetStacksEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A worker in a JVM of its own. It says on its standard output what it begins and ends, and stops when its standard input
 * ends, as it does when the process that started it dies.
 */
public final class DemoWorker {

    static final String READY = "ready";

    static final int DEVICES_AT_ONCE = 5;

    private DemoWorker() {}

    /** Runs it; the arguments are the address of the database, the file of keys, and its name. */
    public static void main(String[] args) throws IOException {
        try (DemoNode node = new DemoNode(
                args[0], KeyProviders.file(Path.of(args[1])), args[2], DEVICES_AT_ONCE, DemoWorker::tell)) {
            System.out.println(READY);
            int end = System.in.read();
            node.tasks().drain(Duration.ofSeconds(end == -1 ? 1 : 0));
        }
    }

    private static void tell(NetStacksEvent event) {
        if (event.kind() == NetStacksEvent.Kind.TASK_STARTED || event.kind() == NetStacksEvent.Kind.TASK_FINISHED) {
            System.out.println(event.kind() + " " + event.subject());
        }
    }
}
