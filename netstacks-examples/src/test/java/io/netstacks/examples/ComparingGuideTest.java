package io.netstacks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.NetStacks;
import io.netstacks.core.backup.BackupRequest;
import io.netstacks.core.backup.Backups;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.core.diff.BlockChange;
import io.netstacks.core.diff.ConfigComparison;
import io.netstacks.core.diff.DiffFormat;
import io.netstacks.core.diff.DiffStyle;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/comparing.md shows is what runs here; its commands run in {@code DiffCommandTest}. */
class ComparingGuideTest {

    @Test
    void the_examples_run() {
        OperationContext me = OperationContext.as(Actor.user("kim"));
        try (FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("edge1"));
                NetStacks net = NetStacks.builder()
                        .storage("memory")
                        .credentials(CredentialSources.of(device.credentials()))
                        .build()) {
            net.inventory().save(device.asDevice().build());
            Backups backups = net.backups();
            backups.run(BackupRequest.of(DeviceSelector.all()), me);
            BackupId older = backups.latest("edge1").orElseThrow().id();
            net.device("edge1").configure(ConfigChange.of("interface GigabitEthernet0/1", " description new"), me);
            backups.run(BackupRequest.of(DeviceSelector.all()), me);
            BackupId newer = backups.latest("edge1").orElseThrow().id();
            String wanted = backups.content(newer).reveal() + "ntp server 192.0.2.123\n";

            // tag::guide[]
            ConfigComparison changed = backups.compare(older, newer); // two backups
            ConfigComparison drifted = backups.compareWithRunning("edge1", me); // the latest one and now
            ConfigComparison lacks = backups.compareWithIntended("edge1", ConfigText.of(wanted, wanted), me);

            String forPeople = changed.render(DiffFormat.SIDE_BY_SIDE, DiffStyle.ANSI);
            List<BlockChange> bySection = changed.blocks();
            // end::guide[]

            assertThat(forPeople).contains("description new");
            assertThat(bySection).isNotEmpty();
            assertThat(drifted.isEmpty()).isTrue();
            assertThat(lacks.render(DiffFormat.UNIFIED, DiffStyle.PLAIN)).contains("+ntp server 192.0.2.123");
        }
    }

    @Test
    void the_page_shows_them() throws IOException {
        GuidePage.of("docs/comparing.md").showsWhatRunsIn(ComparingGuideTest.class);
    }
}
