package io.netstacks.core.internal.platform;

import io.netstacks.core.internal.platform.FactNode.FactMap;
import io.netstacks.spi.platform.Expectation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What platforms share: the file {@code defaults.yaml}. Immutable.
 *
 * @param defaults what every platform begins with
 * @param universalPager pagers that are known everywhere
 * @param secretSets sets of patterns that a platform takes with {@code use}
 * @param sharedNames which platform a name means that several have in other tools
 */
record PlatformShared(
        FactMap defaults,
        List<Expectation> universalPager,
        Map<String, List<Pattern>> secretSets,
        Map<String, String> sharedNames) {

    static PlatformShared of(FactMap file, FactProblems problems) {
        FactSection section = new FactSection(file, problems);
        FactMap defaults = section.node("defaults")
                .filter(FactMap.class::isInstance)
                .map(FactMap.class::cast)
                .orElseGet(() -> new FactMap(file.place(), Map.of()));
        PlatformShared shared = new PlatformShared(
                defaults,
                RuleFacts.expectations(section, "universal_pager"),
                section.named("secret_sets", (name, node) -> {
                    FactSection set = new FactSection(new FactMap(node.place(), Map.of(name, node)), problems);
                    return Optional.of(RuleFacts.secrets(set, name, Map.of(), problems));
                }),
                section.textMap("shared_names"));
        section.done();
        return shared;
    }
}
