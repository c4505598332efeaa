package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.text.Json;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the commands that talk to devices have in common. */
abstract class DeviceCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before the command is called
    private CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public final Integer call() {
        if (stopsByItself()) {
            return work();
        }
        EndOnInterrupt watch = EndOnInterrupt.ofThisThread();
        try {
            return work();
        } finally {
            watch.close();
        }
    }

    private int work() {
        try (NetStacks net = common.open()) {
            return run(net) ? 0 : NetstacksCommand.A_DEVICE_FAILED;
        } finally {
            out().flush();
            over();
        }
    }

    /** Tells whether the command itself heeds an interrupt of the process. */
    boolean stopsByItself() {
        return false;
    }

    /** Called when everything is closed. */
    void over() {}

    /** Does the work; false if a device failed. */
    abstract boolean run(NetStacks net);

    final CommonOptions common() {
        return common;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final void printJson(Object tree) {
        out().println(Json.pretty(tree));
    }

    final ProgressBar progress(int devices) {
        return new ProgressBar(spec.commandLine().getErr(), devices, isTerminal() && !common.json());
    }

    /** Java 17 cannot ask whether the error stream is a terminal; the script that starts it says so. */
    private static boolean isTerminal() {
        return Boolean.getBoolean("netstacks.terminal");
    }
}
