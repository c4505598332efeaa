package io.netstacks.core.internal.cli;

import io.netstacks.spi.platform.CommitModel;
import io.netstacks.spi.platform.CommitRules;
import io.netstacks.spi.platform.ConfigRules;
import io.netstacks.spi.platform.DetectRules;
import io.netstacks.spi.platform.EchoStyle;
import io.netstacks.spi.platform.Expectation;
import io.netstacks.spi.platform.LineEditing;
import io.netstacks.spi.platform.PagingRules;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.platform.PrivilegeLevel;
import io.netstacks.spi.platform.SessionRules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What nearly all command lines have in common, for the time in which nobody knows what a device is. */
final class GenericPlatform {

    static final String ID = "generic";

    private static final Duration SETTLE = Duration.ofMillis(100);

    /** The enter key, a blank, or Ctrl-Y, which means nothing else anywhere. */
    private static final Pattern HARMLESS_KEY = Pattern.compile("\\r?\\n|\\r| |\\x19");

    private GenericPlatform() {}

    /** Returns a platform that knows prompts by their last character and answers every pager of the others. */
    static Platform over(Collection<Platform> platforms) {
        List<PrivilegeLevel> levels = List.of(
                level("privileged", "[\\w\\[<*~!(][^\\n]{0,120}#"),
                level("exec", "(?:[\\w\\[<*~!(][^\\n]{0,120}|-)?[>$%]"),
                level("config", "\\[[~*]?[^\\[\\]\\n]{1,120}\\]"));
        PagingRules paging =
                new PagingRules(List.of(), false, List.of(), Optional.empty(), Optional.empty(), pagers(platforms));
        return Platform.named(ID, levels, session(welcomes(platforms)), paging, commit(), config(), detect())
                .build();
    }

    /** Where several would answer the same text, the blank goes first: it turns a page everywhere. */
    private static List<Expectation> pagers(Collection<Platform> platforms) {
        return different(platforms.stream()
                .flatMap(platform -> platform.paging().pager().stream())
                .filter(pager -> pager.failure().isEmpty() && pager.send().isBlank())
                .sorted(Comparator.comparing(pager -> !pager.send().equals(" "))));
    }

    /**
     * What asks for a key before the login or the first prompt, for example for the enter key to get started. A question that
     * has an answer with letters is not answered: only the platform of the device knows what it means.
     */
    private static List<Expectation> welcomes(Collection<Platform> platforms) {
        return different(platforms.stream()
                .flatMap(platform -> platform.session().login().stream())
                .filter(welcome -> welcome.failure().isEmpty()
                        && HARMLESS_KEY.matcher(welcome.send()).matches()));
    }

    private static List<Expectation> different(Stream<Expectation> expectations) {
        return List.copyOf(expectations
                .collect(Collectors.toMap(
                        expectation -> expectation.match().pattern(),
                        Function.identity(),
                        (a, b) -> a,
                        LinkedHashMap::new))
                .values());
    }

    private static PrivilegeLevel level(String name, String prompt) {
        return new PrivilegeLevel(name, Pattern.compile(prompt), Optional.empty());
    }

    private static SessionRules session(List<Expectation> welcomes) {
        return new SessionRules(
                "\n",
                "\r\n",
                EchoStyle.NORMAL,
                true,
                StandardCharsets.UTF_8,
                SETTLE,
                "",
                welcomes,
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Map.of(),
                Optional.empty(),
                new LineEditing(LineEditing.Help.ANYWHERE, Optional.empty()));
    }

    private static CommitRules commit() {
        return new CommitRules(
                CommitModel.MANAGED,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    private static ConfigRules config() {
        return new ConfigRules(Map.of(), false, List.of(), List.of(), List.of(), Optional.empty(), 0);
    }

    private static DetectRules detect() {
        return new DetectRules(Optional.empty(), List.of(), 0, List.of());
    }
}
