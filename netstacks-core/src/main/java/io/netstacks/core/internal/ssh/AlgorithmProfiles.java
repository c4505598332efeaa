package io.netstacks.core.internal.ssh;

import io.netstacks.spi.transport.SshProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.LoggerFactory;

/**
 * Which algorithms a profile offers, in the order of preference. sshj's own order puts CBC before CTR and SHA-1 before
 * SHA-2, so every list is spelled out. Immutable; a configuration is shared by all connections of its profile.
 */
final class AlgorithmProfiles {

    private static final List<String> MODERN_KEX = List.of(
            "curve25519-sha256",
            "curve25519-sha256@libssh.org",
            "ecdh-sha2-nistp256",
            "ecdh-sha2-nistp384",
            "ecdh-sha2-nistp521",
            "diffie-hellman-group14-sha256",
            "diffie-hellman-group-exchange-sha256",
            "diffie-hellman-group16-sha512",
            "diffie-hellman-group18-sha512",
            "ext-info-c");
    private static final List<String> COMPAT_KEX =
            with(MODERN_KEX, "diffie-hellman-group14-sha1", "diffie-hellman-group-exchange-sha1");
    private static final List<String> LEGACY_KEX = with(
            MODERN_KEX.subList(0, MODERN_KEX.size() - 1), // some old servers drop the connection at ext-info-c
            "diffie-hellman-group14-sha1",
            "diffie-hellman-group-exchange-sha1",
            "diffie-hellman-group1-sha1");

    private static final List<String> MODERN_KEYS = List.of(
            "ssh-ed25519",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "rsa-sha2-512",
            "rsa-sha2-256");
    private static final List<String> COMPAT_KEYS = with(MODERN_KEYS, "ssh-rsa");
    private static final List<String> LEGACY_KEYS = with(COMPAT_KEYS, "ssh-dss");

    private static final List<String> MODERN_CIPHERS = List.of(
            "aes128-gcm@openssh.com",
            "aes256-gcm@openssh.com",
            "aes128-ctr",
            "aes192-ctr",
            "aes256-ctr",
            "chacha20-poly1305@openssh.com"); // slower, and without strict key exchange open to CVE-2023-48795
    private static final List<String> COMPAT_CIPHERS = with(MODERN_CIPHERS, "aes128-cbc", "aes192-cbc", "aes256-cbc");
    private static final List<String> LEGACY_CIPHERS = with(COMPAT_CIPHERS, "3des-cbc", "blowfish-cbc");

    private static final List<String> MODERN_MACS =
            List.of("hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com", "hmac-sha2-256", "hmac-sha2-512");
    private static final List<String> COMPAT_MACS = with(MODERN_MACS, "hmac-sha1-etm@openssh.com", "hmac-sha1");
    private static final List<String> LEGACY_MACS = with(COMPAT_MACS, "hmac-sha1-96", "hmac-md5", "hmac-md5-96");

    private final Map<SshProfile, Config> configs = new EnumMap<>(SshProfile.class);

    /**
     * Creates them.
     *
     * @param own take the place of sshj's own
     */
    AlgorithmProfiles(OwnAlgorithms own) {
        configs.put(SshProfile.MODERN, config(own, MODERN_KEX, MODERN_KEYS, MODERN_CIPHERS, MODERN_MACS));
        configs.put(SshProfile.COMPAT, config(own, COMPAT_KEX, COMPAT_KEYS, COMPAT_CIPHERS, COMPAT_MACS));
        configs.put(SshProfile.LEGACY, config(own, LEGACY_KEX, LEGACY_KEYS, LEGACY_CIPHERS, LEGACY_MACS));
    }

    /** Returns the strongest of the weaker profiles that has one of these algorithms. */
    static Optional<SshProfile> weakerWith(SshProfile profile, Collection<String> names) {
        return Arrays.stream(SshProfile.values())
                .filter(weaker -> weaker.compareTo(profile) > 0)
                .filter(weaker -> !Collections.disjoint(names(weaker), names))
                .findFirst();
    }

    private static List<String> names(SshProfile profile) {
        return switch (profile) {
            case MODERN -> all(MODERN_KEX, MODERN_KEYS, MODERN_CIPHERS, MODERN_MACS);
            case COMPAT -> all(COMPAT_KEX, COMPAT_KEYS, COMPAT_CIPHERS, COMPAT_MACS);
            case LEGACY -> all(LEGACY_KEX, LEGACY_KEYS, LEGACY_CIPHERS, LEGACY_MACS);
        };
    }

    private static List<String> all(List<String> kex, List<String> keys, List<String> ciphers, List<String> macs) {
        return Stream.of(kex, keys, ciphers, macs).flatMap(List::stream).toList();
    }

    Config config(SshProfile profile) {
        return java.util.Objects.requireNonNull(configs.get(profile), "every profile has a configuration");
    }

    private static Config config(
            OwnAlgorithms own, List<String> kex, List<String> keys, List<String> ciphers, List<String> macs) {
        DefaultConfig config = new QuietConfig();
        config.setKeyExchangeFactories(ordered(kex, own.exchanges(), config.getKeyExchangeFactories()));
        config.setKeyAlgorithms(ordered(keys, own.keys(), config.getKeyAlgorithms()));
        config.setCipherFactories(ordered(ciphers, own.ciphers(), config.getCipherFactories()));
        config.setMACFactories(ordered(macs, List.of(), config.getMACFactories()));
        return config;
    }

    /** The library's own logs the ciphers that it cannot have, as news, before it can be told not to. */
    private static final class QuietConfig extends DefaultConfig {

        @Override
        public void setLoggerFactory(LoggerFactory ignored) {
            super.setLoggerFactory(new SshLibraryLog());
        }
    }

    /** Returns the factories of these names, in this order, ours before sshj's. */
    private static <T> List<Factory.Named<T>> ordered(
            List<String> names, List<Factory.Named<T>> ours, List<Factory.Named<T>> known) {
        List<Factory.Named<T>> ordered = new ArrayList<>();
        for (String name : names) {
            Stream.concat(ours.stream(), known.stream())
                    .filter(factory -> factory.getName().equals(name))
                    .findFirst()
                    .ifPresent(ordered::add);
        }
        return ordered;
    }

    private static List<String> with(List<String> stronger, String... weaker) {
        List<String> all = new ArrayList<>(stronger);
        all.addAll(List.of(weaker));
        return List.copyOf(all);
    }
}
