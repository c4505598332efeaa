package io.netstacks.core.store;

import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.store.KeyProvider;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keys in a file that only its owner may read. Safe for use by many threads, and by several processes. */
final class KeyFile implements KeyProvider {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;
    private @Nullable KeyRing loaded;

    KeyFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public DataKey current() {
        return ring().current();
    }

    @Override
    public Optional<DataKey> find(String id) {
        return ring().find(id).or(() -> reloaded().find(id));
    }

    private synchronized KeyRing ring() {
        KeyRing ring = loaded;
        if (ring == null) {
            ring = readOrCreate();
            loaded = ring;
        }
        return ring;
    }

    /** A file that has vanished says nothing new, and is not made again: ours may be the last copy of its keys. */
    private synchronized KeyRing reloaded() {
        KeyRing ring = ring();
        if (Files.exists(file)) {
            ring = readOrCreate();
            loaded = ring;
        }
        return ring;
    }

    String addKey() {
        DataKey added = KeyProviders.generate();
        List<DataKey> keys =
                Stream.concat(Stream.of(added), readOrCreate().keys().stream()).toList();
        try {
            Path draft = writeDraft(keys);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StoreException("key file " + file + " could not be replaced: it is as it was", e);
        }
        return added.id();
    }

    private KeyRing readOrCreate() {
        try {
            if (Files.notExists(file)) {
                create();
            }
            refuseIfOthersMayRead();
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            return KeyRing.parse("key file " + file, lines);
        } catch (NoSuchFileException e) {
            throw new StoreException("key file " + file + " vanished: nothing can be decrypted without it", e);
        } catch (IOException e) {
            throw new StoreException("key file " + file + " can neither be read nor made", e);
        }
    }

    /** Complete when it gets its name; of two processes that make it at once, both go on with the key of the first. */
    private void create() throws IOException {
        @Nullable Path directory = file.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Path draft = writeDraft(List.of(KeyProviders.generate()));
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (UnsupportedOperationException e) {
            Files.move(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private Path writeDraft(List<DataKey> keys) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        String text = keys.stream()
                .map(key -> key.id() + ":" + key.key().use(String::new) + "\n")
                .collect(Collectors.joining());
        try (FileChannel channel =
                FileChannel.open(draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return draft;
    }

    private void refuseIfOthersMayRead() throws IOException {
        @Nullable
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class, new LinkOption[0]);
        if (view != null && !OWNER_ONLY.containsAll(view.readAttributes().permissions())) {
            throw InvalidInputException.of(
                    "key file " + file + " must be readable by its owner alone: chmod 600 " + file);
        }
    }

    @Override
    public String toString() {
        return "keys of " + file;
    }
}
