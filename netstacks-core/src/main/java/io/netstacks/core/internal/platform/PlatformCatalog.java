package io.netstacks.core.internal.platform;

import io.netstacks.core.internal.platform.FactNode.FactMap;
import io.netstacks.core.internal.platform.FactNode.FactText;
import io.netstacks.core.internal.platform.PlatformSource.Claim;
import io.netstacks.core.text.NearMatches;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.platform.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Platforms from layers of files, and those that came as objects. A file is read when its platform is asked for, so that
 * a program pays for the platforms that it meets. Its content never changes. Safe for use by many threads.
 */
public final class PlatformCatalog {

    private final List<PlatformSource> sources;
    private final Map<String, Platform> given;
    private final Map<String, Set<String>> names;
    private final Map<String, Platform> known = new ConcurrentHashMap<>();
    private @Nullable PlatformShared shared;
    private @Nullable PlatformAliases aliases;

    private PlatformCatalog(List<PlatformSource> sources, Map<String, Platform> given) {
        this.sources = List.copyOf(sources);
        this.given = given;
        Map<String, Set<String>> all = new LinkedHashMap<>();
        sources.forEach(source -> source.index()
                .forEach((id, entry) ->
                        all.computeIfAbsent(id, key -> new LinkedHashSet<>()).addAll(entry.names())));
        given.forEach((id, platform) -> all.put(id, platform.aliases()));
        this.names = Collections.unmodifiableMap(all);
    }

    /** Returns the catalogue of the platforms that come with the library. */
    public static PlatformCatalog shipped() {
        return new PlatformCatalog(List.of(new ShippedPlatforms()), Map.of());
    }

    /** Lays the files of a folder over this catalogue, and checks every platform that they change. */
    public PlatformCatalog with(Path folder) {
        FactProblems problems = new FactProblems();
        List<PlatformSource> layers = new ArrayList<>(sources);
        PlatformFolder files = PlatformFolder.read(folder, problems);
        layers.add(files);
        files.index().keySet().stream()
                .filter(given::containsKey)
                .forEach(id -> problems.add(
                        new FactPlace(folder.resolve(id + ".yaml").toString(), 1),
                        "platform " + id + " came as an object and has no file to override"));
        PlatformCatalog catalog = new PlatformCatalog(layers, given);
        PlatformShared checked = catalog.readShared(problems);
        Set<String> changed = files.changesShared()
                ? catalog.ids()
                : catalog.withHeirs(files.index().keySet());
        changed.forEach(id -> catalog.read(id, checked, problems));
        catalog.reportContested(checked, problems);
        problems.throwIfAny();
        return catalog;
    }

    /** What a shipped platform is called it keeps; a host's own files have to say what a name means that two of them give. */
    private void reportContested(PlatformShared common, FactProblems problems) {
        Map<String, Set<String>> settled = new LinkedHashMap<>();
        names.keySet().forEach(id -> settled.put(id, Set.of()));
        sources.get(0).index().forEach((id, entry) -> settled.put(id, Set.copyOf(entry.names())));
        List<Claim> claims =
                sources.stream().flatMap(source -> source.claims().stream()).toList();
        new PlatformAliases(settled, common.sharedNames()).reportContested(claims, problems);
    }

    /** Returns these platforms and all that extend them, directly or not. */
    private Set<String> withHeirs(Set<String> ids) {
        Set<String> all = new LinkedHashSet<>(ids);
        boolean more = true;
        while (more) {
            more = false;
            for (PlatformSource source : sources) {
                for (Map.Entry<String, PlatformSource.Entry> entry :
                        source.index().entrySet()) {
                    boolean heir =
                            entry.getValue().parent().filter(all::contains).isPresent();
                    more |= heir && all.add(entry.getKey());
                }
            }
        }
        return all;
    }

    /** Adds platforms whose ids are new. */
    public PlatformCatalog with(Collection<Platform> platforms) {
        Map<String, Platform> all = new LinkedHashMap<>(given);
        List<String> taken = new ArrayList<>();
        for (Platform platform : platforms) {
            if (names.containsKey(platform.id()) || all.put(platform.id(), platform) != null) {
                taken.add("platform \"" + platform.id() + "\" exists already; give the new one another id");
            }
        }
        if (!taken.isEmpty()) {
            throw new InvalidInputException(taken);
        }
        return new PlatformCatalog(sources, all);
    }

