package io.netstacks.core.internal.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the platform that a name means: an id first, then a name that the shared file assigns, then the first platform
 * that has the name in another tool. Case does not count, {@code -} is {@code _}, and the endings with which Netmiko says
 * how a device is reached are ignored. Ids need no file to be read; the names of all platforms are collected when a name
 * is no id. Safe for use by many threads.
 */
final class PlatformAliases {

    private static final List<String> TRANSPORTS = List.of("_ssh", "_telnet", "_serial");

    private final PlatformCatalog catalog;
    private final Map<String, String> shared;
    private @Nullable Map<String, String> idsByName;

    PlatformAliases(PlatformCatalog catalog, Map<String, String> shared) {
        this.catalog = catalog;
        this.shared = shared;
    }

    Optional<String> idOf(String name) {
        String plain = plain(name);
        Optional<String> exact = lookUp(plain);
        if (exact.isPresent()) {
            return exact;
        }
        return TRANSPORTS.stream()
                .filter(plain::endsWith)
                .flatMap(ending -> lookUp(plain.substring(0, plain.length() - ending.length())).stream())
                .findFirst();
    }

    List<String> near(String name) {
        List<String> names = new ArrayList<>(catalog.ids());
        names.addAll(names().keySet());
        return NearNames.of(plain(name), names);
    }

    private Optional<String> lookUp(String plain) {
        return catalog.ids().contains(plain) ? Optional.of(plain) : Optional.ofNullable(names().get(plain));
    }

    private synchronized Map<String, String> names() {
        Map<String, String> names = idsByName;
        if (names == null) {
            names = new LinkedHashMap<>();
            for (Map.Entry<String, String> entry : shared.entrySet()) {
                names.put(plain(entry.getKey()), entry.getValue());
            }
            for (String id : catalog.ids()) {
                for (String alias : catalog.byId(id).orElseThrow().aliases()) {
                    names.putIfAbsent(plain(alias), id);
                }
            }
            idsByName = names;
        }
        return names;
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    }
}
