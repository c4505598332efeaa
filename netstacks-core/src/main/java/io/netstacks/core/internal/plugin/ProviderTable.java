package io.netstacks.core.internal.plugin;

import io.netstacks.core.plugin.Plugins;
import io.netstacks.core.plugin.Plugins.Plugin;
import io.netstacks.core.plugin.Plugins.State;
import io.netstacks.core.text.NearMatches;
import io.netstacks.spi.Option;
import io.netstacks.spi.Provider;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.error.ProviderException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses providers: several by id for keyed ports, exactly one for the others. Confined to the building thread. */
public final class ProviderTable {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderTable.class);

    private final ProviderLoader loader;
    private final boolean discovery;
    private final List<Plugin> report = new ArrayList<>();
    private final Map<String, Map<String, String>> settings;
    private final List<String> problems = new ArrayList<>();

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
     * Returns all providers of a keyed port by id: given ones, then discovered ones, then built-in ones.
     *
     * @param replacing ids that a given provider may take over
     * @throws InvalidInputException if two providers have the same id
     */
    public <P extends Provider> Map<String, P> keyed(
            Class<P> port, List<? extends P> given, List<? extends P> builtIn, List<String> replacing) {
        Map<String, P> chosen = new LinkedHashMap<>();
        given.forEach(provider -> put(port, chosen, provider, "given", replacing));
        if (discovery) {
            loader.load(port, report).forEach(found -> put(port, chosen, found.provider(), found.origin(), replacing));
        }
        builtIn.forEach(provider -> put(port, chosen, provider, "built in", replacing));
        return chosen;
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
     * Returns the provider of a port that has exactly one: the given one, or the only one that is discovered, or the
     * built-in one.
     *
     * @throws InvalidInputException if several were found and none was chosen
     */
    public <P extends Provider> P single(Class<P> port, Optional<P> given, Optional<String> wantedId, P builtIn) {
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
                    .orElseThrow(() -> unusable(port.getSimpleName(), wanted));
        }
        if (found.size() > 1) {
            throw InvalidInputException.of("several providers of " + port.getSimpleName() + " were found: "
                    + found.stream().map(f -> f.provider().id()).toList()
                    + "; choose one with NetStacks.builder().use(provider) or .storage(id)");
        }
        return found.isEmpty() ? builtIn : found.get(0).provider();
    }

    /** Returns the failure of somebody who named a provider that is not active; its line of the report is quoted. */
    private RuntimeException unusable(String port, String id) {
        return new Plugins(report)
                .find(port, id)
                .<RuntimeException>map(line -> new ProviderException(
                        port + " \"" + id + "\" is " + line.state() + " (" + line.origin() + "): " + line.detail()))
                .orElseGet(() -> NotFoundException.of(port, id, List.of()));
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
                problems.add("setting " + provider.id() + "." + entry.getKey() + " is unknown; "
                        + hint(entry.getKey(), keys));
            } else {
                check(provider, option.get(), entry.getValue());
            }
        }
        return new GivenSettings(values);
    }

    private static String hint(String key, List<String> keys) {
        List<String> near = NearMatches.of(key, keys);
        return near.isEmpty() ? "known are " + keys : "did you mean " + String.join(", ", near) + "?";
    }

    private void check(Provider provider, Option<?> option, String value) {
        try {
            option.read(value);
        } catch (InvalidInputException e) {
            e.problems().forEach(problem -> problems.add("setting " + provider.id() + ": " + problem));
        }
    }

    /** Notes that settings were given for a provider that nobody knows. */
    public void checkSettingIds(java.util.Collection<String> ids) {
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
            throw new InvalidInputException(problems);
        }
        for (Plugin plugin : report) {
            if (plugin.state() == State.BROKEN || plugin.state() == State.INCOMPATIBLE) {
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
