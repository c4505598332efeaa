package io.netstacks.core.platform;

import io.netstacks.spi.platform.DetectRules;
import io.netstacks.spi.platform.Platform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a detection knows so far, and what it does about it. Every platform has a weight that tells how likely it looks;
 * the command that the heaviest platforms share is asked next. Where a platform's own command shows what it should, the
 * search is over. Immutable.
 */
final class DetectionState {

    private static final int MOST_COMMANDS = 3;

    /** What is less telling is kept, and better is looked for: others may show the same. */
    private static final int TELLING = 70;

    private static final int FITS = 1;
    private static final int SPEAKS_SO = 8;
    private static final int LETTERS_A_POINT = 4;
    private static final int LOOKS_SO = 50;
    private static final int IDENTIFIES_SO = 100;

    private static final int OTHER_COMMAND = 20;
    private static final int ODD_PROMPT = 30;

    private final List<Platform> platforms;
    private final Set<Platform> fitting;
    private final Map<Platform, Integer> weights;
    private final List<String> asked;
    private final Optional<DetectionStep.Decided> second;

    private DetectionState(
            List<Platform> platforms,
            Set<Platform> fitting,
            Map<Platform, Integer> weights,
            List<String> asked,
            Optional<DetectionStep.Decided> second) {
        this.platforms = platforms;
        this.fitting = fitting;
        this.weights = weights;
        this.asked = asked;
        this.second = second;
    }

    static DetectionState begin(List<Platform> platforms, Set<Platform> hinted, Set<Platform> fitting) {
        boolean strange = fitting.isEmpty();
        Map<Platform, Integer> weights = new LinkedHashMap<>();
        for (Platform platform : platforms) {
            int fits = strange || fitting.contains(platform) ? FITS : 0;
            weights.put(platform, fits + (hinted.contains(platform) ? IDENTIFIES_SO : 0));
        }
        return new DetectionState(platforms, fitting, weights, List.of(), Optional.empty());
    }

    /** Returns the next command, or the end where none is left or worth it. */
    DetectionStep next() {
        Optional<String> command = asked.size() < MOST_COMMANDS ? heaviestCommand() : Optional.empty();
        return command.<DetectionStep>map(next -> new DetectionStep.Run(next, this))
                .orElseGet(() -> second.<DetectionStep>map(found -> found).orElseGet(this::undecided));
    }

    DetectionStep answered(String command, String output) {
        List<DetectionStep.Decided> found = new ArrayList<>();
        List<DetectionStep.Decided> likely = new ArrayList<>();
        Map<Platform, Integer> now = new LinkedHashMap<>(weights);
        for (Platform platform : platforms) {
            DetectRules rules = platform.detect();
            boolean own = rules.command().filter(command::equals).isPresent();
            Optional<String> sign = sign(rules.match(), output);
            if (sign.isPresent()) {
                (own && rules.priority() >= TELLING ? found : likely).add(decided(platform, command, sign.get(), own));
                now.merge(platform, LOOKS_SO, Integer::sum);
            } else if (weight(platform) > 0) {
                now.merge(platform, accent(platform.errors(), output), Integer::sum);
            }
        }
        Optional<DetectionStep.Decided> best = surest(found);
        if (best.isPresent()) {
            return best.get();
        }
        List<String> all = new ArrayList<>(asked);
        all.add(command);
        second.ifPresent(likely::add);
        return new DetectionState(platforms, fitting, now, List.copyOf(all), surest(likely)).next();
    }

    private Optional<String> heaviestCommand() {
        Map<String, Integer> byCommand = new LinkedHashMap<>();
        for (Platform platform : platforms) {
            int weight = weight(platform);
            platform.detect()
                    .command()
                    .filter(command -> weight > 0 && !asked.contains(command))
                    .ifPresent(command -> byCommand.merge(command, weight, Integer::sum));
        }
        // The first of equals wins: max would take the last one.
        return byCommand.entrySet().stream()
                .reduce((first, other) -> other.getValue() > first.getValue() ? other : first)
                .map(Map.Entry::getKey);
    }

    private int weight(Platform platform) {
        return weights.getOrDefault(platform, 0);
    }

    private DetectionStep.Decided decided(Platform platform, String command, String sign, boolean own) {
        boolean fits = fitting.contains(platform);
        int confidence = platform.detect().priority() - (own ? 0 : OTHER_COMMAND) - (fits ? 0 : ODD_PROMPT);
        String why = "\"" + command + "\" shows \"" + sign + "\"" + (fits ? "" : ", though its prompt looks different");
        return new DetectionStep.Decided(platform, Math.max(1, confidence), why);
    }

    private static Optional<DetectionStep.Decided> surest(List<DetectionStep.Decided> found) {
        return found.stream().reduce((first, other) -> other.confidence() > first.confidence() ? other : first);
    }

    /** Weighs how a platform complains: the longer the text that an error pattern explains, the surer it is its own. */
    private static int accent(List<Pattern> errors, String output) {
        int longest = 0;
        for (Pattern error : errors) {
            Matcher matcher = error.matcher(output);
            if (matcher.find()) {
                longest = Math.max(longest, matcher.end() - matcher.start());
            }
        }
        return Math.min(SPEAKS_SO, (longest + LETTERS_A_POINT - 1) / LETTERS_A_POINT);
    }

    private static Optional<String> sign(List<Pattern> patterns, String output) {
        for (Pattern pattern : patterns) {
            Matcher matcher = pattern.matcher(output);
            if (matcher.find()) {
                return Optional.of(matcher.group().strip());
            }
        }
        return Optional.empty();
    }

    private DetectionStep undecided() {
        List<Platform> likely = platforms.stream()
                .filter(platform -> weight(platform) > 0)
                .filter(platform ->
                        platform.detect().command().filter(asked::contains).isEmpty())
                .sorted(Comparator.comparing((Platform platform) -> -weight(platform)))
                .toList();
        String tried = asked.isEmpty() ? "no command to try" : "no answer to " + String.join(", ", asked) + " told";
        return new DetectionStep.Undecided(likely, tried);
    }
}
