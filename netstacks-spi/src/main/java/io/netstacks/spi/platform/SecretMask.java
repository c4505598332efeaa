package io.netstacks.spi.platform;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a mask in place of what the group {@code s} of each of a platform's patterns matches; a mark, which hides one already,
 * stays. Immutable.
 */
final class SecretMask {

    private final List<QuickPattern> rules;

    /** Finds a text that one of the rules needs; empty if a rule needs none. */
    private final Optional<TextFinder> needed;

    SecretMask(List<Pattern> secrets) {
        rules = secrets.stream().map(QuickPattern::of).toList();
        needed = rules.stream().anyMatch(rule -> rule.required().isEmpty())
                ? Optional.empty()
                : Optional.of(TextFinder.of(
                        rules.stream().flatMap(rule -> rule.required().stream()).toList()));
    }

    String mask(String text) {
        return mask(text, secret -> Platform.MASK);
    }

    String mark(String text, UnaryOperator<String> markOf) {
        return mask(text, markOf);
    }

    /** Keeps every line in its place: a secret of several lines leaves the mask in each of them. */
    List<String> mask(List<String> lines) {
        if (lines.isEmpty()) {
            return List.of();
        }
        String masked = mask(
                String.join("\n", lines),
                secret -> Platform.MASK
                        + ("\n" + Platform.MASK).repeat((int)
                                secret.chars().filter(c -> c == '\n').count()));
        return List.of(masked.split("\n", -1));
    }

    private String mask(String text, UnaryOperator<String> maskOf) {
        if (needed.isPresent() && !needed.get().isAnyIn(text)) {
            return text; // as most, which need not be searched for each rule
        }
        String masked = text;
        for (QuickPattern rule : rules) {
            if (rule.mayMatch(masked)) {
                masked = mask(masked, rule, maskOf);
            }
        }
        return masked;
    }

    private static String mask(String text, QuickPattern secret, UnaryOperator<String> maskOf) {
        Matcher matcher = secret.matcher(text);
        StringBuilder masked = null;
        int copied = 0;
        while (matcher.find()) {
            int start = matcher.start("s");
            if (start < copied) {
                continue;
            }
            if (masked == null) {
                masked = new StringBuilder(text.length());
            }
            int end = matcher.end("s");
            String found = text.substring(start, end);
            masked.append(text, copied, start).append(SecretMark.isMark(found) ? found : maskOf.apply(found));
            copied = end;
        }
        return masked == null
                ? text
                : masked.append(text, copied, text.length()).toString();
    }
}
