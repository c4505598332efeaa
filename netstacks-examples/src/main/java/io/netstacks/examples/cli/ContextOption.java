package io.netstacks.examples.cli;

import io.netstacks.spi.session.DeviceSession;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In which context of the devices the work is done. */
final class ContextOption {

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Work inside this context of the devices: an ASA context, a FortiOS VDOM, a virtual system.")
    private @Nullable String name;

    boolean isGiven() {
        return name != null;
    }

    <T> T in(DeviceSession session, Function<DeviceSession, T> work) {
        return name == null ? work.apply(session) : session.inContext(name, work);
    }
}
