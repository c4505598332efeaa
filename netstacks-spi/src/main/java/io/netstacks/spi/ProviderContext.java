package io.netstacks.spi;

import java.time.Clock;

/**
 * What a provider gets from the library when it is asked to work. Immutable.
 *
 * @param settings the provider's own settings
 * @param clock the time, for everything that is stored or compared
 * @param secrets where references to secrets are resolved
 */
public record ProviderContext(Settings settings, Clock clock, SecretResolver secrets) {}
