package io.netstacks.core.internal.gate;

import io.netstacks.core.inventory.Connections;
import io.netstacks.core.inventory.EffectiveConnection;
import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.Provider;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.WriteGuard;
import io.netstacks.spi.device.CredentialProvider;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.JumpHop;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.error.ProviderException;
import io.netstacks.spi.platform.Expectation;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.session.DeviceSession;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.ConnectTimeouts;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.HostKeyPolicy;
import io.netstacks.spi.transport.HostKeyStore;
import io.netstacks.spi.transport.LoginQuestion;
import io.netstacks.spi.transport.ResolvedHop;
import io.netstacks.spi.transport.ResolvedProxy;
import io.netstacks.spi.transport.SshProfile;
import io.netstacks.spi.transport.TransportProvider;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Looks up what a session takes (platform, credentials, jump hosts, transport), so that a name that does not exist is
 * told before anything is connected; then connects, in the turn of the credential realm, and hands over to the dialogue.
 */
public final class DeviceConnector implements SessionFactory {

    /**
     * What comes after the connection: login dialogue, first prompt, paging.
     */
    @FunctionalInterface
    public interface Opener {

        /**
         * Opens the conversation.
         *
         * @param platform empty if it has to be detected
         */
        DeviceSession open(
                Device device,
                Optional<Platform> platform,
                Credentials credentials,
                Connection connection,
                Deadline deadline);
    }

    /**
     * The rules that hold for every connection. Immutable.
     *
     * @param hostKeyPolicy what happens with an unknown host key
     * @param hostKeys where trusted ones are kept
     * @param timeouts how long the stages may take unless an override says otherwise
     */
    public record Rules(HostKeyPolicy hostKeyPolicy, HostKeyStore hostKeys, ConnectTimeouts timeouts) {}

    private final Platforms platforms;
    private final CredentialProvider credentials;
    private final Map<String, TransportProvider> transports;
    private final Function<Provider, ProviderContext> contexts;
    private final Rules rules;
    private final Throttle logins;
    private final LoginCaution caution = new LoginCaution(System::nanoTime);
    private final Opener opener;

    /**
     * Creates it.
     *
     * @param contexts gives each provider its context
     * @param logins limits the logins of a credential realm
     */
    public DeviceConnector(
            Platforms platforms,
            CredentialProvider credentials,
            Map<String, TransportProvider> transports,
            Function<Provider, ProviderContext> contexts,
            Rules rules,
            Throttle logins,
            Opener opener) {
        this.platforms = platforms;
        this.credentials = credentials;
        this.transports = Map.copyOf(transports);
        this.contexts = contexts;
        this.rules = rules;
        this.logins = logins;
        this.opener = opener;
    }

    @Override
    public DeviceSession open(Device device, Deadline deadline) {
        return open(device, rules.timeouts(), deadline, stage -> {});
    }

    @Override
    public DeviceSession open(EffectiveConnection connection, Deadline deadline, Consumer<String> progress) {
        return open(connection.device(), connection.timeouts(), deadline, progress);
    }

    @Override
    public Optional<Platform> platform(EffectiveConnection connection) {
        return platform(connection.device());
    }

    private Optional<Platform> platform(Device device) {
        return device.platform().equals("autodetect")
                ? Optional.empty()
                : Optional.of(platforms.get(device.platform()));
    }

    private DeviceSession open(Device device, ConnectTimeouts timeouts, Deadline deadline, Consumer<String> progress) {
        Optional<Platform> platform = platform(device);
        Credentials who = credentials(device.name(), device.credential());
        TransportProvider transport = transport(device);
        ConnectRequest request =
                request(device, platform, who, timeouts).onProgress(progress).build();
        progress.accept("lookup");
        Throttle.Permit turn = logins.enter(who.realm(), deadline);
        try (LoginCaution.Attempt attempt = caution.begin(request, deadline)) {
            return logIn(transport, request, device, platform, who, deadline, attempt);
        } finally {
            turn.close();
        }
    }