    /** Returns every id: shipped ones in their order, then those of the layers above. */
    public Set<String> ids() {
        return names.keySet();
    }

    /** Returns the platform with exactly that id. */
    public Optional<Platform> byId(String id) {
        if (!names.containsKey(id)) {
            return Optional.empty();
        }
        return Optional.of(known.computeIfAbsent(id, this::load));
    }

    /** Returns the platform with that id, or that name in another tool. */
    public Optional<Platform> byName(String name) {
        return names.containsKey(name) ? byId(name) : aliases().idOf(name).flatMap(this::byId);
    }

    /** Returns names that look like that one. */
    public List<String> near(String name) {
        return aliases().near(name);
    }

    private Platform load(String id) {
        FactProblems problems = new FactProblems();
        Platform platform = read(id, shared(), problems);
        problems.throwIfAny();
        return platform;
    }

    private Platform read(String id, PlatformShared common, FactProblems problems) {
        Platform object = given.get(id);
        return object != null
                ? object
                : new PlatformFacts(id, common, problems).read(merged(id, common, problems, Set.of()));
    }

    private synchronized PlatformAliases aliases() {
        PlatformAliases found = aliases;
        if (found == null) {
            found = new PlatformAliases(names, shared().sharedNames());
            aliases = found;
        }
        return found;
    }

    private synchronized PlatformShared shared() {
        PlatformShared found = shared;
        if (found == null) {
            FactProblems problems = new FactProblems();
            found = readShared(problems);
            problems.throwIfAny();
            shared = found;
        }
        return found;
    }

    private PlatformShared readShared(FactProblems problems) {
        FactMap file = new FactMap(new FactPlace(PlatformSource.SHARED + ".yaml", 1), Map.of());
        for (PlatformSource source : sources) {
            Optional<FactMap> above = source.read(PlatformSource.SHARED, problems);
            file = above.isPresent() ? FactMerge.over(file, above.get(), problems) : file;
        }
        return PlatformShared.of(file, problems);
    }

    /** Lays all files of one platform over what it extends, or over the defaults. */
    private FactMap merged(String id, PlatformShared common, FactProblems problems, Set<String> below) {
        List<FactMap> layers = sources.stream()
                .flatMap(source -> source.read(id, problems).stream())
                .toList();
        FactMap merged = base(id, layers, common, problems, below);
        for (FactMap layer : layers) {
            merged = FactMerge.over(merged, layer, problems);
        }
        return merged;
    }

    private FactMap base(
            String id, List<FactMap> layers, PlatformShared common, FactProblems problems, Set<String> below) {
        Optional<FactText> parent = layers.stream()
                .flatMap(layer -> layer.entries().get("extends") instanceof FactText text
                        ? Stream.of(text)
                        : Stream.<FactText>empty())
                .reduce((first, second) -> second);
        if (parent.isEmpty()) {
            return common.defaults();
        }
        String parentId = parent.get().text();
        Set<String> chain = new LinkedHashSet<>(below);
        chain.add(id);
        if (chain.contains(parentId)) {
            problems.add(parent.get().place(), "platform " + id + " extends itself: " + String.join(" > ", chain));
            return common.defaults();
        }
        if (!names.containsKey(parentId) || given.containsKey(parentId)) {
            problems.add(
                    parent.get().place(),
                    "no platform file \"" + parentId + "\" to extend" + NearMatches.hint(parentId, names.keySet()));
            return common.defaults();
        }
        return withoutIdentity(merged(parentId, common, problems, chain));
    }

    /** What names a platform and how it is recognised is its own and goes to nobody who extends it. */
    private static FactMap withoutIdentity(FactMap parent) {
        Map<String, FactNode> entries = new LinkedHashMap<>(parent.entries());
        entries.keySet().removeAll(Set.of("extends", "names", "detect"));
        return new FactMap(parent.place(), entries);
    }
}
