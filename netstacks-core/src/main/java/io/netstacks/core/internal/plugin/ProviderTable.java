package io.netstacks.core.internal.plugin;

import io.netstacks.core.plugin.Plugins;
import io.netstacks.core.plugin.Plugins.Plugin;
import io.netstacks.core.plugin.Plugins.State;
import io.netstacks.core.text.NearMatches;
import io.netstacks.spi.Availability;
import io.netstacks.spi.Option;
import io.netstacks.spi.Provider;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.error.ProviderException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses providers: several by id for keyed ports, exactly one for the others. Confined to the building thread. */
public final class ProviderTable {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderTable.class);

    private static final Set<State> NEED_A_LOOK = EnumSet.of(State.BROKEN, State.INCOMPATIBLE, State.DUPLICATE);

    private final ProviderLoader loader;
    private final boolean discovery;
    private final List<Plugin> report = new ArrayList<>();
    private final Map<String, Map<String, String>> settings;
    private final List<String> problems = new ArrayList<>();
    private final IdentityHashMap<Provider, String> discovered = new IdentityHashMap<>();

    /**
     * Creates it.
     *
     * @param settings by provider id, then by key
     */
    public ProviderTable(ProviderLoader loader, boolean discovery, Map<String, Map<String, String>> settings) {
        this.loader = loader;
        this.discovery = discovery;
        this.settings = settings;
    }

    /**
     * Returns all providers of a keyed port by id: given ones, then discovered ones, then built-in ones. A discovered one
     * whose id is taken already is left out and reported: a jar must not take over what the host or the library named, and
     * must not keep the host from starting either.
     *
     * @param replacing ids that a given provider may take over
     * @throws InvalidInputException if the host gave two providers with the same id, or one with a built-in id
     * @throws ProviderException if one that the host gave cannot work here
     */
    public <P extends Provider> Map<String, P> keyed(
            Class<P> port, List<? extends P> given, List<? extends P> builtIn, List<String> replacing) {
        Map<String, P> chosen = new LinkedHashMap<>();
        for (P provider : given) {
            refuseUnfit(port, provider);
            put(port, chosen, provider, "given", replacing);
        }
        Map<String, P> taken = new LinkedHashMap<>(chosen);
        builtIn.forEach(provider -> taken.putIfAbsent(provider.id(), provider));
        if (discovery) {
            for (ProviderLoader.Found<P> found : loader.load(port, report)) {
                P other = taken.putIfAbsent(found.provider().id(), found.provider());
                if (other == null) {
                    put(port, chosen, found.provider(), found.origin(), replacing);
                    discovered.put(found.provider(), found.origin());
                } else {
                    report.add(new Plugin(
                            port.getSimpleName(),
                            found.provider().id(),
                            replacing.contains(found.provider().id()) ? State.REPLACED : State.DUPLICATE,
                            found.origin(),
                            found.provider().getClass().getName() + " is not used: its id belongs to "
                                    + other.getClass().getName()));
                }
            }
        }
        builtIn.forEach(provider -> put(port, chosen, provider, "built in", replacing));
        return chosen;
    }

    /** What is found and cannot work is a line of the report; what the host counts on is a failure. */
    private static <P extends Provider> void refuseUnfit(Class<P> port, P given) {
        String who = port.getSimpleName() + " \"" + given.id() + "\" ("
                + given.getClass().getName() + ")";
        SpiVersion built = given.builtAgainst();
        if (!built.worksWith(SpiVersion.running())) {
            throw new ProviderException(
                    who + " was compiled against SPI " + built + ", this library offers " + SpiVersion.running());
        }
        if (given.availability() instanceof Availability.Unavailable unavailable) {
            throw new ProviderException(who + " cannot work here: " + unavailable.reason());
        }
    }

    private <P extends Provider> void put(
            Class<P> port, Map<String, P> chosen, P provider, String origin, List<String> replacing) {
        P other = chosen.putIfAbsent(provider.id(), provider);
        if (other == null) {
            report.add(new Plugin(port.getSimpleName(), provider.id(), State.ACTIVE, origin, ""));
        } else if (replacing.contains(provider.id())) {
            report.add(new Plugin(
                    port.getSimpleName(),
                    provider.id(),
                    State.REPLACED,
                    origin,
                    "its id was taken over by " + other.getClass().getName()));
        } else {
            throw InvalidInputException.of(port.getSimpleName() + " \"" + provider.id() + "\" is there twice: "
                    + other.getClass().getName() + " and " + provider.getClass().getName()
                    + "; only NetStacks.builder().replace(provider) may take an id over");
        }
    }

    /**
     * Returns what an active provider brings. A discovered one that fails becomes a line of the report, and brings nothing;
     * the failure of a given one is the host's to see.
     */
    public <P extends Provider, R> Optional<R> ask(Class<P> port, P provider, Function<P, R> question) {
        String origin = discovered.get(provider);
        if (origin == null) {
            return Optional.of(question.apply(provider));
        }
        try {
            return Optional.of(question.apply(provider));
        } catch (LinkageError | AssertionError | RuntimeException e) { // the provider may be anybody's
            report.removeIf(line -> line.port().equals(port.getSimpleName())
                    && line.id().equals(provider.id())
                    && line.state() == State.ACTIVE);
            report.add(
                    new Plugin(port.getSimpleName(), provider.id(), State.BROKEN, origin, ProviderLoader.explain(e)));
            return Optional.empty();
        }
    }

    /**
     * Returns the provider of a port that has exactly one: the given one, or the only one that is discovered, or the
     * built-in one.
     *
     * @throws InvalidInputException if several were found and none was chosen
     * @throws ProviderException if the given one cannot work here
     */
    public <P extends Provider> P single(Class<P> port, Optional<P> given, Optional<String> wantedId, P builtIn) {
        given.ifPresent(provider -> refuseUnfit(port, provider));
        List<ProviderLoader.Found<P>> found = discovery ? loader.load(port, report) : List.of();
        P chosen = given.orElseGet(() -> choose(port, found, wantedId, builtIn));
        boolean listed = false;
        for (ProviderLoader.Found<P> candidate : found) {
            listed |= candidate.provider() == chosen;
            State state = candidate.provider() == chosen ? State.ACTIVE : State.AVAILABLE;
            report.add(new Plugin(port.getSimpleName(), candidate.provider().id(), state, candidate.origin(), ""));
        }
        if (chosen != builtIn) {
            report.add(new Plugin(port.getSimpleName(), builtIn.id(), State.AVAILABLE, "built in", ""));
        }
        if (!listed) {
            String origin = chosen == builtIn ? "built in" : "given";
            report.add(new Plugin(port.getSimpleName(), chosen.id(), State.ACTIVE, origin, ""));
        }
        return chosen;
    }

    private <P extends Provider> P choose(
            Class<P> port, List<ProviderLoader.Found<P>> found, Optional<String> wantedId, P builtIn) {
        if (wantedId.isPresent()) {
            String wanted = wantedId.get();
            return found.stream()
                    .map(ProviderLoader.Found::provider)
                    .filter(provider -> provider.id().equals(wanted))
                    .findFirst()
                    .or(() -> builtIn.id().equals(wanted) ? Optional.of(builtIn) : Optional.empty())
                    .orElseThrow(() -> unusable(port.getSimpleName(), wanted, ids(found, builtIn)));
        }
        if (found.size() > 1) {
            throw InvalidInputException.of("several providers of " + port.getSimpleName() + " were found: "
                    + found.stream().map(f -> f.provider().id()).toList()
                    + "; choose one with NetStacks.builder().use(provider) or .storage(id)");
        }
        if (found.isEmpty()) {
            refuseSilentFallback(port.getSimpleName(), builtIn.id());
            return builtIn;
        }
        return found.get(0).provider();
    }

    private static <P extends Provider> List<String> ids(List<ProviderLoader.Found<P>> found, P builtIn) {
        return Stream.concat(found.stream().map(f -> f.provider().id()), Stream.of(builtIn.id()))
                .toList();
    }

    /** Who put a provider on the class path counts on it: what is built in must not stand in for it unasked. */
    private void refuseSilentFallback(String port, String builtIn) {
        List<String> defects = defects(port);
        if (!defects.isEmpty()) {
            throw new ProviderException("no " + port + " is usable: " + String.join("; ", defects)
                    + ". Mend or remove it, or choose \"" + builtIn + "\", which is built in");
        }
    }

    /** Returns the failure of somebody who named a provider that is not active; its line of the report is quoted. */
    private RuntimeException unusable(String port, String id, List<String> known) {
        return new Plugins(report)
                .find(port, id)
                .<RuntimeException>map(line -> new ProviderException(
                        port + " \"" + id + "\" is " + line.state() + " (" + line.origin() + "): " + line.detail()))
                .orElseGet(() -> missing(port, id, known));
    }

    /** A provider that failed before it could say its id may be the one that is missing. */
    private RuntimeException missing(String port, String id, List<String> known) {
        List<String> defects = defects(port);
        String there = "no " + port + " named \"" + id + "\"" + NearMatches.hint(id, known, "known are " + known);
        return defects.isEmpty()
                ? new NotFoundException(there)
                : new ProviderException(there + " Not usable: " + String.join("; ", defects));
    }

    private List<String> defects(String port) {
        return report.stream()
                .filter(line -> line.port().equals(port))
                .filter(line -> line.state() == State.BROKEN || line.state() == State.INCOMPATIBLE)
                .map(ProviderTable::sentence)
                .toList();
    }

    private static String sentence(Plugin line) {
        String name = line.id().isEmpty() ? "a provider" : line.id();
        return name + " is " + line.state() + " (" + line.origin() + "): " + line.detail();
    }

    /** Returns the settings of a provider; what is wrong with them is collected for {@link #finish()}. */
    public io.netstacks.spi.Settings settingsOf(Provider provider) {
        Map<String, String> values = settings.getOrDefault(provider.id(), Map.of());
        List<String> keys = provider.options().stream().map(Option::key).toList();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            Optional<Option<?>> option = provider.options().stream()
                    .filter(candidate -> candidate.key().equals(entry.getKey()))
                    .findFirst();
            if (option.isEmpty()) {
                problems.add("setting " + provider.id() + "." + entry.getKey() + " is unknown"
                        + NearMatches.hint(entry.getKey(), keys, "known are " + keys));
            } else {
                check(provider, option.get(), entry.getValue());
            }
        }
        return new GivenSettings(values);
    }

    private void check(Provider provider, Option<?> option, String value) {
        try {
            option.read(value);
        } catch (InvalidInputException e) {
            e.problems().forEach(problem -> problems.add("setting " + provider.id() + ": " + problem));
        }
    }

    /** Notes that settings were given for a provider that nobody knows. */
    public void checkSettingIds(Collection<String> ids) {
        settings.keySet().stream()
                .filter(id -> !ids.contains(id))
                .forEach(id -> problems.add(
                        "settings are given for \"" + id + "\", but there is no active provider of that id"));
    }

    /**
     * Returns the report, and logs it in a line.
     *
     * @throws InvalidInputException with everything that is wrong with the settings
     */
    public Plugins finish() {
        if (!problems.isEmpty()) {
            // Settings of a provider that did not come up are settings of nobody
            report.stream()
                    .filter(line -> NEED_A_LOOK.contains(line.state()))
                    .forEach(line -> problems.add(line.port() + ": " + sentence(line)));
            throw new InvalidInputException(problems);
        }
        for (Plugin plugin : report) {
            if (NEED_A_LOOK.contains(plugin.state())) {
                LOG.warn(
                        "provider of {} not usable: {} {} from {}: {}",
                        plugin.port(),
                        plugin.id(),
                        plugin.state(),
                        plugin.origin(),
                        plugin.detail());
            }
        }
        LOG.info(
                "providers: {} active, {} in all",
                report.stream().filter(p -> p.state() == State.ACTIVE).count(),
                report.size());
        return new Plugins(report);
    }
}
