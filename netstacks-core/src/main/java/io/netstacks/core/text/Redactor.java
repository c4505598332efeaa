package io.netstacks.core.text;

import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.platform.Platform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Masks secrets in text that leaves the library: those of the credentials wherever they stand, what the platform's
 * patterns find, and private keys. Works on whole lines; whoever has pieces of lines joins them before, and whoever gets
 * them one by one uses {@link #lines()}. Safe for use by many threads.
 */
public final class Redactor {

    /** Shorter secrets would mask half of every text and protect nothing. */
    private static final int SHORTEST = 4;

    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparing(String::length).reversed();

    private final List<String> literals;
    private final UnaryOperator<String> patterns;

    private Redactor(List<String> literals, UnaryOperator<String> patterns) {
        this.literals = longestFirst(literals);
        this.patterns = patterns;
    }

    private static List<String> longestFirst(List<String> literals) {
        List<String> sorted = new ArrayList<>(literals.size());
        for (String literal : literals) {
            if (literal.length() >= SHORTEST && !sorted.contains(literal)) {
                sorted.add(literal);
            }
        }
        sorted.sort(LONGEST_FIRST);
        return sorted;
    }

    /** Returns a redactor for a device's credentials on its platform. */
    public static Redactor of(Credentials credentials, Platform platform) {
        return new Redactor(literals(credentials), platform::maskSecrets);
    }

    /** Returns a redactor for credentials on a platform that is not known yet. */
    public static Redactor of(Credentials credentials) {
        return new Redactor(literals(credentials), UnaryOperator.identity());
    }

    /** Returns a copy that masks one more secret wherever it stands. */
    public Redactor and(Secret secret) {
        List<String> more = new ArrayList<>(literals);
        more.add(secret.use(String::new));
        return new Redactor(more, patterns);
    }

    /** Returns the text with a mask in place of every secret. */
    public String mask(String text) {
        String masked = text;
        for (String literal : literals) {
            masked = masked.replace(literal, Platform.MASK);
        }
        return PrivateKeyText.mask(patterns.apply(masked));
    }

    /** Returns a copy for lines that come one by one. */
    public Lines lines() {
        return new Lines();
    }

    /** Masks lines one by one, private keys over several of them included. Confined: one thread at a time. */
    public final class Lines {

        private boolean insideKey;

        private Lines() {}

        /** Returns the next line with a mask in place of every secret. */
        public String mask(String line) {
            boolean before = insideKey;
            insideKey = PrivateKeyText.insideAfter(line, before);
            return before && insideKey ? Platform.MASK : Redactor.this.mask(line);
        }
    }

    private static List<String> literals(Credentials credentials) {
        List<String> literals = new ArrayList<>();
        add(literals, credentials.password());
        add(literals, credentials.enableSecret());
        add(literals, credentials.passphrase());
        credentials.answers().forEach(answer -> add(literals, Optional.of(answer.answer())));
        return literals;
    }

    private static void add(List<String> literals, Optional<Secret> secret) {
        secret.ifPresent(value -> literals.add(value.use(String::new)));
    }
}
