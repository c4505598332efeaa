package io.netstacks.examples.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only has others below it: alone it says which, and is a wrong use. */
abstract class GroupCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before the command is called
    private CommandSpec spec;

    @Override
    public final void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: " + String.join(", ", spec.subcommands().keySet()));
    }
}
