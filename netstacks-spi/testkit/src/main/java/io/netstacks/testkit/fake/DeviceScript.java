package io.netstacks.testkit.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Everything that a simulated device is and does; {@link FakeDevice#start(DeviceScript)} brings one to life. Begin with
 * a ready one of {@link FakeDevices} and change what a test is about, or with {@link #named(String)} and nothing.
 * Immutable; the functions in it have to be safe for use by many threads.
 *
 * <pre>{@code
 * DeviceScript script = FakeDevices.ciscoIos("edge1").toBuilder()
 *         .command("show clock", "*12:00:00.000 UTC Mon Nov 2 2026")
 *         .wire(FakeWire.instant().inChunksOf(1))
 *         .build();
 * }</pre>
 *
 * <p>Long because a script has many facets and each is one plain setting.
 */
public final class DeviceScript {

    private final Builder facts;
    private final CommandTable commands;

    private DeviceScript(Builder builder) {
        facts = new Builder(builder);
        commands = new CommandTable(facts.commands, facts.abbreviations);
        if (!facts.modes.containsKey(facts.firstMode)) {
            throw new IllegalArgumentException("the script of " + facts.hostname + " has no mode named \""
                    + facts.firstMode + "\" to begin in; it has " + facts.modes.keySet());
        }
    }

    /** Starts a device without modes and commands that admits {@code admin} with the password {@code admin}. */
    public static Builder named(String hostname) {
        return new Builder(hostname);
    }

    /** Returns a builder that begins with everything that this script has. */
    public Builder toBuilder() {
        return new Builder(facts);
    }

    /** Returns a changed copy: {@code toBuilder}, the change, {@code build}. */
    public DeviceScript with(UnaryOperator<Builder> change) {
        return change.apply(toBuilder()).build();
    }

    /** Returns the host name that the device has until its configuration says another. */
    public String hostname() {
        return facts.hostname;
    }

    /** Returns the platform id that a library would know it by. */
    public String platform() {
        return facts.platform;
    }

    /** Returns who may log in. */
    public FakeLogin login() {
        return facts.login;
    }

    /** Returns the secret for the privileged mode, if it has one. */
    public Optional<String> enableSecret() {
        return facts.enableSecret;
    }

    CommandTable commands() {
        return commands;
    }

    FakeMode mode(String name) {
        FakeMode mode = facts.modes.get(name);
        if (mode == null) {
            throw new IllegalArgumentException("the script of " + facts.hostname + " has no mode named \"" + name
                    + "\"; it has " + facts.modes.keySet());
        }
        return mode;
    }

    Set<String> modeNames() {
        return Collections.unmodifiableSet(facts.modes.keySet());
    }

    String firstMode() {
        return facts.firstMode;
    }

    FakeEcho echo() {
        return facts.echo;
    }

    FakePager pager() {
        return facts.pager;
    }

    FakeWire wire() {
        return facts.wire;
    }

    List<FakeNoise> noises() {
        return facts.noises;
    }

    FakeConfig newConfig() {
        return facts.config.get();
    }

    String banner() {
        return facts.banner;
    }

    String motd() {
        return facts.motd;
    }

    FakeReply greeting() {
        return facts.greeting;
    }

    String newline() {
        return facts.newline;
    }

    String identification() {
        return facts.identification;
    }

    String ambiguous() {
        return facts.ambiguous;
    }

    boolean pipes() {
        return facts.pipes;
    }

    boolean helpKey() {
        return facts.helpKey;
    }

    Optional<String> lineForKey(int key) {
        return Optional.ofNullable(facts.keys.get((char) key));
    }

    FakeAlgorithms algorithms() {
        return facts.algorithms;
    }

    FakeArrival arrival() {
        return facts.arrival;
    }

    Duration loginDelay() {
        return facts.loginDelay;
    }

    int maxSessions() {
        return facts.maxSessions;
    }

    int maxChannels() {
        return facts.maxChannels;
    }

    boolean execChannel() {
        return facts.execChannel;
    }

    boolean forwarding() {
        return facts.forwarding;
    }

    /** Returns host name and platform. */
    @Override
    public String toString() {
        return "DeviceScript[" + facts.hostname + ", " + facts.platform + "]";
    }

    /** Collects what makes a script. Confined: one thread at a time. */
    public static final class Builder {

        private String hostname;
        private String platform = "generic";
        private FakeLogin login = FakeLogin.as("admin").withPassword("admin");
        private Optional<String> enableSecret = Optional.empty();
        private final Map<String, FakeMode> modes = new LinkedHashMap<>();
        private String firstMode = "";
        private final List<FakeCommand> commands = new ArrayList<>();
        private boolean abbreviations;
        private boolean pipes;
        private boolean helpKey;
        private String ambiguous = "% Ambiguous command:  \"${line}\"\n";
        private final Map<Character, String> keys = new LinkedHashMap<>();
        private FakeEcho echo = FakeEcho.normal();
        private FakePager pager = FakePager.none();
        private FakeWire wire = FakeWire.instant();
        private final List<FakeNoise> noises = new ArrayList<>();
        private Supplier<FakeConfig> config = FakeConfig::empty;
        private String banner = "";
        private String motd = "";
        private FakeReply greeting = FakeReply.none();
        private String newline = "\r\n";
        private String identification = "FakeDevice_1.0";
        private FakeAlgorithms algorithms = FakeAlgorithms.MODERN;
        private FakeArrival arrival = FakeArrival.NORMAL;
        private Duration loginDelay = Duration.ZERO;
        private int maxSessions = Integer.MAX_VALUE;
        private int maxChannels = Integer.MAX_VALUE;
        private boolean execChannel;
        private boolean forwarding;

        private Builder(String hostname) {
            this.hostname = hostname;
        }

        private Builder(Builder other) {
            hostname = other.hostname;
            platform = other.platform;
            login = other.login;
            enableSecret = other.enableSecret;
            modes.putAll(other.modes);
            firstMode = other.firstMode;
            commands.addAll(other.commands);
            abbreviations = other.abbreviations;
            pipes = other.pipes;
            helpKey = other.helpKey;
            ambiguous = other.ambiguous;
            keys.putAll(other.keys);
            echo = other.echo;
            pager = other.pager;
            wire = other.wire;
            noises.addAll(other.noises);
            config = other.config;
            banner = other.banner;
            motd = other.motd;
            greeting = other.greeting;
            newline = other.newline;
            identification = other.identification;
            algorithms = other.algorithms;
            arrival = other.arrival;
            loginDelay = other.loginDelay;
            maxSessions = other.maxSessions;
            maxChannels = other.maxChannels;
            execChannel = other.execChannel;
            forwarding = other.forwarding;
        }

        /** Sets the host name that holds until the configuration says another. */
        public Builder hostname(String value) {
            hostname = value;
            return this;
        }

        /** Sets the platform id; {@code generic} when never set. */
        public Builder platform(String value) {
            platform = value;
            return this;
        }

        /** Sets who may log in, and how. */
        public Builder login(FakeLogin value) {
            login = value;
            return this;
        }

        /** Sets the secret that the ready-made devices ask for at {@code enable} or {@code sudo}. */
        public Builder enableSecret(String value) {
            enableSecret = Optional.of(value);
            return this;
        }

        /** Lets {@code enable} ask for nothing. */
        public Builder noEnableSecret() {
            enableSecret = Optional.empty();
            return this;
        }

        /**
         * Adds a mode, or replaces the one of that name; the first mode that is added is where a session begins.
         *
         * @param prompt may hold <code>${hostname}</code>, <code>${hostname:20}</code> for at most 20 characters of it,
         *     <code>${user}</code> and session variables, and line ends
         * @param fallback answers what no command takes
         */
        public Builder mode(String name, String prompt, FakeAnswer fallback) {
            modes.put(name, new FakeMode(name, prompt, fallback));
            if (firstMode.isEmpty()) {
                firstMode = name;
            }
            return this;
        }

        /** Adds a mode in which an unknown command is refused with this text; <code>${line}</code> is what was typed. */
        public Builder mode(String name, String prompt, String unknown) {
            return mode(name, prompt, call -> FakeReply.refused(unknown.replace("${line}", call.line())));
        }

        /** Sets the mode in which a session begins. */
        public Builder startIn(String mode) {
            firstMode = mode;
            return this;
        }

        /** Adds a command that answers with a text, in every mode. */
        public Builder command(String line, String text) {
            return command(Set.of(), line, call -> FakeReply.text(text));
        }

        /** Adds a command that answers with a reply, in every mode. */
        public Builder command(String line, FakeReply reply) {
            return command(Set.of(), line, call -> reply);
        }

        /** Adds a command that a function answers, in the given modes; in every mode if there are none. */
        public Builder command(Set<String> inModes, String line, FakeAnswer answer) {
            commands.add(FakeCommand.literal(Set.copyOf(inModes), line, answer));
            return this;
        }

        /** Adds what answers every line that a regular expression matches as a whole, in every mode. */
        public Builder pattern(String regex, FakeAnswer answer) {
            return pattern(Set.of(), regex, answer);
        }

        /** Adds what answers every line that a regular expression matches as a whole, in the given modes. */
        public Builder pattern(Set<String> inModes, String regex, FakeAnswer answer) {
            commands.add(FakeCommand.matching(Set.copyOf(inModes), Pattern.compile(regex), answer));
            return this;
        }

        /** Adds commands that change the mode. */
        public Builder transition(String line, String fromMode, String toMode) {
            return command(Set.of(fromMode), line, call -> FakeReply.enter(toMode));
        }

        /** Lets every word of a command be shortened as long as it stays clear. */
        public Builder abbreviations(boolean value) {
            abbreviations = value;
            return this;
        }

        /** Lets {@code |} filter answers: {@code include}, {@code exclude}, {@code begin}, {@code count}, {@code no-more}. */
        public Builder pipes(boolean value) {
            pipes = value;
            return this;
        }

        /** Prints help as soon as a question mark is typed, unless Ctrl-V was typed before it; not when never set. */
        public Builder helpKey(boolean value) {
            helpKey = value;
            return this;
        }

        /** Sets what a shortened command gets that may mean two. */
        public Builder ambiguous(String text) {
            ambiguous = text;
            return this;
        }

        /** Lets one key act as a whole line, for example control-Z as {@code end}. */
        public Builder key(char key, String line) {
            keys.put(key, line);
            return this;
        }

        /** Sets how typing is shown. */
        public Builder echo(FakeEcho value) {
            echo = value;
            return this;
        }

        /** Sets how long answers are shown. */
        public Builder pager(FakePager value) {
            pager = value;
            return this;
        }

        /** Sets delays, pieces and breaks of what is sent. */
        public Builder wire(FakeWire value) {
            wire = value;
            return this;
        }

        /** Adds a console message. */
        public Builder noise(FakeNoise value) {
            noises.add(value);
            return this;
        }

        /** Sets what makes the configuration of each device that runs this script. */
        public Builder config(Supplier<FakeConfig> value) {
            config = value;
            return this;
        }

        /** Sets what is shown before the login. */
        public Builder banner(String text) {
            banner = text;
            return this;
        }

        /** Sets what is shown after the login. */
        public Builder motd(String text) {
            motd = text;
            return this;
        }

        /** Sets what happens before the first prompt, for example a question that nobody expects. */
        public Builder greeting(FakeReply value) {
            greeting = value;
            return this;
        }

        /** Sets what ends a line of output; carriage return and line feed when never set. */
        public Builder newline(String value) {
            newline = value;
            return this;
        }

        /** Sets what follows {@code SSH-2.0-} in the server's identification. */
        public Builder identification(String value) {
            identification = value;
            return this;
        }

        /** Sets which SSH algorithms it knows. */
        public Builder algorithms(FakeAlgorithms value) {
            algorithms = value;
            return this;
        }

        /** Sets what it does with new connections. */
        public Builder arrival(FakeArrival value) {
            arrival = value;
            return this;
        }

        /** Lets it think for so long about every password. */
        public Builder loginDelay(Duration value) {
            loginDelay = value;
            return this;
        }

        /** Sets how many connections it takes at the same time; further ones are closed at once. */
        public Builder maxSessions(int value) {
            maxSessions = value;
            return this;
        }

        /** Sets how many channels one SSH connection may have. */
        public Builder maxChannels(int value) {
            maxChannels = value;
            return this;
        }

        /** Lets commands run on an SSH exec channel; without it such a request is refused. */
        public Builder execChannel(boolean value) {
            execChannel = value;
            return this;
        }

        /** Lets it be a jump host: TCP forwarding to anywhere is allowed. */
        public Builder forwarding(boolean value) {
            forwarding = value;
            return this;
        }

        /**
         * Returns the script.
         *
         * @throws IllegalArgumentException if there is no mode to begin in
         */
        public DeviceScript build() {
            return new DeviceScript(this);
        }
    }
}
