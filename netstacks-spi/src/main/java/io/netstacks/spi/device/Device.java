package io.netstacks.spi.device;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One managed box, known by name: where it is, what it runs, who may log in. Holds the name of credentials, never
 * credentials. Immutable.
 */
public final class Device {

    /** The command timeout of a device that names none. */
    public static final Duration DEFAULT_COMMAND_TIMEOUT = Duration.ofSeconds(60);

    private static final int MOST_TAGS = 10_000;

    private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl}]{1,255}");

    private final String name;
    private final Endpoint endpoint;
    private final String platform;
    private final String transport;
    private final String credential;
    private final Optional<String> site;
    private final Set<String> tags;
    private final String sshProfile;
    private final Optional<String> hostKeyPin;
    private final List<JumpHop> hops;
    private final Optional<ProxySpec> proxy;
    private final Duration commandTimeout;
    private final boolean enabled;
    private final Map<String, String> properties;

    private Device(Builder builder) {
        name = builder.name;
        String host = builder.host == null ? builder.name : builder.host;
        endpoint = new Endpoint(host, builder.port > 0 ? builder.port : builder.transport.equals("telnet") ? 23 : 22);
        platform = builder.platform;
        transport = builder.transport;
        credential = builder.credential;
        site = builder.site;
        tags = Set.copyOf(builder.tags);
        sshProfile = builder.sshProfile;
        hostKeyPin = builder.hostKeyPin;
        hops = List.copyOf(builder.hops);
        proxy = builder.proxy;
        commandTimeout = builder.commandTimeout;
        enabled = builder.enabled;
        properties = Map.copyOf(builder.properties);
    }

    /**
     * Starts a device.
     *
     * @param name one word of at most 255 characters, unique in the inventory
     * @throws InvalidInputException if it is none
     */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Returns a builder that begins with everything that this device has. */
    public Builder toBuilder() {
        Builder copy = new Builder(name)
                .at(endpoint.host(), endpoint.port())
                .platform(platform)
                .transport(transport)
                .credential(credential)
                .tags(tags)
                .sshProfile(sshProfile)
                .commandTimeout(commandTimeout)
                .enabled(enabled);
        site.ifPresent(copy::site);
        hostKeyPin.ifPresent(copy::hostKeyPin);
        proxy.ifPresent(copy::proxy);
        hops.forEach(copy::via);
        properties.forEach(copy::property);
        return copy;
    }

    /** Returns the name, by which everything refers to the device. */
    public String name() {
        return name;
    }

    /** Returns where it listens; the host is the name when none was given, the port is 22, or 23 for {@code telnet}. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Returns the platform's id or one of its aliases, or {@code autodetect}, which is the default. */
    public String platform() {
        return platform;
    }

    /** Returns the id of the transport, {@code ssh} by default. */
    public String transport() {
        return transport;
    }

    /** Returns the name of the credentials, {@code default} by default. */
    public String credential() {
        return credential;
    }

    /** Returns the site, under which sessions may be throttled together. */
    public Optional<String> site() {
        return site;
    }

    /** Returns the tags. */
    public Set<String> tags() {
        return tags;
    }

    /** Returns the name of the algorithm profile: {@code modern}, {@code compat} (the default) or {@code legacy}. */
    public String sshProfile() {
        return sshProfile;
    }

    /** Returns the only host-key fingerprint that is accepted, {@code SHA256:…}; empty to follow the host-key policy. */
    public Optional<String> hostKeyPin() {
        return hostKeyPin;
    }

    /** Returns the SSH hosts on the way, the nearest to us first. */
    public List<JumpHop> hops() {
        return hops;
    }

    /** Returns the proxy that the first TCP connection goes through. */
    public Optional<ProxySpec> proxy() {
        return proxy;
    }

    /** Returns how long one command may take unless the command says otherwise, 60 seconds by default. */
    public Duration commandTimeout() {
        return commandTimeout;
    }

    /** Tells whether sessions to it are allowed, as they are by default. */
    public boolean enabled() {
        return enabled;
    }

    /** Returns what the host wants to remember about it; not interpreted. */
    public Map<String, String> properties() {
        return properties;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Device that
                && name.equals(that.name)
                && endpoint.equals(that.endpoint)
                && platform.equals(that.platform)
                && transport.equals(that.transport)
                && credential.equals(that.credential)
                && site.equals(that.site)
                && tags.equals(that.tags)
                && sshProfile.equals(that.sshProfile)
                && hostKeyPin.equals(that.hostKeyPin)
                && hops.equals(that.hops)
                && proxy.equals(that.proxy)
                && commandTimeout.equals(that.commandTimeout)
                && enabled == that.enabled
                && properties.equals(that.properties);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Returns name, platform and endpoint. */
    @Override
    public String toString() {
        return name + " (" + platform + " at " + endpoint + ")";
    }

    /** Collects what makes a device. Confined: one thread at a time. */
    public static final class Builder {

        private final String name;
        private @org.jspecify.annotations.Nullable String host;
        private int port;
        private String platform = "autodetect";
        private String transport = "ssh";
        private String credential = "default";
        private Optional<String> site = Optional.empty();
        private final Set<String> tags = new LinkedHashSet<>();
        private String sshProfile = "compat";
        private Optional<String> hostKeyPin = Optional.empty();
        private final List<JumpHop> hops = new ArrayList<>();
        private Optional<ProxySpec> proxy = Optional.empty();
        private Duration commandTimeout = DEFAULT_COMMAND_TIMEOUT;
        private boolean enabled = true;
        private final Map<String, String> properties = new LinkedHashMap<>();

        private Builder(String name) {
            if (!NAME.matcher(name).matches()) {
                throw InvalidInputException.of(
                        "a device name is one word of 1 to 255 characters without control characters");
            }
            this.name = name;
        }

        /** Sets the host name or address, which {@link #build()} checks; the port stays what it is. */
        public Builder at(String newHost) {
            host = newHost;
            return this;
        }

        /**
         * Sets where it listens.
         *
         * @throws InvalidInputException if the host is no word, or the port not from 1 to 65535
         */
        public Builder at(String newHost, int newPort) {
            Endpoint given = new Endpoint(newHost, newPort);
            host = given.host();
            port = given.port();
            return this;
        }

        /**
         * Sets the platform's id or an alias of it; {@code autodetect} when never set.
         *
         * @throws InvalidInputException if it is blank
         */
        public Builder platform(String value) {
            if (value.isBlank()) {
                throw InvalidInputException.of("the platform of " + name + " is blank; leave it out to detect it");
            }
            platform = value;
            return this;
        }

        /** Sets the transport; {@code ssh} when never set. */
        public Builder transport(String value) {
            transport = value;
            return this;
        }

        /** Sets the name of the credentials; {@code default} when never set. */
        public Builder credential(String value) {
            credential = value;
            return this;
        }

        /** Sets the site, under which sessions may be throttled together. */
        public Builder site(String value) {
            site = Optional.of(value);
            return this;
        }

        /** Adds a tag. */
        public Builder tag(String value) {
            tags.add(value);
            return this;
        }

        /** Adds tags. */
        public Builder tags(Collection<String> values) {
            tags.addAll(values);
            return this;
        }

        /** Sets the algorithm profile; {@code compat} when never set. */
        public Builder sshProfile(String value) {
            sshProfile = value;
            return this;
        }

        /** Accepts only the host key with this fingerprint, {@code SHA256:…}. */
        public Builder hostKeyPin(String fingerprint) {
            hostKeyPin = Optional.of(fingerprint);
            return this;
        }

        /** Adds an SSH host on the way, the nearest to us first. */
        public Builder via(JumpHop hop) {
            hops.add(hop);
            return this;
        }

        /** Sets the proxy for the first TCP connection. */
        public Builder proxy(ProxySpec value) {
            proxy = Optional.of(value);
            return this;
        }

        /**
         * Sets how long one command may take; 60 seconds when never set.
         *
         * @throws InvalidInputException if it is not positive, or longer than {@link Limits#TIME}
         */
        public Builder commandTimeout(Duration value) {
            commandTimeout = Limits.time("the command timeout of " + name, value);
            return this;
        }

        /** Allows or forbids sessions to it; allowed when never set. */
        public Builder enabled(boolean value) {
            enabled = value;
            return this;
        }

        /** Remembers something about it. */
        public Builder property(String key, String value) {
            properties.put(key, value);
            return this;
        }

        /**
         * Returns the device.
         *
         * @throws InvalidInputException if host or port is wrong, or something is larger than a store keeps: a name, tag or key
         *     of a property of more than {@link Limits#KEY} characters, more than 10,000 tags, or properties of more than
         *     {@link Limits#TEXT} characters
         */
        public Device build() {
            checkName("platform", platform);
            checkName("transport", transport);
            checkName("credential", credential);
            checkName("SSH profile", sshProfile);
            site.ifPresent(value -> checkName("site", value));
            hostKeyPin.ifPresent(value -> checkName("host key pin", value));
            Limits.count(MOST_TAGS, "tags of " + name, tags);
            tags.forEach(tag -> checkName("tag", tag));
            properties.keySet().forEach(key -> checkName("property", key));
            Limits.entries(Limits.TEXT, "the properties of " + name, properties);
            return new Device(this);
        }

        /** A blank one is no mistake here: it is not found by whoever looks for it. */
        private void checkName(String what, String value) {
            String whose = "the " + what + " of " + name;
            Limits.atMost(Limits.KEY, whose, value);
            if (!value.isBlank()) {
                Limits.key(whose, value);
            }
        }
    }
}
