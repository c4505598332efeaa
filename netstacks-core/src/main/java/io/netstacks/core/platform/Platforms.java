package io.netstacks.core.platform;

import io.netstacks.core.internal.platform.PlatformCatalog;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.platform.Platform;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The catalogue of known platforms, found by id or by the name that another tool has for them: Netmiko, NAPALM, scrapli,
 * Oxidized, Ansible, ntc-templates. Immutable; a {@code with} method returns a larger catalogue and leaves this one as it
 * is. Safe for use by many threads.
 *
 * <pre>{@code
 * Platform ios = Platforms.builtIn().get("cisco_ios");
 * Platforms ours = Platforms.builtIn().with(Path.of("platforms"));
 * }</pre>
 */
public final class Platforms {

    private static final Platforms BUILT_IN = new Platforms(PlatformCatalog.shipped());

    private final PlatformCatalog catalog;

    private Platforms(PlatformCatalog catalog) {
        this.catalog = catalog;
    }

    /** Returns the platforms that come with the library; their files are read when they are first asked for. */
    public static Platforms builtIn() {
        return BUILT_IN;
    }

    /**
     * Returns these platforms with a host's files laid over them, {@code <id>.yaml} each. A file for an id that exists
     * overrides the fields that it has, any other adds a platform; {@code defaults.yaml} does the same for what platforms
     * share. Host files are configuration, not user input: they are bounded in size and depth, but their regexes are run
     * as they are.
     *
     * @throws io.netstacks.spi.error.InvalidInputException with file and line of every mistake in every file, also if files
     *     of two platforms have one alias and {@code shared_names} does not say which of them it means
     */
    public Platforms with(Path directory) {
        return new Platforms(catalog.with(directory));
    }

    /**
     * Returns these platforms and others, as a {@link io.netstacks.spi.platform.PlatformProvider} brings them.
     *
     * @throws io.netstacks.spi.error.InvalidInputException if an id exists already
     */
    public Platforms with(Collection<Platform> platforms) {
        return new Platforms(catalog.with(platforms));
    }

    /**
     * Returns the platform with that id or alias. Ids come before aliases; an alias that several platforms have means the
     * one that {@code shared_names} in {@code defaults.yaml} says, else the shipped one, else the one that was added
     * first. Case does not count, and Netmiko's endings {@code _ssh}, {@code _telnet} and {@code _serial} are ignored.
     *
     * @throws NotFoundException with near matches
     */
    public Platform get(String name) {
        return find(name).orElseThrow(() -> NotFoundException.of("platform", name, catalog.near(name)));
    }

    /** Finds the platform with that id or alias; the rules are those of {@link #get}. */
    public Optional<Platform> find(String name) {
        return catalog.byName(name);
    }

    /** Returns every id, in the order in which the platforms were added. */
    public Set<String> ids() {
        return catalog.ids();
    }

    /** Returns every platform, in the order of {@link #ids}. */
    public List<Platform> all() {
        return catalog.ids().stream().map(id -> catalog.byId(id).orElseThrow()).toList();
    }
}
