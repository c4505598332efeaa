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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Trusted host keys in an OpenSSH {@code known_hosts} file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). The file is read at each
 * question, because people edit it. Safe for use by many threads.
 */
public final class KnownHostsFile implements HostKeyStore {

    private static final int SSH_PORT = 22;

    /** Host names and keys are ASCII; comments may be anything and have to stay as they are. */
    private static final Charset CHARSET = StandardCharsets.ISO_8859_1;

    private final Path file;

    /** Creates a store over a file that need not exist yet. */
    public KnownHostsFile(Path file) {
        this.file = file;
    }

    @Override
    public synchronized List<HostKey> find(Endpoint endpoint) {
        String name = name(endpoint);
        List<HostKey> keys = new ArrayList<>();
        List<HostKey> revoked = new ArrayList<>();
        for (KnownHostsLine line : lines()) {
            if (line.isAbout(name)) {
                line.key().ifPresent((line.isRevoked() ? revoked : keys)::add);
            }
        }
        keys.removeAll(revoked);
        return List.copyOf(keys);
    }

    @Override
    public synchronized boolean trustFirst(Endpoint endpoint, HostKey key) {
        List<HostKey> known = find(endpoint);
        if (known.stream().anyMatch(other -> other.type().equals(key.type()))) {
            return known.contains(key);
        }
        if (isRevoked(endpoint, key)) {
            return false;
        }
        append(name(endpoint) + " " + key.type() + " " + key.base64() + "\n");
        return true;
    }

    private boolean isRevoked(Endpoint endpoint, HostKey key) {
        String name = name(endpoint);
        return lines().stream()
                .anyMatch(line ->
                        line.isRevoked() && line.isAbout(name) && line.key().equals(Optional.of(key)));
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

    private List<KnownHostsLine> lines() {
        try {
            return Files.readAllLines(file, CHARSET).stream()
                    .map(KnownHostsLine::new)
                    .toList();
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
