package io.netstacks.spi.platform;

import io.netstacks.spi.error.InvalidInputException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a configuration is read, compared and kept. Immutable.
 *
 * @param show commands by what they show: {@code running}, {@code startup}, {@code running_all}, {@code running_set},
 *     {@code version} and others; sessions use {@code running} and {@code running_set}, the others are for hosts
 * @param execChannel whether {@code running} may be read on an exec channel; a fact for hosts, sessions read in the shell
 * @param volatileLines found in lines that change by themselves
 * @param volatileBlocks matches texts of several lines that change by themselves
 * @param secrets matches secrets; the named group {@code s} is the part to mask
 * @param lastLine matches a line that only a complete configuration has near its end
 * @param minimumLines how many lines the smallest complete configuration has
 */
public record ConfigRules(
        Map<String, String> show,
        boolean execChannel,
        List<Pattern> volatileLines,
        List<Pattern> volatileBlocks,
        List<Pattern> secrets,
        Optional<Pattern> lastLine,
        int minimumLines) {

    /**
     * Copies the collections.
     *
     * @throws InvalidInputException if a pattern of a secret has no group {@code s}: nothing would say what it masks
     */
    public ConfigRules {
        show = Collections.unmodifiableMap(new LinkedHashMap<>(show));
        volatileLines = List.copyOf(volatileLines);
        volatileBlocks = List.copyOf(volatileBlocks);
        secrets = List.copyOf(secrets);
        secrets.stream()
                .filter(pattern -> !pattern.pattern().contains("(?<s>"))
                .findFirst()
                .ifPresent(pattern -> {
                    throw InvalidInputException.of("the pattern of a secret has no group (?<s>…): " + pattern);
                });
    }

    /** Returns the command that shows the running configuration. */
    public Optional<String> running() {
        return Optional.ofNullable(show.get("running"));
    }
}
