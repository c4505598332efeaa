package io.netstacks.core.internal.ssh;

import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.transport.HostKey;
import io.netstacks.spi.transport.HostKeyStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
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
import java.util.regex.Pattern;

/**
 * Trusted host keys in an OpenSSH {@code known_hosts} file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). The file is read at each
 * question, because people edit it; writers of this process take turns, and others are kept out by a file lock.
 */
public final class KnownHostsFile implements HostKeyStore {

    private static final int SSH_PORT = 22;
    private static final String REVOKED = "@revoked";

    private final Path file;

    /** Creates a store over a file that need not exist yet. */
    public KnownHostsFile(Path file) {
        this.file = file;
    }

    @Override
    public synchronized List<HostKey> find(Endpoint endpoint) {
        List<HostKey> keys = new ArrayList<>();
        List<HostKey> revoked = new ArrayList<>();
        for (String line : lines()) {
            entry(line, endpoint).ifPresent(key -> (line.startsWith(REVOKED) ? revoked : keys).add(key));
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
        return lines().stream()
                .filter(line -> line.startsWith(REVOKED))
                .anyMatch(line -> entry(line, endpoint).filter(key::equals).isPresent());
    }

    @Override
    public synchronized void forget(Endpoint endpoint) {
        List<String> kept = lines().stream()
                .filter(line ->
                        line.startsWith(REVOKED) || entry(line, endpoint).isEmpty())
                .toList();
        try {
            Path next = file.resolveSibling(file.getFileName() + ".new");
            Files.write(next, kept, StandardCharsets.UTF_8);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failure("written", e);
        }
    }

    private void append(String line) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (FileChannel channel = FileChannel.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
                    FileLock lock = channel.lock()) {
                boolean unfinished = channel.size() > 0 && lastByte(channel) != '\n' && lock.isValid();
                channel.position(channel.size());
                channel.write(ByteBuffer.wrap(((unfinished ? "\n" : "") + line).getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
        } catch (IOException e) {
            throw failure("written", e);
        }
    }

    private static int lastByte(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        channel.read(one, channel.size() - 1);
        return one.get(0);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw failure("read", e);
        }
    }

    private StoreException failure(String what, IOException e) {
        return new StoreException("the known_hosts file " + file + " cannot be " + what + ": " + e.getMessage(), e);
    }

    /** Returns the key of a line that is about the endpoint. */
    private static Optional<HostKey> entry(String line, Endpoint endpoint) {
        String[] fields = line.strip().split("\\s+", -1);
        int first = fields[0].equals(REVOKED) ? 1 : 0;
        if (fields[0].startsWith("#") || fields[0].equals("@cert-authority") || fields.length < first + 3) {
            return Optional.empty();
        }
        return matches(fields[first], name(endpoint))
                ? Optional.of(new HostKey(fields[first + 1], fields[first + 2]))
                : Optional.empty();
    }

    private static String name(Endpoint endpoint) {
        String host = endpoint.host().toLowerCase(Locale.ROOT);
        return endpoint.port() == SSH_PORT ? host : "[" + host + "]:" + endpoint.port();
    }

    private static boolean matches(String names, String wanted) {
        if (names.startsWith("|1|")) {
            return HashedHostName.matches(names, wanted);
        }
        boolean found = false;
        for (String name : names.toLowerCase(Locale.ROOT).split(",", -1)) {
            boolean negated = name.startsWith("!");
            if (glob(negated ? name.substring(1) : name).matcher(wanted).matches()) {
                if (negated) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    private static Pattern glob(String name) {
        StringBuilder pattern = new StringBuilder();
        name.chars()
                .forEach(c ->
                        pattern.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf((char) c))));
        return Pattern.compile(pattern.toString());
    }
}
