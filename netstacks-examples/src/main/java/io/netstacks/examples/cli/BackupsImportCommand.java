package io.netstacks.examples.cli;

import io.netstacks.adapter.git.OxidizedImport;
import io.netstacks.core.NetStacks;
import io.netstacks.core.text.VisibleText;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Takes in the history of a git repository that Oxidized wrote: a file is the device of its name.")
final class BackupsImportCommand extends DeviceCommand {

    @Parameters(paramLabel = "REPOSITORY", description = "The folder of the git repository.")
    private Path repository = Path.of("");

    @Override
    boolean run(NetStacks net) {
        OxidizedImport.Report report = OxidizedImport.from(repository).into(net);
        if (common().json()) {
            printJson(JsonTree.of(
                    "saved", report.saved(),
                    "already", report.already(),
                    "unknown_devices", report.unknownDevices(),
                    "unknown_platforms", report.unknownPlatforms(),
                    "skipped", report.skipped()));
        } else {
            out().println(report.saved() + " backup(s) taken in, " + report.already() + " were known already");
            report.unknownDevices().forEach(file -> say("no device is called as the file " + file));
            report.unknownPlatforms()
                    .forEach(file -> say("the inventory has to say the device's platform first: " + file));
            report.skipped().forEach(version -> say("skipped, empty or too large: " + version));
        }
        return report.unknownDevices().isEmpty() && report.unknownPlatforms().isEmpty();
    }

    /** Names of files are whatever somebody committed. */
    private void say(String line) {
        out().println(VisibleText.of(line));
    }
}
