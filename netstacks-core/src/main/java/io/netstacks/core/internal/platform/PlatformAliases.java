package io.netstacks.core.internal.platform;

import io.netstacks.core.internal.platform.PlatformSource.Claim;
import io.netstacks.core.text.NearMatches;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the platform that a name means: an id first, then a name that the shared file assigns, then the first platform
 * that has the name in another tool. Case does not count, {@code -} is {@code _}, and the endings with which Netmiko says
 * how a device is reached are ignored. Immutable.
 */
final class PlatformAliases {

    private static final List<String> TRANSPORTS = List.of("_ssh", "_telnet", "_serial");

    private final Map<String, String> idsByName = new LinkedHashMap<>();

    /**
     * Collects the names.
     *
     * @param names the names of every platform, by id, in the order of the platforms
     * @param shared which platform a name means that several have
     */
    PlatformAliases(Map<String, Set<String>> names, Map<String, String> shared) {
        names.keySet().forEach(id -> idsByName.put(id, id));
        shared.forEach((name, id) -> idsByName.putIfAbsent(plain(name), id));
        names.forEach((id, others) -> others.forEach(other -> idsByName.putIfAbsent(plain(other), id)));
    }

    /**
     * Reports every name that files of two platforms give, if nothing here says which of them it means.
     *
     * @param claims the names in their order
     */
    void reportContested(List<Claim> claims, FactProblems problems) {
        Map<String, Claim> first = new LinkedHashMap<>();
        for (Claim claim : claims) {
            String name = plain(claim.name());
            Claim other = first.putIfAbsent(name, claim);
            if (other != null && !other.id().equals(claim.id()) && !idsByName.containsKey(name)) {
                problems.add(
                        claim.place(),
                        "\"" + claim.name() + "\" is also a name of " + other.id() + " (" + other.place()
                                + "); say under shared_names in " + PlatformSource.SHARED
                                + ".yaml which of them it means");
            }
        }
    }

    Optional<String> idOf(String name) {
        String plain = plain(name);
        Optional<String> exact = Optional.ofNullable(idsByName.get(plain));
        if (exact.isPresent()) {
            return exact;
        }
        return TRANSPORTS.stream()
                .filter(plain::endsWith)
                .map(ending -> plain.substring(0, plain.length() - ending.length()))
                .flatMap(stem -> Optional.ofNullable(idsByName.get(stem)).stream())
                .findFirst();
    }

    List<String> near(String name) {
        return NearMatches.of(plain(name), new ArrayList<>(idsByName.keySet()));
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    }
}
