package io.netstacks.core.backup;

import io.netstacks.core.config.Captured;
import io.netstacks.core.config.ConfigReader;
import io.netstacks.core.config.Configs;
import io.netstacks.core.diff.ConfigComparison;
import io.netstacks.core.event.EventPublisher;
import io.netstacks.core.fleet.DeviceResult;
import io.netstacks.core.fleet.FleetResult;
import io.netstacks.core.fleet.FleetRunner;
import io.netstacks.core.internal.gate.DeviceGate;
import io.netstacks.core.inventory.Inventory;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupCounts;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.backup.BackupStore;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.backup.SnapshotStore;
import io.netstacks.spi.config.Assertion;
import io.netstacks.spi.config.AssertionResult;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ConfigDiff;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.event.NetStacksEvent;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.session.DeviceSession;
import io.netstacks.spi.store.KeyProvider;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Takes, compares and cleans up backups. A device that answers with anything but a complete configuration has failed, and
 * nothing is stored for it; a configuration that did not change is a success that makes no new backup. The session is
 * closed before the store is written. Safe for use by many threads.
 */
public final class Backups {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'Snapshot' uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    /** Less than this part of the configuration before is worth a look. */
    private static final double SHRINKS = 0.5;

    private final Inventory inventory;
    private final DeviceGate gate;
    private final BackupStore store;
    private final SnapshotStore snapshots;
    private final BackupTexts texts;
    private final BackupComparer comparer;
    private final Function<String, Platform> platforms;
    private final Executor executor;
    private final EventPublisher events;
    private final Clock clock;

    /**
     * Where backups are kept, and how. Immutable.
     *
     * @param backups the configurations
     * @param snapshots the snapshots
     * @param policy how much of a configuration is kept
     * @param keys what secrets that are not kept are hidden with
     */
    public record Keeping(BackupStore backups, SnapshotStore snapshots, BackupTextPolicy policy, KeyProvider keys) {}

