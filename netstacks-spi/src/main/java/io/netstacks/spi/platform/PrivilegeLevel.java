package io.netstacks.spi.platform;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One level of a CLI, known by the prompt that it shows. Immutable.
 *
 * @param name for example {@code exec}, {@code privileged}, {@code config}
 * @param prompt matches the whole last line, cleaned and without blanks at its end
 * @param context matches the whole line before the prompt, where the prompt alone does not tell
 */
public record PrivilegeLevel(String name, Pattern prompt, Optional<Pattern> context) {

    /** Tells whether the last line, and the one before it, are the prompt of this level. */
    public boolean matches(String lastLine, String lineBefore) {
        return prompt.matcher(lastLine).matches()
                && (context.isEmpty() || context.get().matcher(lineBefore).matches());
    }

    @Override
    public String toString() {
        return name + " " + prompt;
    }
}
