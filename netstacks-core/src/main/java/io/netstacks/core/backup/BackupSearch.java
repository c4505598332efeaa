package io.netstacks.core.backup;

import io.netstacks.core.internal.config.ConfigSections;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupStore;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Goes through the latest backups of devices, one after the other. Confined: one thread at a time. */
final class BackupSearch {

    private final BackupStore store;
    private final Function<String, Platform> platforms;
    private final ConfigSearch search;
    private final Predicate<String> wanted;
    private final List<SearchHit> hits = new ArrayList<>();
    private boolean more;

    BackupSearch(BackupStore store, Function<String, Platform> platforms, ConfigSearch search) {
        this.store = store;
        this.platforms = platforms;
        this.search = search;
        wanted = search.line();
    }

    SearchResult run(List<Device> devices, OperationContext context) {
        List<String> withoutBackup = new ArrayList<>();
        int searched = 0;
        for (Device device : devices) {
            context.deadline().check("the search for " + search);
            Optional<Backup> latest = store.latest(device.name());
            latest.ifPresent(this::look);
            if (latest.isPresent()) {
                searched++;
            } else {
                withoutBackup.add(device.name());
            }
            if (more) {
                break;
            }
        }
        return new SearchResult(hits, more, searched, withoutBackup);
    }

    private void look(Backup backup) {
        Optional<ConfigText> text = store.content(backup.id()); // empty if it was cleaned up just now
        List<String> lines = platforms
                .apply(backup.platform())
                .maskSecrets(text.map(ConfigText::reveal).orElse("").lines().toList());
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (wanted.test(lines.get(i))) {
                found.add(i);
            }
        }
        if (found.isEmpty()) {
            return;
        }
        ConfigSections sections = ConfigSections.of(lines);
        for (int place : found) {
            if (hits.size() == search.mostHits()) {
                more = true;
                return;
            }
            hits.add(new SearchHit(backup, place + 1, lines.get(place).strip(), sections.above(place)));
        }
    }
}