    /** For the library; hosts get theirs from {@code NetStacks.backups}. */
    public Backups(
            Inventory inventory,
            DeviceGate gate,
            Keeping keeping,
            Function<String, Platform> platforms,
            Executor executor,
            EventPublisher events,
            Clock clock) {
        this.inventory = inventory;
        this.gate = gate;
        store = keeping.backups();
        snapshots = keeping.snapshots();
        texts = new BackupTexts(keeping.policy(), keeping.keys());
        this.platforms = platforms;
        comparer = new BackupComparer(this::content, this::capture, texts, platforms);
        this.executor = executor;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Backs up the selected devices, and returns when the last one is done. Those that the request finds backed up lately
     * enough are no members of the snapshot; if that is all of them it has none.
     *
     * @throws NotFoundException if the selector names a device that does not exist
     * @throws InvalidInputException if it means no device
     */
    public BackupRun run(BackupRequest request, OperationContext context) {
        List<Device> selected = inventory.select(request.selector());
        if (selected.isEmpty()) {
            throw InvalidInputException.of("no device is selected; nothing to back up");
        }
        List<Device> devices = due(selected, request);
        Snapshot snapshot = create(request, devices, context);
        FleetRunner runner = new FleetRunner(
                        executor,
                        request.parallelism(),
                        device -> request.progress().accept(device.name()))
                .through(gate);
        FleetResult<SnapshotMember> members = runner.run(
                devices,
                device -> member(
                        snapshot.id(),
                        device,
                        request,
                        context.withDeadline(context.deadline().atMost(request.perDevice()))));
        for (DeviceResult<SnapshotMember> result : members.results()) {
            snapshots.record(snapshot.id(), asMember(result));
        }
        return new BackupRun(requireSnapshot(snapshot.id()));
    }

    private List<Device> due(List<Device> selected, BackupRequest request) {
        Optional<Instant> since = request.unlessSeenWithin().map(clock.instant()::minus);
        return selected.stream()
                .filter(device -> since.flatMap(time -> store.latest(device.name())
                                .filter(latest -> !latest.verifiedAt().isBefore(time)))
                        .isEmpty())
                .toList();
    }

    private Snapshot create(BackupRequest request, List<Device> devices, OperationContext context) {
        Instant now = clock.instant();
        Snapshot snapshot = new Snapshot(
                new SnapshotId(UUID.randomUUID().toString()),
                request.name().orElseGet(() -> NAME.format(now)),
                now,
                context.actor().toString(),
                now.plus(context.deadline().remaining()),
                devices.stream()
                        .map(device -> SnapshotMember.pending(device.name()))
                        .toList());
        snapshots.create(snapshot);
        return snapshot;
    }

    /** Records at once, so that a run that is interrupted shows what it did. */
    private SnapshotMember member(
            SnapshotId snapshotId, Device device, BackupRequest request, OperationContext context) {
        Taken taken = backUp(device, request, context);
        SnapshotMember saved = SnapshotMember.saved(taken.saved);
        SnapshotMember member = taken.warning.map(saved::because).orElse(saved);
        snapshots.record(snapshotId, member);
        return member;
    }

    private static SnapshotMember asMember(DeviceResult<SnapshotMember> result) {
        return result.fold(
                DeviceResult.Ok::value,
                failed -> SnapshotMember.failed(
                        failed.device().name(),
                        failed.error().code() + ": " + failed.error().reason()),
                skipped -> SnapshotMember.skipped(skipped.device().name(), skipped.reason()));
    }

    /**
     * Backs up one device.
     *
     * @throws NotFoundException if there is no such device
     * @throws NetStacksException if the device cannot be reached, answers with something else than a complete
     *     configuration ({@code INCOMPLETE_CONFIG}), or the store fails
     */
    public Backup.Saved run(String device, OperationContext context) {
        return backUp(inventory.get(device), BackupRequest.of(DeviceSelector.names(device)), context).saved;
    }

    /** A backup, and what is odd about it. */
    private record Taken(Backup.Saved saved, Optional<String> warning) {}

    private Taken backUp(Device device, BackupRequest request, OperationContext context) {
        try {
            Captured captured = capture(device, request.setFormat(), context);
            Backup.Saved saved = save(device, captured, request.origin(), context);
            Optional<String> warning = shrinking(saved);
            Map<String, String> details = new HashMap<>();
            details.put("outcome", saved.changed() ? "CHANGED" : "UNCHANGED");
            details.put("backup", saved.backup().id().value());
            warning.ifPresent(text -> details.put("warning", text));
            events.publish(NetStacksEvent.Kind.BACKUP_FINISHED, context.correlationId(), device.name(), details);
            return new Taken(saved, warning);
        } catch (NetStacksException e) {
            events.publish(
                    NetStacksEvent.Kind.BACKUP_FINISHED,
                    context.correlationId(),
                    device.name(),
                    Map.of("outcome", "FAILED", "code", e.code().name()));
            throw e;
        }
    }

    /** Where nothing marks the end of a configuration, much less of it than before may be a part of it. */
    private Optional<String> shrinking(Backup.Saved saved) {
        return saved.previousId()
                .filter(previous -> saved.changed())
                .flatMap(store::find)
                .filter(before -> saved.backup().characters() < before.characters() * SHRINKS)
                .map(before -> "only " + saved.backup().characters() + " characters, the backup before has "
                        + before.characters() + "; look whether something is missing");
    }

    Backup.Saved save(Device device, Captured captured, Backup.Origin origin, OperationContext context) {
        return save(
                captured.platform(),
                new NewBackup(
                        device.name(),
                        captured.platform().id(),
                        clock.instant(),
                        origin,
                        context.actor().toString(),
                        captured.text()));
    }

    private Backup.Saved save(Platform platform, NewBackup taken) {
        return store.save(texts.stored(platform, taken, store.latest(taken.device())));
    }

    /**
     * Stores a configuration that somebody else took, unless the device has a backup of the same second with the same text.
     *
     * @return whether there is a new backup
     * @throws NotFoundException if its platform is not known
     */
    public boolean saveImported(NewBackup taken) {
        Platform platform = platforms.apply(taken.platform());
        Instant time = taken.takenAt();
        boolean known = store
                .list(
                        BackupQuery.of(taken.device()).takenSince(time).takenBefore(time.plusSeconds(1)),
                        PageRequest.first())
                .items()
                .stream()
                .anyMatch(backup -> texts.isOf(platform, taken, backup));
        return !known && save(platform, taken).changed();
    }

    /**
     * Backs up a device in a session of the caller's, because a change is about to begin.
     *
     * @throws NetStacksException if what the device shows is not a complete configuration, or the store fails
     */
    public Backup.Saved saveBeforeChange(DeviceSession session, OperationContext context) {
        Captured captured = ConfigReader.read(session, true, context.deadline());
        return save(session.device(), captured, Backup.Origin.BEFORE_CHANGE, context);
    }

    private Captured capture(Device device, boolean setFormat, OperationContext context) {
        return gate.read(device, context, session -> ConfigReader.read(session, setFormat, context.deadline()));
    }

    /** Returns what is known about a backup. */
    public Optional<Backup> find(BackupId id) {
        return store.find(id);
    }

    /** Returns what is known about the latest backup of a device. */
    public Optional<Backup> latest(String device) {
        return store.latest(device);
    }

    /** Returns backups, the newest first. */
    public Page<Backup> list(BackupQuery query, PageRequest page) {
        return store.list(query, page);
    }

    /** Returns how many backups a query means, of how many devices, how much text they are, and from when to when. */
    public BackupCounts count(BackupQuery query) {
        return store.count(query);
    }

    /**
     * Returns the text of a backup, with marks in place of its secrets if it was stored so.
     *
     * @throws NotFoundException if there is none
     */
    public ConfigText content(BackupId id) {
        return store.content(id).orElseThrow(() -> NotFoundException.of("backup", id.value(), List.of()));
    }

    /**
     * Returns the text of a backup with its secrets, so that it can be put back onto a device.
     *
     * @throws NotFoundException if there is none
     * @throws InvalidInputException if it was stored with its secrets masked: nobody knows them any more
     */
    public ConfigText wholeContent(BackupId id) {
        Backup backup = require(id);
        if (backup.maskedWith().isPresent()) {
            throw InvalidInputException.of("backup " + id + " of " + backup.device()
                    + " was stored without its secrets and cannot be put back onto a device; take the configuration"
                    + " from elsewhere, or put the secrets in place of the marks");
        }
        return content(id);
    }

    /** Returns snapshots, the newest first; what is still pending after a snapshot's deadline has failed. */
    public Page<Snapshot> snapshots(PageRequest page) {
        snapshots.expire(clock.instant());
        return snapshots.list(page);
    }

    /**
     * Compares two snapshots device by device, the older one first.
     *
     * @throws NotFoundException if one of them does not exist
     */
    public SnapshotComparison compareSnapshots(SnapshotId olderId, SnapshotId newerId) {
        return new SnapshotComparer(store::find).compare(requireSnapshot(olderId), requireSnapshot(newerId));
    }

    private Snapshot requireSnapshot(SnapshotId id) {
        return snapshot(id).orElseThrow(() -> NotFoundException.of("snapshot", id.value(), List.of()));
    }

    /** Returns the snapshot of that id; what is still pending after its deadline has failed. */
    public Optional<Snapshot> snapshot(SnapshotId id) {
        snapshots.expire(clock.instant());
        return snapshots.find(id);
    }

    /**
     * Compares two backups, the older one first.
     *
     * @throws NotFoundException if one of them does not exist
     */
    public ConfigDiff diff(BackupId olderId, BackupId newerId) {
        return comparer.diff(require(olderId), require(newerId));
    }

    /**
     * Compares two backups for people and programs: by line, beside each other, or by section.
     *
     * @throws NotFoundException if one of them does not exist
     */
    public ConfigComparison compare(BackupId olderId, BackupId newerId) {
        return comparer.compare(require(olderId), require(newerId));
    }

    /**
     * Compares a device's latest backup with what it runs now, as {@link #compare}; nothing is stored.
     *
     * @throws NotFoundException if there is no such device, or no backup of it
     */
    public ConfigComparison compareWithRunning(String device, OperationContext context) {
        Device found = inventory.get(device);
        Backup latest = store.latest(device).orElseThrow(() -> new NotFoundException("no backup of " + device));
        return comparer.compareWithRunning(latest, found, context);
    }

    /**
     * Compares what a device runs now with what it should run, as {@link #compare}: what is added is what it lacks.
     *
     * @throws NotFoundException if there is no such device
     */
    public ConfigComparison compareWithIntended(String device, ConfigText intended, OperationContext context) {
        return comparer.compareWithIntended(inventory.get(device), intended, context);
    }

    /**
     * Checks assertions against a stored configuration.
     *
     * @throws NotFoundException if there is no such backup
     */
    public List<AssertionResult> check(BackupId backupId, List<Assertion> assertions, OperationContext context) {
        Backup backup = require(backupId);
        return Configs.check(platforms.apply(backup.platform()), content(backupId), assertions, context.deadline());
    }

    private Backup require(BackupId id) {
        return store.find(id).orElseThrow(() -> NotFoundException.of("backup", id.value(), List.of()));
    }

    /** Keeps a backup from being cleaned up, or no longer; tells whether there is such a backup. */
    public boolean pin(BackupId id, boolean pinned) {
        return store.pin(id, pinned);
    }

    /** Calls a backup something; tells whether there is such a backup. */
    public boolean label(BackupId id, String label) {
        if (label.isBlank()) {
            throw InvalidInputException.of("a label needs a text");
        }
        return store.label(id, label.strip());
    }

    /** Takes a label from a backup; tells whether there is such a backup. */
    public boolean unlabel(BackupId id, String label) {
        return store.unlabel(id, label.strip());
    }

    /**
     * Deletes backups that a policy does not keep; never the latest of a device, a pinned one, or a member of a snapshot that is
     * younger than the policy's age.
     *
     * @param dryRun whether they are only listed
     * @return their ids, the oldest first
     */
    public List<BackupId> purge(RetentionPolicy policy, boolean dryRun) {
        return store.purge(policy.at(clock.instant()), dryRun);
    }

    /**
     * Deletes the backups of devices that the inventory does not know any more; never one that is pinned or has a label.
     *
     * @param dryRun whether they are only listed
     * @throws InvalidInputException if the policy takes the inventory for incomplete; a dry run lists them nevertheless
     */
    public OrphanReport purgeOrphans(OrphanPolicy policy, boolean dryRun) {
        return new OrphanCleanup(store, inventory, policy, clock.instant()).run(dryRun);
    }

    /**
     * Looks through the latest backups.
     *
     * @throws NotFoundException if the search names a device that does not exist
     * @throws io.netstacks.spi.error.DeadlineExceededException if the context's time ends before the search does
     */
    public SearchResult search(ConfigSearch search, OperationContext context) {
        return new BackupSearch(store, platforms, search).run(inventory.select(search.selector()), context);
    }
}
