package io.netstacks.core.internal.platform;

import io.netstacks.core.internal.platform.FactNode.FactMap;
import io.netstacks.core.internal.platform.FactNode.FactText;
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

/**
 * Platforms from layers of files, and those that came as objects. A file is read when its platform is asked for, so that
 * a program pays for the platforms that it meets. Its content never changes. Safe for use by many threads.
 */
public final class PlatformCatalog {

    private final List<PlatformSource> sources;
    private final PlatformShared shared;
    private final Map<String, Platform> given;
    private final Set<String> ids;
    private final Map<String, Platform> known = new ConcurrentHashMap<>();
    private final PlatformAliases aliases;

    private PlatformCatalog(List<PlatformSource> sources, PlatformShared shared, Map<String, Platform> given) {
        this.sources = sources;
        this.shared = shared;
        this.given = given;
        Set<String> all = new LinkedHashSet<>();
        sources.forEach(source -> all.addAll(source.ids()));
        all.addAll(given.keySet());
        this.ids = all;
        this.aliases = new PlatformAliases(this, shared.sharedNames());
    }

    /** Returns the catalogue of the platforms that come with the library. */
    public static PlatformCatalog shipped() {
        FactProblems problems = new FactProblems();
        PlatformCatalog catalog = of(List.of(new ShippedPlatforms()), Map.of(), problems);
        problems.throwIfAny();
        return catalog;
    }

    /** Lays the files of a folder over this catalogue, and checks every platform that comes out. */
    public PlatformCatalog with(Path folder) {
        FactProblems problems = new FactProblems();
        List<PlatformSource> layers = new ArrayList<>(sources);
        PlatformFolder files = PlatformFolder.read(folder, problems);
        layers.add(files);
        files.ids().stream()
                .filter(given::containsKey)
                .forEach(id -> problems.add(
                        new FactPlace(folder.resolve(id + ".yaml").toString(), 1),
                        "platform " + id + " came as an object and has no file to override"));
        PlatformCatalog catalog = of(layers, given, problems);
        catalog.ids.forEach(id -> catalog.load(id, problems));
        problems.throwIfAny();
        return catalog;
    }

    /** Adds platforms whose ids are new. */
    public PlatformCatalog with(Collection<Platform> platforms) {
        Map<String, Platform> all = new LinkedHashMap<>(given);
        List<String> taken = new ArrayList<>();
        for (Platform platform : platforms) {
            if (ids.contains(platform.id()) || all.put(platform.id(), platform) != null) {
                taken.add("platform \"" + platform.id() + "\" exists already; give the new one another id");
            }
        }
        if (!taken.isEmpty()) {
            throw new InvalidInputException(taken);
        }
        return new PlatformCatalog(sources, shared, all);
    }

    /** Returns every id: shipped ones in their order, then those of the layers above. */
    public Set<String> ids() {
        return Collections.unmodifiableSet(ids);
    }

    /** Returns the platform with exactly that id. */
    public Optional<Platform> byId(String id) {
        if (!ids.contains(id)) {
            return Optional.empty();
        }
        return Optional.of(known.computeIfAbsent(id, this::load));
    }

    /** Returns the platform with that id, or that name in another tool. */
    public Optional<Platform> byName(String name) {
        return aliases.idOf(name).flatMap(this::byId);
    }

    /** Returns names that look like that one. */
    public List<String> near(String name) {
        return aliases.near(name);
    }

    private static PlatformCatalog of(
            List<PlatformSource> sources, Map<String, Platform> given, FactProblems problems) {
        FactMap file = new FactMap(new FactPlace(PlatformSource.SHARED + ".yaml", 1), Map.of());
        for (PlatformSource source : sources) {
            FactMap below = file;
            file = source.read(PlatformSource.SHARED, problems)
                    .map(above -> FactMerge.over(below, above, problems))
                    .orElse(below);
        }
        return new PlatformCatalog(List.copyOf(sources), PlatformShared.of(file, problems), given);
    }

    private Platform load(String id) {
        FactProblems problems = new FactProblems();
        Platform platform = load(id, problems);
        problems.throwIfAny();
        return platform;
    }

    private Platform load(String id, FactProblems problems) {
        Platform object = given.get(id);
        return object != null ? object : new PlatformFacts(id, shared, problems).read(merged(id, problems, Set.of()));
    }

    /** Lays all files of one platform over what it extends, or over the defaults. */
    private FactMap merged(String id, FactProblems problems, Set<String> below) {
        List<FactMap> layers = sources.stream()
                .flatMap(source -> source.read(id, problems).stream())
                .toList();
        FactMap merged = base(id, layers, problems, below);
        for (FactMap layer : layers) {
            merged = FactMerge.over(merged, layer, problems);
        }
        return merged;
    }

    private FactMap base(String id, List<FactMap> layers, FactProblems problems, Set<String> below) {
        Optional<FactText> parent = layers.stream()
                .flatMap(layer -> layer.entries().get("extends") instanceof FactText text
                        ? Stream.of(text)
                        : Stream.<FactText>empty())
                .reduce((first, second) -> second);
        if (parent.isEmpty()) {
            return shared.defaults();
        }
        String parentId = parent.get().text();
        Set<String> chain = new LinkedHashSet<>(below);
        chain.add(id);
        if (chain.contains(parentId)) {
            problems.add(parent.get().place(), "platform " + id + " extends itself: " + String.join(" > ", chain));
            return shared.defaults();
        }
        if (!ids.contains(parentId) || given.containsKey(parentId)) {
            List<String> near = NearNames.of(parentId, ids);
            problems.add(
                    parent.get().place(),
                    "no platform file \"" + parentId + "\" to extend"
                            + (near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?"));
            return shared.defaults();
        }
        return withoutIdentity(merged(parentId, problems, chain));
    }

    /** What names a platform and how it is recognised is its own and goes to nobody who extends it. */
    private static FactMap withoutIdentity(FactMap parent) {
        Map<String, FactNode> entries = new LinkedHashMap<>(parent.entries());
        entries.keySet().removeAll(Set.of("extends", "names", "detect"));
        return new FactMap(parent.place(), entries);
    }
}
