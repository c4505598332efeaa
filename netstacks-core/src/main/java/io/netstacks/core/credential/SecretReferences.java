package io.netstacks.core.credential;

import io.netstacks.spi.Secret;
import io.netstacks.spi.SecretResolver;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Resolves {@code env:NAME} from the environment and {@code file:PATH} from the first line of a file; asks another
 * resolver for every other scheme. Safe for use by many threads.
 */
public final class SecretReferences implements SecretResolver {

    private final SecretResolver others;

    /** Creates one that knows {@code env:} and {@code file:} only. */
    public SecretReferences() {
        this(reference -> {
            throw InvalidInputException.of("secret reference \"" + scheme(reference)
                    + ":…\" is unknown; use env:NAME or file:PATH, or give NetStacks a SecretResolver for it");
        });
    }

    /** Creates one that asks another resolver for every other scheme. */
    public SecretReferences(SecretResolver others) {
        this.others = others;
    }

    @Override
    public Secret resolve(String reference) {
        return switch (scheme(reference)) {
            case "env" -> fromEnvironment(rest(reference));
            case "file" -> firstLine(Path.of(rest(reference)));
            default -> others.resolve(reference);
        };
    }

    private static Secret fromEnvironment(String variable) {
        String value = System.getenv(variable);
        if (value == null) {
            throw NotFoundException.of("environment variable", variable, List.of());
        }
        return Secret.of(value);
    }

    private static Secret firstLine(Path file) {
        try (var lines = Files.lines(file)) {
            return Secret.of(lines.findFirst().orElse(""));
        } catch (IOException | UncheckedIOException e) {
            throw new NotFoundException("no readable secret file " + file);
        }
    }

    private static String scheme(String reference) {
        return reference.substring(0, Math.max(0, reference.indexOf(':')));
    }

    private static String rest(String reference) {
        return reference.substring(reference.indexOf(':') + 1);
    }
}
