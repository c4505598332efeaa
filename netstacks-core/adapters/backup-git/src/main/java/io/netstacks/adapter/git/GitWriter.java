package io.netstacks.adapter.git;

import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** Puts commits on top of a bare repository's branch; nobody sees them until they are published. Confined: one thread. */
final class GitWriter implements AutoCloseable {

    /** No address of a person is known; the domain is reserved for that (RFC 2606). */
    private static final String NO_ADDRESS = "netstacks@localhost.invalid";

    private final Path folder;
    private final Repository repository;
    private final ObjectInserter objects;
    private final DirCache files = DirCache.newInCore();
    private final @Nullable ObjectId start;
    private @Nullable ObjectId head;
    private Optional<ExportedBackup> last = Optional.empty();

    private GitWriter(Path folder, Repository repository) throws IOException {
        this.folder = folder;
        this.repository = repository;
        objects = repository.newObjectInserter();
        start = repository.resolve(Constants.HEAD);
        head = start;
        if (start != null) {
            readHead(start);
        }
    }

    static GitWriter open(Path folder) {
        try {
            Repository repository = new FileRepositoryBuilder()
                    .setBare()
                    .setGitDir(folder.toFile())
                    .build();
            if (isEmpty(folder)) {
                repository.create(true);
            } else if (!Files.isRegularFile(folder.resolve(Constants.HEAD))
                    || !Files.isDirectory(folder.resolve(Constants.OBJECTS))) {
                throw InvalidInputException.of(
                        folder + " is no bare git repository; name one, or a folder that is new or empty");
            }
            return new GitWriter(folder, repository);
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    private void readHead(ObjectId commitId) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(commitId);
            last = ExportedBackup.read(commit.getFullMessage());
            DirCacheBuilder builder = files.builder();
            builder.addTree(new byte[0], DirCacheEntry.STAGE_0, walk.getObjectReader(), commit.getTree());
            builder.finish();
        }
    }

    /** Returns the backup that the newest commit is; empty if there is none, or if it is not one of ours. */
    Optional<ExportedBackup> last() {
        return last;
    }

    void commit(Backup backup, String path, byte[] text) {
        try {
            ObjectId blob = objects.insert(Constants.OBJ_BLOB, text);
            DirCacheEditor editor = files.editor();
            editor.add(new DirCacheEditor.PathEdit(path) {
                @Override
                public void apply(DirCacheEntry entry) {
                    entry.setFileMode(FileMode.REGULAR_FILE);
                    entry.setObjectId(blob);
                }
            });
            editor.finish();
            PersonIdent author =
                    new PersonIdent(VisibleName.of(backup.createdBy()), NO_ADDRESS, backup.takenAt(), ZoneOffset.UTC);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(files.writeTree(objects));
            commit.setAuthor(author);
            commit.setCommitter(author);
            commit.setMessage(ExportedBackup.message(backup));
            if (head != null) {
                commit.setParentId(head);
            }
            head = objects.insert(commit);
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** Makes the branch end with the new commits; returns the last one. */
    Optional<String> publish() {
        ObjectId newest = head;
        if (newest == null) {
            return Optional.empty();
        }
        try {
            objects.flush();
            if (!newest.equals(start)) {
                RefUpdate update = repository.updateRef(Constants.HEAD);
                update.setNewObjectId(newest);
                update.setExpectedOldObjectId(start == null ? ObjectId.zeroId() : start);
                update.setRefLogMessage("export of backups", false);
                RefUpdate.Result result = update.update();
                if (result != RefUpdate.Result.NEW && result != RefUpdate.Result.FAST_FORWARD) {
                    throw new ConflictException("the branch of " + folder + " could not be moved (" + result
                            + "): somebody else commits there; export again");
                }
            }
            return Optional.of(newest.name());
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    static StoreException failed(Path folder, IOException e) {
        return new StoreException("the git repository " + folder + " cannot be used: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        objects.close();
        repository.close();
    }
}
