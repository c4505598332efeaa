package io.netstacks.examples.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a device is reached, as far as it is said. */
final class ReachOptions {

    @Option(names = "--host", paramLabel = "HOST", description = "Its name or address.")
    private Optional<String> host = Optional.empty();

    @Option(names = "--port", paramLabel = "PORT", description = "Its port.")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--platform", paramLabel = "ID", description = "Its platform, or autodetect.")
    private Optional<String> platform = Optional.empty();

    @Option(names = "--credential", paramLabel = "NAME", description = "The name of its credentials.")
    private Optional<String> credential = Optional.empty();

    @Option(names = "--command-timeout", paramLabel = "SECONDS", description = "Time for one command.")
    private Optional<Integer> commandTimeout = Optional.empty();

    Optional<String> host() {
        return host;
    }

    Optional<Integer> port() {
        return port;
    }

    Optional<String> platform() {
        return platform;
    }

    Optional<String> credential() {
        return credential;
    }

    Optional<Duration> commandTimeout() {
        return commandTimeout.map(Duration::ofSeconds);
    }
}
