package io.netstacks.adapter.git;

import io.netstacks.core.NetStacks;
import io.netstacks.core.config.Configs;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.platform.Platform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Takes the history of a git repository that Oxidized wrote into the store: each file, at the root or in folders of groups, is
 * the device of its name (with or without an ending {@code .cfg} or {@code .txt}), each commit that changed it a backup of that
 * time. Devices have to be in the inventory, which knows their platforms. Importing again adds only what is new. Works for any
 * repository of one file a device. Immutable.
 */
public final class OxidizedImport {

    private static final int LONGEST = 32 * 1024 * 1024;
    private static final String IMPORTER = "import:oxidized";

    private final Path repository;

    private OxidizedImport(Path repository) {
        this.repository = repository;
    }

    /** Returns an import from the repository of this folder, bare or with its files beside. */
    public static OxidizedImport from(Path repository) {
        return new OxidizedImport(repository);
    }

    /**
     * What an import did. Immutable.
     *
     * @param saved how many backups are new
     * @param already how many were in the store before, or say the same as the version before them
     * @param unknownDevices files of which the inventory knows no device
     * @param unknownPlatforms files of devices whose platform the inventory does not say, or nobody knows, as {@code file:
     *     platform}; nothing of them was taken in
     * @param skipped versions that are too large or empty, as {@code file at commit}
     */
    public record Report(
            int saved, int already, List<String> unknownDevices, List<String> unknownPlatforms, List<String> skipped) {

        /** Copies the lists. */
        public Report {
            unknownDevices = List.copyOf(unknownDevices);
            unknownPlatforms = List.copyOf(unknownPlatforms);
            skipped = List.copyOf(skipped);
        }
    }

    /** Counts while the import runs. */
    private static final class Tally {
        private int saved;
        private int already;
        private final Set<String> unknownDevices = new LinkedHashSet<>();
        private final Set<String> unknownPlatforms = new LinkedHashSet<>();
        private final List<String> skipped = new ArrayList<>();
    }

    /**
     * Takes it in, the oldest version first. A version is stored when this returns, or a failure names what ended the import;
     * importing again goes on.
     *
     * @throws InvalidInputException if there is no git repository with a commit
     * @throws io.netstacks.spi.error.StoreException if the repository cannot be read or the store fails
     */
    public Report into(NetStacks net) {
        Function<String, Optional<Device>> devices = devices(net);
        Tally tally = new Tally();
        try (Repository source = open();
                RevWalk walk = new RevWalk(source)) {
            ObjectId head = source.resolve(Constants.HEAD);
            if (head == null) {
                throw InvalidInputException.of(repository + " is no git repository with a commit");
            }
            walk.setFirstParent(true);
            walk.sort(RevSort.REVERSE);
            walk.markStart(walk.parseCommit(head));
            for (RevCommit commit : walk) {
                takeCommit(net, source, commit, devices, tally);
            }
        } catch (IOException e) {
            throw GitWriter.failed(repository, e);
        }
        return new Report(
                tally.saved,
                tally.already,
                List.copyOf(tally.unknownDevices),
                List.copyOf(tally.unknownPlatforms),
                tally.skipped);
    }

    private Repository open() throws IOException {
        FileRepositoryBuilder builder = new FileRepositoryBuilder();
        builder.addCeilingDirectory(repository.toAbsolutePath().toFile().getParentFile());
        builder.findGitDir(repository.toFile());
        if (builder.getGitDir() == null) {
            throw InvalidInputException.of(repository + " is no git repository");
        }
        return builder.setMustExist(true).build();
    }

    private static Function<String, Optional<Device>> devices(NetStacks net) {
        var byName = net.inventory().all().stream().collect(Collectors.toMap(Device::name, Function.identity()));
        return file -> {
            String name = file.substring(file.lastIndexOf('/') + 1);
            return Optional.ofNullable(byName.get(name))
                    .or(() -> Optional.ofNullable(byName.get(name.replaceFirst("\\.(cfg|txt)$", ""))));
        };
    }

    private static void takeCommit(
            NetStacks net, Repository source, RevCommit commit, Function<String, Optional<Device>> devices, Tally tally)
            throws IOException {
        try (TreeWalk files = new TreeWalk(source)) {
            files.setRecursive(true);
            files.setFilter(TreeFilter.ANY_DIFF);
            if (commit.getParentCount() == 0) {
                files.addTree(new EmptyTreeIterator());
            } else {
                files.addTree(source.parseCommit(commit.getParent(0)).getTree());
            }
            files.addTree(commit.getTree());
            while (files.next()) {
                if (!FileMode.REGULAR_FILE.equals(files.getFileMode(1))) {
                    continue; // deleted, a link, or a program
                }
                String file = files.getPathString();
                Optional<Device> device = devices.apply(file);
                if (device.isEmpty()) {
                    tally.unknownDevices.add(file);
                    continue;
                }
                Optional<Platform> platform = net.platforms().find(device.get().platform());
                if (platform.isEmpty()) {
                    tally.unknownPlatforms.add(file + ": " + device.get().platform());
                    continue;
                }
                ObjectLoader content = source.open(files.getObjectId(1), Constants.OBJ_BLOB);
                if (content.getSize() == 0 || content.getSize() > LONGEST) {
                    tally.skipped.add(file + " at " + commit.name());
                    continue;
                }
                save(
                        net,
                        device.get(),
                        platform.get(),
                        commit.getAuthorIdent().getWhenAsInstant(),
                        text(content.getBytes()),
                        tally);
            }
        }
    }

    private static void save(
            NetStacks net, Device device, Platform platform, Instant takenAt, String text, Tally tally) {
        ConfigText config = Configs.normalize(platform, text);
        NewBackup version =
                new NewBackup(device.name(), platform.id(), takenAt, Backup.Origin.IMPORTED, IMPORTER, config);
        if (net.backups().saveImported(version)) {
            tally.saved++;
        } else {
            tally.already++;
        }
    }

    /** UTF-8 where it is that; what devices wrote otherwise is Latin-1, in which every byte is a letter. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
