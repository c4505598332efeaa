package io.netstacks.adapter.git;

import io.netstacks.core.NetStacks;
import io.netstacks.core.backup.Backups;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.error.NotFoundException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Writes backups to a bare git repository, one commit each, in the order in which they were taken: a file for each device, with
 * secrets masked. An export goes on behind the last one, so it can be repeated as often as one likes. What was taken before the
 * last exported backup and stored afterwards is not written; clean-ups of backups take nothing out of the repository. The same
 * backups give the same commits. Immutable; one export into a repository at a time.
 */
public final class GitHistory {

    private static final int PAGE = 1000;

    private final Path repository;
    private final boolean secrets;
    private final Function<Backup, String> folder;

    private GitHistory(Path repository, boolean secrets, Function<Backup, String> folder) {
        this.repository = repository;
        this.secrets = secrets;
        this.folder = folder;
    }

    /** Returns an export into the repository of this folder, which is made if it is not there. */
    public static GitHistory in(Path repository) {
        return new GitHistory(repository, false, backup -> "");
    }

    /** Writes configurations as the devices showed them. Whoever can read the repository can then read their secrets. */
    public GitHistory withSecrets() {
        return new GitHistory(repository, true, folder);
    }

    /** Puts each device's file in a folder, for example one for its platform; empty for none. */
    public GitHistory inFolder(Function<Backup, String> newFolder) {
        return new GitHistory(repository, secrets, newFolder);
    }

    /**
     * Writes what is new.
     *
     * @throws io.netstacks.spi.error.InvalidInputException if the folder is something else than a bare repository
     * @throws io.netstacks.spi.error.StoreException if the repository cannot be read or written
     * @throws io.netstacks.spi.error.ConflictException if somebody else commits at the same time
     * @throws NotFoundException if the platform of a backup is not known, so that its secrets cannot be masked
     */
    public GitExport export(NetStacks net) {
        try (GitWriter writer = GitWriter.open(repository)) {
            int commits = 0;
            for (BackupId id : pending(net.backups(), writer.last())) {
                Optional<Backup> backup = net.backups().find(id);
                Optional<byte[]> text = backup.flatMap(found -> text(net, found));
                if (text.isPresent()) { // otherwise it was cleaned up since it was listed
                    writer.commit(backup.get(), GitPath.of(folder.apply(backup.get()), backup.get()), text.get());
                    commits++;
                }
            }
            return new GitExport(commits, writer.publish());
        }
    }

    private Optional<byte[]> text(NetStacks net, Backup backup) {
        UnaryOperator<String> shown =
                secrets ? UnaryOperator.identity() : net.platforms().get(backup.platform())::maskSecrets;
        try {
            String text = net.backups().content(backup.id()).reveal();
            return Optional.of(shown.apply(text).getBytes(StandardCharsets.UTF_8));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** Returns the ids that follow the last exported one, the oldest first. */
    private static List<BackupId> pending(Backups backups, Optional<ExportedBackup> last) {
        BackupQuery query = last.map(exported -> BackupQuery.all().takenSince(exported.takenAt()))
                .orElse(BackupQuery.all());
        List<BackupId> ids = new ArrayList<>();
        Optional<PageRequest> request = Optional.of(PageRequest.first(PAGE));
        while (request.isPresent()) {
            PageRequest current = request.get();
            Page<Backup> page = backups.list(query, current);
            for (Backup backup : page.items()) {
                if (last.filter(exported -> exported.id().equals(backup.id())).isPresent()) {
                    Collections.reverse(ids);
                    return ids;
                }
                ids.add(backup.id());
            }
            request = page.next().map(current::from);
        }
        Collections.reverse(ids);
        return ids;
    }
}
