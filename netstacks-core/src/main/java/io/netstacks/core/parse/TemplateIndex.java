package io.netstacks.core.parse;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netstacks.core.internal.clitable.CliIndex;
import io.netstacks.core.internal.clitable.CliIndexException;
import io.netstacks.core.internal.clitable.CliIndexRow;
import io.netstacks.core.internal.clitable.TemplateFiles;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.InvalidInputException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The index of one library, read again when its file changes, with the answers it gave. Safe for use by many threads. */
final class TemplateIndex {

    private static final Logger LOG = LoggerFactory.getLogger(TemplateIndex.class);

    /** A longer command is looked up each time, so that what is kept stays small. */
    private static final int LONGEST_KEPT = 500;

    private record Query(String platform, String command) {}

    private record Snapshot(Object stamp, CliIndex index, Cache<Query, Optional<CliIndexRow>> answers) {}

    private final TemplateFiles files;
    private volatile Snapshot snapshot;

    TemplateIndex(TemplateFiles files) {
        this.files = files;
        Object stamp = files.stamp(TemplateFiles.INDEX);
        try {
            this.snapshot = snapshot(stamp, read(files));
        } catch (CliIndexException | IOException e) {
            throw InvalidInputException.of("templates in " + files.place() + ": " + e.getMessage());
        }
        warn(snapshot.index);
    }

    private static CliIndex read(TemplateFiles files) throws IOException {
        return CliIndex.read(files.read(TemplateFiles.INDEX).orElseThrow(() -> new IOException("there is no index")));
    }

    private static Snapshot snapshot(Object stamp, CliIndex index) {
        return new Snapshot(
                stamp,
                index,
                Caffeine.newBuilder().maximumSize(TemplateLibrary.MAX_LOOKUPS).build());
    }

    private void warn(CliIndex index) {
        for (String problem : index.problems()) {
            LOG.warn("templates in {}: {}", files.place(), problem);
        }
    }

    CliIndex current() {
        return upToDate().index;
    }

    Optional<CliIndexRow> find(String platform, String command, Deadline deadline) {
        Snapshot now = upToDate();
        Query query = new Query(platform, command);
        Optional<CliIndexRow> known = now.answers.getIfPresent(query);
        if (known != null) {
            return known;
        }
        Optional<CliIndexRow> found = now.index.find(Map.of("Platform", platform, "Command", command), deadline);
        if (platform.length() + command.length() <= LONGEST_KEPT) {
            now.answers.put(query, found);
        }
        return found;
    }

    private Snapshot upToDate() {
        Snapshot now = snapshot;
        Object stamp = files.stamp(TemplateFiles.INDEX);
        return stamp.equals(now.stamp) ? now : reload(stamp);
    }

    private synchronized Snapshot reload(Object stamp) {
        Snapshot now = snapshot;
        if (stamp.equals(now.stamp)) {
            return now;
        }
        try {
            snapshot = snapshot(stamp, read(files));
            warn(snapshot.index);
        } catch (CliIndexException | IOException e) {
            LOG.warn(
                    "templates in {}: the index was changed and cannot be read, the last one stays: {}",
                    files.place(),
                    e.getMessage());
            snapshot = new Snapshot(stamp, now.index, now.answers);
        }
        return snapshot;
    }
}
