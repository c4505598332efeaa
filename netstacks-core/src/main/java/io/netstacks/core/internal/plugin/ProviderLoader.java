package io.netstacks.core.internal.plugin;

import io.netstacks.core.plugin.Plugins.Plugin;
import io.netstacks.core.plugin.Plugins.State;
import io.netstacks.spi.Availability;
import io.netstacks.spi.Option;
import io.netstacks.spi.Provider;
import io.netstacks.spi.SpiVersion;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Finds the providers of a port with {@code ServiceLoader}, each step under its own catch: a broken provider becomes a
 * line in the report and the next one is still found.
 */
public final class ProviderLoader {

    /** A broken service file could make the iterator fail for ever without moving on. */
    private static final int MOST_STEPS = 1000;

    private final List<ClassLoader> loaders;

    /** Creates one that looks with these class loaders, in order. */
    public ProviderLoader(List<ClassLoader> loaders) {
        this.loaders = List.copyOf(loaders);
    }

    /**
     * A provider that may be used. Immutable.
     *
     * @param provider the provider
     * @param origin where it comes from
     * @param <P> its port
     */
    public record Found<P extends Provider>(P provider, String origin) {}

    /** Returns the usable providers of a port; the fate of the others goes to the report. */
    public <P extends Provider> List<Found<P>> load(Class<P> port, List<Plugin> report) {
        List<Found<P>> found = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (ClassLoader loader : loaders) {
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            Thread.currentThread().setContextClassLoader(loader);
            try {
                loadWith(loader, port, seen, found, report);
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
        }
        return found;
    }

    private static <P extends Provider> void loadWith(
            ClassLoader loader, Class<P> port, Set<String> seen, List<Found<P>> found, List<Plugin> report) {
        Iterator<ServiceLoader.Provider<P>> candidates =
                ServiceLoader.load(port, loader).stream().iterator();
        for (int step = 0; step < MOST_STEPS; step++) {
            Optional<Class<?>> type = Optional.empty();
            try {
                if (!candidates.hasNext()) {
                    return;
                }
                ServiceLoader.Provider<P> candidate = candidates.next();
                type = Optional.of(candidate.type());
                if (seen.add(candidate.type().getName())) {
                    vet(port, candidate.get(), report).ifPresent(found::add);
                }
            } catch (ServiceConfigurationError | LinkageError | AssertionError | RuntimeException e) {
                rethrowIfFatal(e);
                if (seen.add("broken: " + e)) {
                    String origin = type.map(ProviderLoader::origin)
                            .orElseGet(() -> ServiceFiles.origin(loader, port, e.toString()));
                    String name = type.map(Class::getName).orElse("");
                    report.add(new Plugin(port.getSimpleName(), name, State.BROKEN, origin, explain(e)));
                }
            }
        }
    }

    /** Asks everything that is asked of it later while the host is built, so that it fails here, alone. */
    private static <P extends Provider> Optional<Found<P>> vet(Class<P> port, P provider, List<Plugin> report) {
        String origin = origin(provider.getClass());
        SpiVersion built = provider.builtAgainst();
        if (!built.worksWith(SpiVersion.running())) {
            report.add(new Plugin(
                    port.getSimpleName(),
                    provider.id(),
                    State.INCOMPATIBLE,
                    origin,
                    "was compiled against SPI " + built + ", this library offers " + SpiVersion.running()));
            return Optional.empty();
        }
        Availability availability = provider.availability();
        if (availability instanceof Availability.Unavailable unavailable) {
            report.add(
                    new Plugin(port.getSimpleName(), provider.id(), State.UNAVAILABLE, origin, unavailable.reason()));
            return Optional.empty();
        }
        if (provider.id().isBlank()) {
            throw new IllegalStateException("its id() is blank");
        }
        provider.options().forEach(Option::key);
        return Optional.of(new Found<>(provider, origin));
    }

    private static void rethrowIfFatal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof VirtualMachineError fatal) {
                throw fatal;
            }
        }
    }

    /** Returns the root of a failure, as a line of the report says it. */
    static String explain(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String hint = root instanceof LinkageError
                ? "; a class is missing or of another version: compare the versions of the jars"
                : "";
        return root.getClass().getSimpleName() + ": " + root.getMessage() + hint;
    }

    static String origin(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null
                ? "unknown"
                : source.getLocation().toString();
    }
}
