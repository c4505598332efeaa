package io.netstacks.testkit.fake;

import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.transport.HostKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A simulated network device that runs: a real SSH server on the loopback interface, and a telnet server once somebody
 * asks for {@link #telnetEndpoint()}. It keeps a configuration, remembers what was typed, and misbehaves as its script
 * says. Closing it ends its sessions and frees its ports. Safe for use by many threads.
 *
 * <pre>{@code
 * try (FakeDevice router = FakeDevice.start(FakeDevices.ciscoIos("edge1"))) {
 *     myCode.connect(router.endpoint(), router.credentials());
 *     assertThat(router.typed()).contains("show version");
 * }
 * }</pre>
 */
public final class FakeDevice implements AutoCloseable {

    private final FakeRuntime runtime;
    private final boolean ownRuntime;
    private final DeviceState state;
    private final Listeners listeners;

    FakeDevice(DeviceScript script, FakeRuntime runtime, boolean ownRuntime) {
        this.runtime = runtime;
        this.ownRuntime = ownRuntime;
        this.state = new DeviceState(script, runtime.scheduler());
        this.listeners = new Listeners(state, runtime);
    }

    /**
     * Starts a device with threads of its own; many devices belong into a {@link FakeFarm}.
     *
     * @throws java.io.UncheckedIOException if it gets no port
     */
    public static FakeDevice start(DeviceScript script) {
        FakeRuntime runtime = new FakeRuntime();
        return new FakeDevice(script, runtime, true);
    }

    /** Returns the name in its prompt: what the configuration says, else the script. */
    public String hostname() {
        return state.hostname();
    }

    /** Returns the script. */
    public DeviceScript script() {
        return state.script();
    }

    /** Returns where its SSH server listens. */
    public Endpoint endpoint() {
        return new Endpoint("127.0.0.1", listeners.sshPort());
    }

    /** Returns where its telnet server listens; the first call starts it. */
    public Endpoint telnetEndpoint() {
        return new Endpoint("127.0.0.1", listeners.telnetPort());
    }

    /** Returns user name, password and enable secret that it accepts; a private key is the test's own. */
    public Credentials credentials() {
        FakeLogin login = script().login();
        Credentials.Builder credentials = Credentials.of(login.user());
        login.password().ifPresent(password -> credentials.password(Secret.of(password)));
        script().enableSecret().ifPresent(secret -> credentials.enableSecret(Secret.of(secret)));
        login.questions()
                .forEach(question ->
                        credentials.answer(Pattern.quote(question.prompt().strip()), Secret.of(question.answer())));
        return credentials.build();
    }

    /** Returns it as an inventory knows it: name, SSH endpoint and platform. */
    public Device.Builder asDevice() {
        Endpoint endpoint = endpoint();
        return Device.named(script().hostname())
                .at(endpoint.host(), endpoint.port())
                .platform(script().platform());
    }

    /** Returns the key by which its SSH server proves who it is. */
    public HostKey hostKey() {
        return FakeHostKeys.describe(listeners.hostKey().getPublic());
    }

    /** Gives it another host key, which new connections see; returns it. */
    public HostKey changeHostKey() {
        listeners.hostKey(runtime.hostKeys().generate(script().algorithms()));
        return hostKey();
    }

    /** Returns its configuration. */
    public FakeConfig config() {
        return state.config();
    }

    /** Returns the running configuration as text. */
    public String runningConfig() {
        return state.config().running();
    }

    /** Returns what it would load at its next start. */
    public String startupConfig() {
        return state.config().startup();
    }

    /** Returns the lines that were typed at prompts by all sessions, in order, without blanks around them. */
    public List<String> typed() {
        return state.inputs().stream()
                .filter(input -> input.kind() == FakeInput.Kind.LINE)
                .map(FakeInput::text)
                .toList();
    }

    /** Returns everything that was typed, answers and keys too. */
    public List<FakeInput> inputs() {
        return state.inputs();
    }

    /** Forgets what was typed so far. */
    public void forgetInputs() {
        state.forgetInputs();
    }

    /** Returns how many shells and exec channels were opened so far. */
    public int sessionsOpened() {
        return state.sessionsOpened();
    }

    /** Returns how many are open now. */
    public int openSessions() {
        return state.sessions().size();
    }

    /** Returns the most that were open at the same time. */
    public int mostSessions() {
        return state.mostSessions();
    }

    /** Returns how many TCP connections were made so far, refused ones not counted. */
    public int connectionsOpened() {
        return state.connectionsOpened();
    }

    /** Returns how many TCP connections are open now. */
    public int openConnections() {
        return state.connections();
    }

    /** Returns how often a password or a keyboard-interactive answer was judged. */
    public int loginAttempts() {
        return state.loginAttempts();
    }

    /**
     * Returns what the last telnet client and the device agreed on, by option: {@code ECHO}, {@code SGA}, {@code NAWS} with
     * the window as {@code 511x1000}, {@code TTYPE} with the terminal type.
     */
    public Map<String, String> telnetOptions() {
        return state.telnetAgreed();
    }

    /** Prints a console message in every open session now. */
    public void say(String message) {
        state.sessions().forEach(session -> session.say(message));
    }

    /** Breaks every connection without a word. */
    public void dropConnections() {
        listeners.dropAll();
    }

    /**
     * Hears and says nothing any more on the connections that are open; they stay open. SSH itself may still answer one
     * message that is being read already, then it answers no keep-alive either.
     */
    public void freeze() {
        state.sessions().forEach(CliEmulator::freeze);
        listeners.freeze();
    }

    /** Lets the time of all its timers be over, for example of a change that waits to be confirmed. */
    public void elapseTimers() {
        state.timers().elapse();
    }

    /**
     * Waits until a line was typed.
     *
     * @return whether it was typed before the patience ended
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean awaitTyped(Predicate<String> line, Duration patience) throws InterruptedException {
        return state.await(() -> typed().stream().anyMatch(line), patience);
    }

    /**
     * Waits until no connection is open.
     *
     * @return whether that came true before the patience ended
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean awaitNoConnections(Duration patience) throws InterruptedException {
        return state.await(() -> state.connections() == 0 && state.sessions().isEmpty(), patience);
    }

    /** Ends its sessions and frees its ports. Idempotent. */
    @Override
    public void close() {
        state.timers().cancelAll();
        listeners.close();
        if (ownRuntime) {
            runtime.close();
        }
    }

    /** Returns platform, host name and endpoint. */
    @Override
    public String toString() {
        return "FakeDevice[" + hostname() + ", " + script().platform() + " at " + endpoint() + "]";
    }
}
