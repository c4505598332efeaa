package io.netstacks.examples.cli;

import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command {@code netstacks}. Exit codes: 0 all is well, 1 a device failed, 2 wrong use. */
@Command(
        name = "netstacks",
        mixinStandardHelpOptions = true,
        version = "netstacks 0.1.0-SNAPSHOT",
        description = "Runs commands on network devices, backs them up, compares and changes them.",
        footer = {
            "",
            "Who logs in: NETSTACKS_USERNAME with NETSTACKS_PASSWORD or NETSTACKS_KEY_FILE; NETSTACKS_SECRET is for"
                    + " enable.",
            "Exit code: 0 all is well, 1 a device failed, 2 wrong use."
        },
        subcommands = {
            RunCommand.class,
            BackupCommand.class,
            BackupsCommand.class,
            SnapshotCommand.class,
            DiffCommand.class,
            PushCommand.class,
            CheckCommand.class,
            JobsCommand.class,
            ScheduleCommand.class,
            WorkCommand.class,
            DevicesCommand.class,
            DetectCommand.class,
            ParseCommand.class,
            RenderCommand.class,
            AutoComplete.GenerateCompletion.class,
            HelpCommand.class
        })
public final class NetstacksCommand {

    static final int A_DEVICE_FAILED = 1;
    static final int WRONG_USE = 2;

    NetstacksCommand() {}

    /** Runs it. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new NetstacksCommand());
        line.setExecutionExceptionHandler((failure, command, result) -> {
            if (failure instanceof NetStacksException known) {
                command.getErr()
                        .println(command.getColorScheme().errorText(known.code() + ": " + Advice.in(known.reason())));
                return isWrongUse(known.code()) ? WRONG_USE : A_DEVICE_FAILED;
            }
            throw failure;
        });
        return line;
    }

    private static boolean isWrongUse(ErrorCode code) {
        return code == ErrorCode.INVALID_INPUT || code == ErrorCode.NOT_FOUND || code == ErrorCode.TEMPLATE;
    }
}
