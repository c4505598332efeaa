package io.netstacks.core.internal.ssh;

import io.netstacks.spi.transport.HostKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.regex.Pattern;

/**
 * One line of a {@code known_hosts} file: mark, names, key, comment. A line that is empty, a comment or broken is about nobody.
 * So is a certificate authority ({@code @cert-authority}), whose key is no host's, and what has any other mark. Immutable.
 */
record KnownHostsLine(String text) {

    private static final String REVOKED = "@revoked";
    private static final String HASHED = "|1|";
    private static final int FIELDS = 3;

    /** Returns names, type and key; empty if the line is about nobody. */
    private List<String> fields() {
        StringTokenizer words = new StringTokenizer(text);
        List<String> fields = new ArrayList<>(FIELDS);
        if (isRevoked()) {
            words.nextToken();
        }
        while (words.hasMoreTokens() && fields.size() < FIELDS) {
            fields.add(words.nextToken());
        }
        boolean nobody = fields.size() < FIELDS
                || fields.get(0).startsWith("#")
                || fields.get(0).startsWith("@");
        return nobody ? List.of() : fields;
    }

    boolean isRevoked() {
        String line = text.stripLeading();
        return line.startsWith(REVOKED + " ") || line.startsWith(REVOKED + "\t");
    }

    /** Returns the key. */
    Optional<HostKey> key() {
        List<String> fields = fields();
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        String base64 = fields.get(2);
        try {
            return Base64.getDecoder().decode(base64).length == 0
                    ? Optional.empty()
                    : Optional.of(new HostKey(fields.get(1), base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Tells whether it has a key of the host of that name, as {@code host} or {@code [host]:port}. */
    boolean isAbout(String name) {
        return matches(names(), name) && key().isPresent();
    }

    /** Returns whom it is about: names with commas between them, or a hashed one; empty if it is nobody. */
    String names() {
        List<String> fields = fields();
        return fields.isEmpty() ? "" : fields.get(0);
    }

    /** Tells whether names say themselves whom they mean, so that nothing has to be tried. */
    static boolean arePlain(String names) {
        return !names.isEmpty()
                && !names.startsWith(HASHED)
                && names.chars().noneMatch(c -> c == '*' || c == '?' || c == '!');
    }

    /** Returns the line without that host; empty if nobody is left. What is revoked stays. */
    Optional<KnownHostsLine> without(String name) {
        if (isRevoked() || !isAbout(name)) {
            return Optional.of(this);
        }
        if (names().startsWith(HASHED)) {
            return Optional.empty();
        }
        List<String> left = new ArrayList<>(Arrays.asList(names().split(",", -1)));
        left.removeIf(one -> one.equalsIgnoreCase(name));
        if (matches(String.join(",", left), name)) {
            left.add("!" + name); // a pattern means others too
        }
        return left.stream().allMatch(one -> one.startsWith("!"))
                ? Optional.empty()
                : Optional.of(new KnownHostsLine(text.replace(names(), String.join(",", left))));
    }

    private static boolean matches(String names, String wanted) {
        if (names.startsWith(HASHED)) {
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
