package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.text.VisibleText;
import io.netstacks.spi.device.ConnectionOverride;
import io.netstacks.spi.device.DeviceOverride;
import io.netstacks.spi.device.TimeoutOverride;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.store.Stored;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "override",
        mixinStandardHelpOptions = true,
        description =
                "Sets what is otherwise for a device than the inventory says, so that no import undoes it; what is"
                        + " not named stays as it is.")
final class DevicesOverrideCommand extends DeviceCommand {

    @Parameters(paramLabel = "DEVICE", description = "The device.")
    private String name = "";

    @Option(names = "--clear", description = "Take the whole override away.")
    private boolean clear;

    @Mixin
    private ReachOptions reach = new ReachOptions();

    @Option(names = "--ssh-profile", paramLabel = "NAME", description = "modern, compat or legacy.")
    private Optional<String> sshProfile = Optional.empty();

    @Option(names = "--connect-timeout", paramLabel = "SECONDS", description = "Time for TCP.")
    private Optional<Integer> connectTimeout = Optional.empty();

    @Option(names = "--handshake-timeout", paramLabel = "SECONDS", description = "Time for the key exchange.")
    private Optional<Integer> handshakeTimeout = Optional.empty();

    @Option(
            names = "--authentication-timeout",
            paramLabel = "SECONDS",
            description = "Time from the first authentication method to the last.")
    private Optional<Integer> authenticationTimeout = Optional.empty();

    @Option(names = "--variable", paramLabel = "KEY=VALUE", description = "A variable; may be repeated.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(names = "--note", paramLabel = "TEXT", description = "Why.")
    private Optional<String> note = Optional.empty();

    @Option(names = "--disabled", paramLabel = "true|false", arity = "1", description = "Whether sessions are refused.")
    private Optional<Boolean> disabled = Optional.empty();

    @Override
    boolean run(NetStacks net) {
        net.inventory().get(name);
        Optional<Stored<DeviceOverride>> before = net.connections().override(name);
        DeviceOverride old = before.map(Stored::value).orElseGet(() -> DeviceOverride.of(name));
        DeviceOverride after = changed(old);
        if (clear) {
            if (!after.equals(old)) {
                throw InvalidInputException.of("--clear takes the whole override away and goes with nothing else");
            }
            boolean cleared = net.connections().clear(name);
            out().println("device " + VisibleText.of(name)
                    + (cleared ? " is as the inventory says" : " has no override"));
            return true;
        }
        if (after.equals(old)) {
            out().println("the override of " + VisibleText.of(name) + " is as it was");
        } else {
            Stored<DeviceOverride> saved = before.isPresent()
                    ? net.connections().set(after, before.get().version())
                    : net.connections().set(after);
            out().println("the override of " + VisibleText.of(name) + " was set (version " + saved.version() + ")");
        }
        return true;
    }

    private DeviceOverride changed(DeviceOverride before) {
        TimeoutOverride times = new TimeoutOverride(
                        reach.commandTimeout(),
                        connectTimeout.map(Duration::ofSeconds),
                        handshakeTimeout.map(Duration::ofSeconds),
                        authenticationTimeout.map(Duration::ofSeconds))
                .over(before.connection().timeouts());
        ConnectionOverride connection = new ConnectionOverride(
                        reach.platform(),
                        reach.host(),
                        reach.port(),
                        reach.credential(),
                        sshProfile,
                        TimeoutOverride.NONE)
                .over(before.connection())
                .withTimeouts(times);
        Map<String, Object> allVariables =
                new LinkedHashMap<>(before.variables().asMap());
        allVariables.putAll(variables);
        return before.withConnection(connection)
                .withVariables(allVariables)
                .withNotes(note.orElse(before.notes()))
                .disabled(disabled.orElse(before.disabled()));
    }
}
