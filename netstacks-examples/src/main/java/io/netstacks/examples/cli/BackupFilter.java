package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.error.NotFoundException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which backups are meant. */
final class BackupFilter {

    @Parameters(paramLabel = "DEVICE", arity = "0..1", description = "Only backups of this device.")
    private Optional<String> device = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Taken at or after this day or time (UTC): 2026-03-01 or 2026-03-01T12:00:00Z.",
            converter = TimeOption.class)
    private Optional<Instant> since = Optional.empty();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Taken before this day or time.",
            converter = TimeOption.class)
    private Optional<Instant> until = Optional.empty();

    @Option(names = "--label", paramLabel = "LABEL", description = "With this label.")
    private Optional<String> label = Optional.empty();

    @Option(
            names = "--snapshot",
            paramLabel = "ID",
            description = "Those that this snapshot stands on, whether they were new then or not.")
    private Optional<String> snapshot = Optional.empty();

    BackupQuery query(NetStacks net) {
        device.ifPresent(name -> requireKnown(net, name));
        Optional<SnapshotId> of = snapshot.map(SnapshotId::new);
        if (of.isPresent() && net.backups().snapshot(of.get()).isEmpty()) {
            throw NotFoundException.of("snapshot", of.get().value(), List.of());
        }
        return new BackupQuery(device, since, until, label, of);
    }

    /** A device may have left the inventory and still have backups; a name that neither knows is a slip. */
    static void requireKnown(NetStacks net, String name) {
        if (net.backups().latest(name).isEmpty()) {
            net.inventory().get(name);
        }
    }
}
