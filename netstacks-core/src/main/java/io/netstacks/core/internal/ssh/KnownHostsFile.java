package io.netstacks.core.internal.ssh;

import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.transport.HostKey;
import io.netstacks.spi.transport.HostKeyStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Trusted host keys in an OpenSSH {@code known_hosts} file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). People edit it, so each
 * question looks whether it has changed. Safe for use by many threads.
 */
public final class KnownHostsFile implements HostKeyStore {

    private static final int SSH_PORT = 22;

    /** Host names and keys are ASCII; comments may be anything and have to stay as they are. */
    private static final Charset CHARSET = StandardCharsets.ISO_8859_1;

    /** File systems tell times in steps of up to two seconds, within which a second change looks like the first. */
    private static final Duration STEP = Duration.ofSeconds(2);

    private final Path file;
    private final Clock clock;
    private volatile Optional<Reading> last = Optional.empty();

    /** What a file looks like from outside; a file that was put in its place has another key. */
    private record Stamp(FileTime modified, long size, Optional<Object> key) {

        static Stamp of(Path file) throws IOException {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(now.lastModifiedTime(), now.size(), Optional.ofNullable(now.fileKey()));
        }
    }

    /** What was in a file while it looked so. */
    private record Reading(Stamp stamp, KnownHostsIndex index) {}

    /** Creates a store over a file that need not exist yet. */
    public KnownHostsFile(Path file) {
        this(file, Clock.systemUTC());
    }

    KnownHostsFile(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    @Override
    public List<HostKey> find(Endpoint endpoint) {
        return trusted(index().about(name(endpoint)));
    }

    private static List<HostKey> trusted(List<KnownHostsLine> lines) {
        List<HostKey> keys = keys(lines, false);
        keys.removeAll(keys(lines, true));
        return List.copyOf(keys);
    }

    private static List<HostKey> keys(List<KnownHostsLine> lines, boolean revoked) {
        return lines.stream()
                .filter(line -> line.isRevoked() == revoked)
                .flatMap(line -> line.key().stream())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @Override
    public synchronized boolean trustFirst(Endpoint endpoint, HostKey key) {
        List<KnownHostsLine> lines = index().about(name(endpoint));
        List<HostKey> known = trusted(lines);
        if (known.stream().anyMatch(other -> other.type().equals(key.type()))) {
            return known.contains(key);
        }
        if (keys(lines, true).contains(key)) {
            return false;
        }
        append(name(endpoint) + " " + key.type() + " " + key.base64() + "\n");
        return true;
    }

    /** Returns what is in the file now: reads it, unless it has looked the same for so long that it must be. */
    private KnownHostsIndex index() {
        try {
            Stamp now = Stamp.of(file);
            Optional<KnownHostsIndex> kept = kept(now);
            return kept.isPresent() ? kept.get() : read(now);
        } catch (NoSuchFileException e) {
            return new KnownHostsIndex(List.of());
        } catch (IOException e) {
            throw failure("read", e);
        }
    }

    private Optional<KnownHostsIndex> kept(Stamp now) {
        return last.filter(reading -> reading.stamp().equals(now)).map(Reading::index);
    }

    /** Reads it; the stamp is older than what is read, so that a change in between shows the next time. */
    private synchronized KnownHostsIndex read(Stamp stamp) throws IOException {
        Optional<KnownHostsIndex> byAnother = kept(stamp);
        if (byAnother.isPresent()) {
            return byAnother.get();
        }
        boolean old = stamp.modified().toInstant().isBefore(clock.instant().minus(STEP));
        KnownHostsIndex index = new KnownHostsIndex(readLines());
        last = old ? Optional.of(new Reading(stamp, index)) : Optional.empty();
        return index;
    }

    @Override
    public synchronized void forget(Endpoint endpoint) {
        String name = name(endpoint);
        List<KnownHostsLine> before = lines();
        List<String> after = before.stream()
                .flatMap(line -> line.without(name).stream())
                .map(KnownHostsLine::text)
                .toList();
        if (before.stream().map(KnownHostsLine::text).toList().equals(after)) {
            return;
        }
        try {
            Path real = file.toRealPath(); // a link stays a link
            Path next = real.resolveSibling(real.getFileName() + ".new");
            Files.write(next, after, CHARSET);
            Files.move(next, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failure("written", e);
        }
    }

    /** Writes a line in one go, so that writers in other processes cannot get in between. */
    private void append(String line) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            String whole = (endsWithinLine() ? "\n" : "") + line;
            Files.write(file, whole.getBytes(CHARSET), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw failure("written", e);
        }
    }

    private boolean endsWithinLine() throws IOException {
        if (Files.notExists(file)) {
            return false;
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.position(Math.max(0, channel.size() - 1));
            return channel.read(last) == 1 && last.get(0) != '\n';
        }
    }

    private List<KnownHostsLine> readLines() throws IOException {
        return Files.readAllLines(file, CHARSET).stream()
                .map(KnownHostsLine::new)
                .toList();
    }

    private List<KnownHostsLine> lines() {
        try {
            return readLines();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw failure("read", e);
        }
    }

    private StoreException failure(String what, IOException e) {
        return new StoreException("the known_hosts file " + file + " cannot be " + what + ": " + e.getMessage(), e);
    }

    private static String name(Endpoint endpoint) {
        String host = endpoint.host().toLowerCase(Locale.ROOT);
        return endpoint.port() == SSH_PORT ? host : "[" + host + "]:" + endpoint.port();
    }
}
