package io.netstacks.spi.transport;

import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where to connect, as whom, and under which rules. Immutable. */
public final class ConnectRequest {

    private final String device;
    private final Endpoint endpoint;
    private final Credentials credentials;
    private final List<ResolvedHop> hops;
    private final Optional<ResolvedProxy> proxy;
    private final SshProfile profile;
    private final HostKeyPolicy hostKeyPolicy;
    private final HostKeyStore hostKeys;
    private final Optional<String> hostKeyPin;
    private final ConnectTimeouts timeouts;
    private final List<LoginQuestion> loginQuestions;
    private final Consumer<String> progress;

    private ConnectRequest(Builder builder) {
        device = builder.device;
        endpoint = builder.endpoint;
        credentials = builder.credentials;
        hops = List.copyOf(builder.hops);
        proxy = builder.proxy;
        profile = builder.profile;
        hostKeyPolicy = builder.hostKeyPolicy;
        hostKeys = builder.hostKeys;
        hostKeyPin = builder.hostKeyPin;
        timeouts = builder.timeouts;
        loginQuestions = List.copyOf(builder.loginQuestions);
        progress = builder.progress;
    }

    /**
     * Starts a request.
     *
     * @param hostKeys where trusted host keys are kept
     */
    public static Builder to(Endpoint endpoint, Credentials credentials, HostKeyStore hostKeys) {
        return new Builder(endpoint, credentials, hostKeys);
    }

    /** Returns the device's name, for messages; the endpoint when none was given. */
    public String device() {
        return device;
    }

    /** Returns where the device listens. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Returns who logs in. */
    public Credentials credentials() {
        return credentials;
    }

    /** Returns the SSH hosts on the way, the nearest to us first. */
    public List<ResolvedHop> hops() {
        return hops;
    }

    /** Returns the proxy for the first TCP connection. */
    public Optional<ResolvedProxy> proxy() {
        return proxy;
    }

    /** Returns which SSH algorithms may be used. */
    public SshProfile profile() {
        return profile;
    }

    /** Returns what happens when an unknown host key is seen. */
    public HostKeyPolicy hostKeyPolicy() {
        return hostKeyPolicy;
    }

    /** Returns where trusted host keys are kept. */
    public HostKeyStore hostKeys() {
        return hostKeys;
    }

    /** Returns the only fingerprint that is accepted from the device. */
    public Optional<String> hostKeyPin() {
        return hostKeyPin;
    }

    /** Returns how long the stages may take. */
    public ConnectTimeouts timeouts() {
        return timeouts;
    }

    /** Returns the platform's keyboard-interactive questions; the credential's own answers come before them. */
    public List<LoginQuestion> loginQuestions() {
        return loginQuestions;
    }

    /**
     * Returns who is told the stages that the device itself has passed, by their names in {@link ConnectionReport#phases}, as
     * soon as each is over. A transport that tells none is right, too: then only the end is known.
     */
    public Consumer<String> progress() {
        return progress;
    }

    @Override
    public String toString() {
        return "ConnectRequest[" + device + " at " + endpoint + ", " + credentials + "]";
    }

    /** Collects what makes a request. Confined: one thread at a time. */
    public static final class Builder {

        private String device;
        private final Endpoint endpoint;
        private final Credentials credentials;
        private final List<ResolvedHop> hops = new ArrayList<>();
        private Optional<ResolvedProxy> proxy = Optional.empty();
        private SshProfile profile = SshProfile.COMPAT;
        private HostKeyPolicy hostKeyPolicy = HostKeyPolicy.TRUST_ON_FIRST_USE;
        private final HostKeyStore hostKeys;
        private Optional<String> hostKeyPin = Optional.empty();
        private ConnectTimeouts timeouts = ConnectTimeouts.DEFAULT;
        private final List<LoginQuestion> loginQuestions = new ArrayList<>();
        private Consumer<String> progress = stage -> {};

        private Builder(Endpoint endpoint, Credentials credentials, HostKeyStore hostKeys) {
            this.device = endpoint.toString();
            this.endpoint = endpoint;
            this.credentials = credentials;
            this.hostKeys = hostKeys;
        }

        /** Sets the device's name, for messages. */
        public Builder device(String name) {
            device = name;
            return this;
        }

        /** Adds a jump host, the nearest to us first. */
        public Builder via(ResolvedHop hop) {
            hops.add(hop);
            return this;
        }

        /** Sets the proxy for the first TCP connection. */
        public Builder proxy(ResolvedProxy value) {
            proxy = Optional.of(value);
            return this;
        }

        /** Sets the algorithm profile; COMPAT when never set. */
        public Builder profile(SshProfile value) {
            profile = value;
            return this;
        }

        /** Sets the host-key policy; trust on first use when never set. */
        public Builder hostKeyPolicy(HostKeyPolicy value) {
            hostKeyPolicy = value;
            return this;
        }

        /** Accepts only the host key with this fingerprint from the device. */
        public Builder hostKeyPin(String fingerprint) {
            hostKeyPin = Optional.of(fingerprint);
            return this;
        }

        /** Sets how long the stages may take. */
        public Builder timeouts(ConnectTimeouts value) {
            timeouts = value;
            return this;
        }

        /** Adds a line of the keyboard-interactive dialogue table. */
        public Builder loginQuestion(LoginQuestion question) {
            loginQuestions.add(question);
            return this;
        }

        /** Sets who is told the stages that are over; nobody when never set. */
        public Builder onProgress(Consumer<String> listener) {
            progress = listener;
            return this;
        }

        /** Returns the request. */
        public ConnectRequest build() {
            return new ConnectRequest(this);
        }
    }
}