    private DeviceSession logIn(
            TransportProvider transport,
            ConnectRequest request,
            Device device,
            Optional<Platform> platform,
            Credentials who,
            Deadline deadline,
            LoginCaution.Attempt attempt) {
        try {
            Connection connection = connect(transport, request, deadline);
            try {
                request.progress().accept("handshake"); // also for a transport that tells nothing by itself
                if (isLoggedIn(connection)) {
                    request.progress().accept("authentication");
                    attempt.taken(); // what comes now may take long, and is not about the credentials
                }
                DeviceSession session = opener.open(device, platform, who, connection, deadline);
                attempt.taken();
                return session;
            } catch (RuntimeException | Error e) {
                connection.close();
                throw e;
            }
        } catch (NetStacksException e) {
            if (e.code() == ErrorCode.AUTHENTICATION_FAILED) {
                attempt.refused();
            }
            throw e;
        }
    }

    /** Tells whether the transport itself has shown the credentials; otherwise the device asks for them inside. */
    private static boolean isLoggedIn(Connection connection) {
        return connection
                .report()
                .authentication()
                .filter(method -> !method.equals("none"))
                .isPresent();
    }

    private Connection connect(TransportProvider transport, ConnectRequest request, Deadline deadline) {
        deadline.guard().check();
        try {
            Connection connection = transport.connect(request, contexts.apply(transport), deadline);
            return deadline.guard() == WriteGuard.OPEN
                    ? connection
                    : new GuardedConnection(connection, deadline.guard());
        } catch (NetStacksException e) {
            throw e;
        } catch (LinkageError | RuntimeException e) { // a transport may be anybody's
            throw new ProviderException(
                    request.device() + ": the transport \"" + transport.id() + "\" ("
                            + transport.getClass().getName() + ") failed: " + e,
                    e);
        }
    }

    private ConnectRequest.Builder request(
            Device device, Optional<Platform> platform, Credentials who, ConnectTimeouts timeouts) {
        String suffix = platform.map(p -> p.session().usernameSuffix()).orElse("");
        ConnectRequest.Builder request = ConnectRequest.to(
                        device.endpoint(), suffix.isEmpty() ? who : withSuffix(who, suffix), rules.hostKeys())
                .device(device.name())
                .profile(SshProfile.of(device.sshProfile()))
                .hostKeyPolicy(rules.hostKeyPolicy())
                .timeouts(timeouts);
        device.hostKeyPin().ifPresent(request::hostKeyPin);
        for (JumpHop hop : device.hops()) {
            request.via(
                    new ResolvedHop(hop.endpoint(), credentials(device.name(), hop.credential()), hop.hostKeyPin()));
        }
        device.proxy()
                .ifPresent(proxy -> request.proxy(new ResolvedProxy(
                        proxy.kind(),
                        proxy.endpoint(),
                        proxy.credential().map(name -> credentials(device.name(), name)))));
        for (Expectation question : questions(platform)) {
            request.loginQuestion(new LoginQuestion(question.match(), question.send()));
        }
        return request;
    }

    /** A device that nobody knows yet may ask what any of them asks. */
    private List<Expectation> questions(Optional<Platform> platform) {
        return platform.map(known -> known.session().authentication())
                .orElseGet(() -> platforms.all().stream()
                        .flatMap(any -> any.session().authentication().stream())
                        .toList());
    }

    private static Credentials withSuffix(Credentials who, String suffix) {
        Credentials.Builder copy = Credentials.of(who.username() + suffix).realm(who.realm());
        who.password().ifPresent(copy::password);
        who.enableSecret().ifPresent(copy::enableSecret);
        who.enableUsername().ifPresent(copy::enableUsername);
        who.privateKey().ifPresent(copy::privateKey);
        who.passphrase().ifPresent(copy::passphrase);
        who.answers().forEach(answer -> copy.answer(answer.question().pattern(), answer.answer()));
        return copy.build();
    }

    private Credentials credentials(String device, String name) {
        return credentials
                .find(name)
                .orElseThrow(() -> new NotFoundException(Connections.noCredentials(device, name, credentials.names())));
    }

    private TransportProvider transport(Device device) {
        Connections.requireTransport(device, transports.keySet());
        return Objects.requireNonNull(transports.get(device.transport()), "it was there just now");
    }
}
