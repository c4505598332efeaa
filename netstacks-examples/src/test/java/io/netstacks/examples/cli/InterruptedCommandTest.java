package io.netstacks.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.testkit.fake.FakeDevices;
import io.netstacks.testkit.fake.FakeFarm;
import io.netstacks.testkit.fake.FakeReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The command line in a process of its own that is told to end in the middle of its work. */
@Timeout(120)
class InterruptedCommandTest extends CommandFixture {

    private final FakeFarm farm = FakeFarm.open();
    private final CountDownLatch begun = new CountDownLatch(1);

    @AfterEach
    void the_devices_go() {
        farm.close();
    }

    private void devices() {
        for (int i = 1; i <= 4; i++) {
            int number = i;
            save(farm.start(FakeDevices.ciscoIos("edge" + i)
                    .with(script -> number == 1
                            ? script
                            : script.command(Set.of("privileged"), "show running-config", call -> {
                                begun.countDown();
                                return FakeReply.pause(Duration.ofMinutes(1));
                            }))));
        }
    }

    @Test
    void what_came_of_each_device_is_printed_and_recorded() throws IOException, InterruptedException {
        devices();
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        NetstacksCommand.class.getName(),
                        "backup",
                        "--all",
                        "-p",
                        "1",
                        "--data",
                        data().toString())
                .redirectOutput(printed.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            process.destroy(); // the signal that a terminal or a service manager sends
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

            assertThat(Files.readString(printed))
                    .containsPattern("edge1 +CHANGED")
                    .containsPattern("edge2 +FAILED .*CANCELLED")
                    .containsPattern("edge3 +SKIPPED .*cancelled before its turn")
                    .containsPattern("edge4 +SKIPPED .*cancelled before its turn");
        } finally {
            process.destroyForcibly();
        }
        store(net -> assertThat(net.backups().snapshots(PageRequest.first()).items())
                .singleElement()
                .extracting(Snapshot::state)
                .isEqualTo(Snapshot.State.PARTIAL));
    }
}
