package io.netstacks.adapter.git;

import io.netstacks.spi.backup.Backup;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Where a backup is in a repository: on every system a valid file, and another one for each device. */
final class GitPath {

    private GitPath() {}

    static String of(String folder, Backup backup) {
        String file = segment(backup.device()) + ".cfg";
        return folder.isEmpty() ? file : segment(folder) + "/" + file;
    }

    /** Everything but letters, digits, {@code . _ -} becomes % and its hexadecimal UTF-8, and so does a leading dot. */
    private static String segment(String name) {
        StringBuilder safe = new StringBuilder(name.length());
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.');
            if (plain && !(c == '.' && safe.isEmpty())) {
                safe.append(c);
            } else {
                safe.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return safe.toString();
    }
}
