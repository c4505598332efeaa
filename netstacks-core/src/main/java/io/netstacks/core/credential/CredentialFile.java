package io.netstacks.core.credential;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.netstacks.spi.Secret;
import io.netstacks.spi.device.CredentialProvider;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.ProviderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Credentials in a YAML file, read anew when the file has changed. No message quotes a value of it. Safe for use by many
 * threads.
 */
final class CredentialFile implements CredentialProvider {

    private static final long MOST_BYTES = 1024 * 1024;
    private static final Set<String> KEYS = new TreeSet<>(
            List.of("username", "password", "enable_username", "enable_password", "key_file", "passphrase", "realm"));

    private static final ObjectReader YAML = new YAMLMapper()
            .readerFor(new TypeReference<TreeMap<String, Map<String, String>>>() {})
            .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /** What the file looked like, and held. */
    private record Content(FileTime time, long size, Map<String, Credentials> byName) {}

    private final Path file;
    private final Object reading = new Object();
    private volatile Content content;

    CredentialFile(Path file) {
        this.file = file;
        content = read();
    }

    @Override
    public Optional<Credentials> find(String reference) {
        return Optional.ofNullable(current().get(reference));
    }

    @Override
    public List<String> names() {
        return List.copyOf(current().keySet());
    }

    private Map<String, Credentials> current() {
        if (isStale(content)) {
            synchronized (reading) {
                if (isStale(content)) {
                    content = read();
                }
            }
        }
        return content.byName();
    }

    private boolean isStale(Content known) {
        try {
            return !Files.getLastModifiedTime(file).equals(known.time()) || Files.size(file) != known.size();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Content read() {
        try {
            FileTime time = Files.getLastModifiedTime(file); // before the text: a change in between is seen next time
            long size = Files.size(file);
            if (size > MOST_BYTES) {
                throw InvalidInputException.of(file + ": a file of credentials has at most a megabyte");
            }
            return new Content(time, size, credentials(Files.readString(file)));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private ProviderException unreadable(IOException e) {
        return new ProviderException(file + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }

    private Map<String, Credentials> credentials(String text) {
        List<String> problems = new ArrayList<>();
        Map<String, Credentials> byName = new TreeMap<>();
        entries(text)
                .forEach((name, fields) ->
                        credentials(name, fields, problems).ifPresent(found -> byName.put(name, found)));
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return byName;
    }

    private Map<String, Map<String, String>> entries(String text) {
        int line = 1;
        try {
            Map<String, Map<String, String>> entries = YAML.readValue(text);
            if (entries != null) { // it is for "~"
                return entries;
            }
        } catch (JsonProcessingException e) { // its message quotes the text
            line = e.getLocation() == null ? line : e.getLocation().getLineNr();
        }
        throw InvalidInputException.of(file + ": line " + line
                + ": not a map from names to maps of texts, or a key stands twice; write for example \"default:"
                + " {username: netops, password: …}\"");
    }

    private Optional<Credentials> credentials(String name, Map<String, String> fields, List<String> problems) {
        String where = file + ": " + name;
        int before = problems.size();
        if (fields == null) {
            problems.add(where + ": has no fields; it needs a username");
            return Optional.empty();
        }
        for (Map.Entry<String, String> field : fields.entrySet()) {
            if (!KEYS.contains(field.getKey())) {
                problems.add(where + ": \"" + field.getKey() + "\" is unknown; there are " + String.join(", ", KEYS));
            } else if (field.getValue() == null) {
                problems.add(where + ": \"" + field.getKey() + "\" has no value");
            }
        }
        if (fields.getOrDefault("username", "").isEmpty()) {
            problems.add(where + ": needs a username");
        }
        return problems.size() > before ? Optional.empty() : Optional.of(build(name, fields));
    }

    private Credentials build(String name, Map<String, String> fields) {
        Credentials.Builder credentials =
                Credentials.of(fields.getOrDefault("username", "")).realm(fields.getOrDefault("realm", name));
        secret(fields, "password").ifPresent(credentials::password);
        secret(fields, "enable_password").ifPresent(credentials::enableSecret);
        secret(fields, "passphrase").ifPresent(credentials::passphrase);
        Optional.ofNullable(fields.get("enable_username")).ifPresent(credentials::enableUsername);
        Optional.ofNullable(fields.get("key_file"))
                .map(key -> CredentialSources.keyText(file + ": key_file of " + name, beside(key)))
                .ifPresent(credentials::privateKey);
        return credentials.build();
    }

    private Path beside(String path) {
        return file.toAbsolutePath().resolveSibling(path);
    }

    private static Optional<Secret> secret(Map<String, String> fields, String key) {
        return Optional.ofNullable(fields.get(key)).map(Secret::of);
    }

    @Override
    public String toString() {
        return "credentials in " + file;
    }
}
