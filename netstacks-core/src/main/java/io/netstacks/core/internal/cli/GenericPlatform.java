package io.netstacks.core.internal.cli;

import io.netstacks.spi.platform.CommitModel;
import io.netstacks.spi.platform.CommitRules;
import io.netstacks.spi.platform.ConfigRules;
import io.netstacks.spi.platform.DetectRules;
import io.netstacks.spi.platform.EchoStyle;
import io.netstacks.spi.platform.PagingRules;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.platform.PrivilegeLevel;
import io.netstacks.spi.platform.SessionRules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What nearly all command lines have in common, for the time in which nobody knows what a device is. */
final class GenericPlatform {

    private static final Duration SETTLE = Duration.ofMillis(100);

    private GenericPlatform() {}

    /** Returns a platform that knows prompts by their last character and answers every pager of the others. */
    static Platform over(Collection<Platform> platforms) {
        List<PrivilegeLevel> levels = List.of(
                level("privileged", "[\\w\\[<*~!(][^\\n]{0,120}#"),
                level("exec", "(?:[\\w\\[<*~!(][^\\n]{0,120})?[>$%]"),
                level("config", "\\[[~*]?[^\\[\\]\\n]{1,120}\\]"));
        PagingRules paging = new PagingRules(
                List.of(),
                false,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                platforms.stream()
                        .flatMap(platform -> platform.paging().pager().stream())
                        .filter(pager -> pager.send().isBlank())
                        .collect(Collectors.toMap(
                                pager -> pager.match().pattern(), pager -> pager, (a, b) -> a, LinkedHashMap::new))
                        .values()
                        .stream()
                        .toList());
        return Platform.named("generic", levels, session(), paging, commit(), config(), detect())
                .build();
    }

    private static PrivilegeLevel level(String name, String prompt) {
        return new PrivilegeLevel(name, Pattern.compile(prompt), Optional.empty());
    }

    private static SessionRules session() {
        return new SessionRules(
                "\n",
                "\r\n",
                EchoStyle.NORMAL,
                true,
                StandardCharsets.UTF_8,
                SETTLE,
                "",
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Map.of(),
                Optional.empty());
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
