package io.netstacks.examples.quickstart;

import static io.netstacks.spi.device.DeviceSelector.all;

import io.netstacks.core.NetStacks;
import io.netstacks.core.backup.BackupRequest;
import io.netstacks.core.backup.BackupRun;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.core.fleet.FleetResult;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.ConfigDiff;
import io.netstacks.spi.device.Credentials;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Starts simulated devices of three vendors in this process, keeps them in an embedded H2 database, backs them up, changes
 * one, and shows what changed.
 */
public final class QuickStart {

    private final PrintStream out;

    QuickStart(PrintStream out) {
        this.out = out;
    }

    /** Runs it in a new folder under the temporary one. */
    public static void main(String[] args) throws IOException {
        new QuickStart(System.out).run(Files.createTempDirectory("netstacks-quickstart"));
    }

    void run(Path folder) {
        try (FakeDevice edge = FakeDevice.start(FakeDevices.ciscoIos("edge1"));
                FakeDevice leaf = FakeDevice.start(FakeDevices.aristaEos("leaf1"));
                FakeDevice core = FakeDevice.start(FakeDevices.juniperJunos("core1"))) {
            run(folder, List.of(edge, leaf, core));
        }
    }

    private void run(Path folder, List<FakeDevice> devices) {
        Map<String, Credentials> credentials =
                devices.stream().collect(Collectors.toMap(FakeDevice::hostname, FakeDevice::credentials));
        try (NetStacks net = NetStacks.builder()
                .setting("jdbc", "directory", folder.toString())
                .keys(KeyProviders.file(folder.resolve("key")))
                .credentials(CredentialSources.of(credentials))
                .build()) {
            devices.forEach(device -> net.inventory()
                    .save(device.asDevice().credential(device.hostname()).build()));
            OperationContext me = OperationContext.as(Actor.user("quickstart"));
            say("Three simulated devices listen on this machine, in an inventory in " + folder + ":");
            net.inventory().all().forEach(device -> out.println("  " + device));

            say("Their versions, all at once:");
            FleetResult<CommandResult> versions = net.devices(all()).run("show version");
            versions.succeeded()
                    .forEach((device, reply) -> out.println("  " + device.name() + ": "
                            + reply.output().lines().findFirst().orElse("")));

            say("A first backup of all:");
            show(net.backups().run(BackupRequest.of(all()).reason("first"), me));

            say("A change of edge1, line by line, saved:");
            ChangeResult change = net.device("edge1")
                    .configure(ConfigChange.of("interface GigabitEthernet0/1", " description uplink to core1"), me);
            out.println("  " + change.status() + ": " + change.message());

            say("A second backup: what did not change is not stored again.");
            BackupRun second = net.backups().run(BackupRequest.of(all()).reason("second"), me);
            show(second);

            say("What changed:");
            for (SnapshotMember member : second.snapshot().members()) {
                if (member.state() == SnapshotMember.State.CHANGED) {
                    ConfigDiff diff = net.backups()
                            .diff(
                                    member.previousBackupId().orElseThrow(),
                                    member.backupId().orElseThrow());
                    out.print(diff.unified().indent(2));
                }
            }
        }
        say("With your own devices: put them in a file,");
        out.println("    devices:");
        out.println("      - {name: edge1, host: 192.0.2.1, platform: cisco_ios}");
        out.println("  set NETSTACKS_USERNAME and NETSTACKS_PASSWORD, and run");
        out.println("    ./mvnw -q -Dfast -Pcli package");
        out.println("    netstacks-examples/target/netstacks/bin/netstacks check --inventory devices.yaml --all");
    }

    private void say(String what) {
        out.println();
        out.println("== " + what);
    }

    private void show(BackupRun run) {
        run.snapshot()
                .members()
                .forEach(member -> out.println("  " + member.device() + ": " + member.state()
                        + member.reason().map(reason -> " (" + reason + ")").orElse("")));
        out.println("  snapshot \"" + run.snapshot().name() + "\": "
                + run.snapshot().state());
    }
}
