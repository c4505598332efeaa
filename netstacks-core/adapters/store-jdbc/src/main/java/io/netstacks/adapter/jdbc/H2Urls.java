package io.netstacks.adapter.jdbc;

import java.nio.file.Path;

/** Builds the addresses of H2 databases. */
final class H2Urls {

    /**
     * WRITE_DELAY=0: what is committed is written, where the default may lose half a second of it when the process dies.
     * DB_CLOSE_ON_EXIT=FALSE: the stores close the database, not H2's own shutdown hook, which would do so under the last
     * work of a host that is going down. LOCK_TIMEOUT: writers of one row queue up for their fsyncs, and the default of 2 s is short for that.
     */
    private static final String DURABLE = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000";

    /**
     * The same files through asynchronous channels: an ordinary one is closed by the JDK when the thread that uses it is
     * interrupted, and the database with it.
     */
    private static final String UNINTERRUPTED = "async:";

    private H2Urls() {}

    static String inDirectory(Path directory) {
        return "jdbc:h2:" + UNINTERRUPTED + directory.toAbsolutePath().resolve("netstacks") + DURABLE;
    }

    static String inMemory(String name) {
        return "jdbc:h2:mem:" + name + ";LOCK_TIMEOUT=10000";
    }

    static boolean isInMemory(String url) {
        return url.startsWith("jdbc:h2:mem:");
    }

    /** Returns the address without what may be a password. */
    static String withoutParameters(String url) {
        int end = url.length();
        for (char mark : new char[] {'?', ';'}) {
            int at = url.indexOf(mark);
            end = at >= 0 && at < end ? at : end;
        }
        return url.substring(0, end);
    }
}
