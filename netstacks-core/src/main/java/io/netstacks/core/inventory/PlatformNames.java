package io.netstacks.core.inventory;

import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.platform.Platform;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the platform names of another tool's inventory mean: first what the host says, then the ids and aliases of the
 * catalogue. Of a name with dots, as Ansible has them, the collection and the last part are tried too. Immutable.
 *
 * <pre>{@code
 * PlatformNames names = PlatformNames.standard().with("our-edge-os", "cisco_xr");
 * }</pre>
 */
public final class PlatformNames {

    private static final PlatformNames STANDARD = new PlatformNames(Platforms.builtIn(), Map.of());

    private final Platforms platforms;
    private final Map<String, String> given;

    private PlatformNames(Platforms platforms, Map<String, String> given) {
        this.platforms = platforms;
        this.given = given;
    }

    /** Returns the names of the platforms that come with the library. */
    public static PlatformNames standard() {
        return STANDARD;
    }

    /** Returns the names of these platforms. */
    public static PlatformNames of(Platforms platforms) {
        return new PlatformNames(platforms, Map.of());
    }

    /**
     * Returns these names and one more, which goes before the catalogue; case does not count.
     *
     * @throws io.netstacks.spi.error.NotFoundException if there is no such platform
     */
    public PlatformNames with(String name, String platform) {
        Map<String, String> more = new LinkedHashMap<>(given);
        more.put(plain(name), platforms.get(platform).id());
        return new PlatformNames(platforms, Map.copyOf(more));
    }

    /** Returns the id of the platform that a name means; empty if it is unknown. */
    public Optional<String> idOf(String name) {
        String mapped = given.get(plain(name));
        if (mapped != null) {
            return Optional.of(mapped);
        }
        String[] parts = name.strip().split("\\.", -1);
        Stream<String> tried = parts.length < 3
                ? Stream.of(name)
                : Stream.of(name, parts[0] + "." + parts[1], parts[parts.length - 1]);
        return tried.flatMap(each -> platforms.find(each).stream())
                .map(Platform::id)
                .findFirst();
    }

    /** Returns the platforms. */
    public Platforms platforms() {
        return platforms;
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
