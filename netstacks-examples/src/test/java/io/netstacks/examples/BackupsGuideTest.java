package io.netstacks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.adapter.git.GitHistory;
import io.netstacks.adapter.git.OxidizedImport;
import io.netstacks.core.NetStacks;
import io.netstacks.core.backup.BackupRequest;
import io.netstacks.core.backup.BackupRun;
import io.netstacks.core.backup.ConfigSearch;
import io.netstacks.core.backup.RetentionPolicy;
import io.netstacks.core.backup.SearchResult;
import io.netstacks.core.backup.SnapshotComparison;
import io.netstacks.core.backup.SnapshotComparison.DeviceChange;
import io.netstacks.core.backup.SnapshotComparison.Verdict;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupCounts;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/backups.md shows is what runs here. */
class BackupsGuideTest {

    @TempDir
    private Path folder;

    /** Collects what a host would do with the hits. */
    private record Report(List<String> lines) {
        void add(String device, List<String> section, String text) {
            lines.add(device + section + text);
        }
    }

    @Test
    void the_examples_run() throws IOException {
        OperationContext me = OperationContext.as(Actor.user("kim"));
        Report report = new Report(new ArrayList<>());
        try (FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("edge1"));
                NetStacks net = NetStacks.builder()
                        .setting("jdbc", "directory", folder.resolve("data").toString())
                        .keys(KeyProviders.file(folder.resolve("key")))
                        .credentials(CredentialSources.of(device.credentials()))
                        .build()) {
            net.inventory().save(device.asDevice().tag("core").site("ber").build());
            SnapshotId before = net.backups()
                    .run(BackupRequest.of(DeviceSelector.all()), me)
                    .snapshot()
                    .id();
            net.device("edge1").configure(ConfigChange.of("interface GigabitEthernet0/1", " description new"), me);

            // tag::guide[]
            BackupRun nightly = net.backups()
                    .run(BackupRequest.of(DeviceSelector.tag("core")).reason("nightly"), me);

            SearchResult found = net.backups()
                    .search(ConfigSearch.regex("^ *ip route 0\\.0\\.0\\.0").on(DeviceSelector.site("ber")), me);
            found.hits().forEach(hit -> report.add(hit.backup().device(), hit.section(), hit.text()));

            RetentionPolicy policy = RetentionPolicy.days(365).keepNewest(5).keepAtMost(200);
            List<BackupId> wouldGo = net.backups().purge(policy, true);

            SnapshotComparison changed =
                    net.backups().compareSnapshots(before, nightly.snapshot().id());

            Page<Backup> ofTheNight = net.backups()
                    .list(BackupQuery.all().inSnapshot(nightly.snapshot().id()), PageRequest.first());
            BackupCounts everything = net.backups().count(BackupQuery.all());
            // end::guide[]

            assertThat(ofTheNight.items()).extracting(Backup::device).containsExactly("edge1");
            assertThat(everything.backups()).isEqualTo(2);

            assertThat(report.lines()).containsExactly("edge1[]ip route 0.0.0.0 0.0.0.0 192.0.2.254");
            assertThat(wouldGo).isEmpty();
            assertThat(changed.devices()).extracting(DeviceChange::verdict).containsExactly(Verdict.CHANGED);

            Path repository = folder.resolve("history.git");
            Path oxidized = repository;
            // tag::guide[]
            GitHistory.in(repository).inFolder(Backup::platform).export(net);
            OxidizedImport.Report taken = OxidizedImport.from(oxidized).into(net);
            // end::guide[]

            assertThat(taken.unknownDevices()).isEmpty();
        }
    }

    @Test
    void the_page_shows_them() throws IOException {
        GuidePage.of("docs/backups.md").showsWhatRunsIn(BackupsGuideTest.class);
    }
}
