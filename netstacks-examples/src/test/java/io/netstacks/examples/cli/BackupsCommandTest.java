package io.netstacks.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.netstacks.core.NetStacks;
import io.netstacks.core.config.Configs;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the command line does with backups that are there. */
class BackupsCommandTest extends CommandFixture {

    private final List<String> ids = new ArrayList<>();
    private final Instant now = Instant.now();

    /** edge1 has three backups of 90, 40 and 1 day's age, edge2 one, new1 none; two snapshots hold some of them. */
    @BeforeEach
    void some_backups() {
        try (NetStacks net = library().build()) {
            for (String name : List.of("edge1", "edge2", "new1")) {
                net.inventory()
                        .save(Device.named(name)
                                .at("192.0.2.1")
                                .platform("cisco_ios")
                                .build());
            }
            Backup first = store(net, "edge1", 90, "interface Gi0/1\n ip address 10.0.0.1 255.255.255.0\n");
            Backup second = store(net, "edge1", 40, "interface Gi0/1\n ip address 10.0.0.2 255.255.255.0\n");
            Backup third = store(net, "edge1", 1, "interface Gi0/1\n ip address 10.0.0.3 255.255.255.0\n");
            Backup other = store(net, "edge2", 90, "interface Gi0/2\n ip address 10.0.0.9 255.255.255.0\n");
            snapshot(net, "before", 89, first, other);
            snapshot(net, "after", 1, third, other);
            assertThat(second.id().value()).isNotEmpty();
        }
    }

    @Test
    void the_two_latest_backups_of_a_device_are_compared() {
        assertThat(run("backups", "diff", "edge1", "--context", "0"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("- ip address 10.0.0.2 255.255.255.0")
                .contains("+ ip address 10.0.0.3 255.255.255.0");

        assertThat(run("backups", "diff", "new1")).isEqualTo(2);
        assertThat(err.toString()).contains("new1 has 0 different backup(s); two are needed");
    }

    @Test
    void a_backup_is_compared_with_the_one_before_it_unless_another_is_named() {
        assertThat(run("backups", "diff", "edge1", "--newer", ids.get(1)))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("- ip address 10.0.0.1 255.255.255.0")
                .contains("+ ip address 10.0.0.2 255.255.255.0");
        assertThat(run("backups", "diff", "edge1", "--older", ids.get(0))).isZero();
        assertThat(out.toString()).contains("- ip address 10.0.0.1 ").contains("+ ip address 10.0.0.3 ");

        assertThat(run("backups", "diff", "edge2", "--newer", ids.get(3))).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString())
                .contains("edge2 has 1 different backup(s), none before " + ids.get(3) + "; two are needed");
        assertThat(run("backups", "diff", "edge2", "--newer", "never")).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(run("backups", "diff", "edge2")).isEqualTo(NetstacksCommand.WRONG_USE);
    }

    private Backup store(NetStacks net, String device, int days, String lines) {
        Platform ios = net.platforms().get("cisco_ios");
        String text = "hostname " + device + "\nenable secret 9 $9$swordfish\n" + lines;
        Backup backup = net.stores()
                .backups()
                .save(new NewBackup(
                        device,
                        "cisco_ios",
                        now.minus(Duration.ofDays(days)),
                        Backup.Origin.MANUAL,
                        "user:kim",
                        Configs.normalize(ios, text)))
                .backup();
        ids.add(backup.id().value());
        return backup;
    }

    private void snapshot(NetStacks net, String id, int days, Backup... backups) {
        Instant at = now.minus(Duration.ofDays(days));
        net.stores()
                .snapshots()
                .create(new Snapshot(
                        new SnapshotId(id),
                        id + " the upgrade",
                        at,
                        "user:kim",
                        at.plusSeconds(600),
                        Arrays.stream(backups)
                                .map(backup -> SnapshotMember.pending(backup.device()))
                                .toList()));
        for (Backup backup : backups) {
            net.stores()
                    .snapshots()
                    .record(new SnapshotId(id), SnapshotMember.saved(new Backup.Saved(backup, true, Optional.empty())));
        }
    }

    @Test
    void lists_pages_and_filters() throws IOException {
        assertThat(run("backups", "list")).isZero();
        assertThat(out.toString()).contains("BACKUP", "edge1", "edge2").contains(ids);

        JsonNode first = json("backups", "list", "edge1", "--limit", "2");
        assertThat(first.path("backups").findValuesAsText("id")).containsExactly(ids.get(2), ids.get(1));
        JsonNode rest = json(
                "backups",
                "list",
                "edge1",
                "--limit",
                "2",
                "--after",
                first.path("next").asText());
        assertThat(rest.path("backups").findValuesAsText("id")).containsExactly(ids.get(0));
        assertThat(rest.has("next")).isFalse();

        String day = now.minus(Duration.ofDays(60)).toString().substring(0, 10);
        assertThat(json("backups", "list", "--since", day).path("backups").findValuesAsText("id"))
                .containsExactly(ids.get(2), ids.get(1));
        assertThat(json("backups", "list", "edge2", "--until", day)
                        .path("backups")
                        .findValuesAsText("id"))
                .containsExactly(ids.get(3));
        assertThat(run("backups", "list", "--since", "yesterday")).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString()).contains("yesterday", "2026-03-01");
        assertThat(run("backups", "list", "edge7")).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString()).contains("edge7", "edge1");
    }

    @Test
    void lists_and_counts_what_a_snapshot_stands_on() throws IOException {
        assertThat(json("backups", "list", "--snapshot", "after")
                        .path("backups")
                        .findValuesAsText("id"))
                .containsExactly(ids.get(2), ids.get(3));
        assertThat(json("backups", "list", "edge1", "--snapshot", "before")
                        .path("backups")
                        .findValuesAsText("id"))
                .containsExactly(ids.get(0));
        assertThat(run("backups", "list", "--snapshot", "never")).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString()).contains("never");

        JsonNode all = json("backups", "summary");
        assertThat(all.path("backups").asInt()).isEqualTo(4);
        assertThat(all.path("devices").asInt()).isEqualTo(2);
        assertThat(all.path("oldest").asText())
                .isEqualTo(now.minus(Duration.ofDays(90))
                        .truncatedTo(ChronoUnit.MICROS)
                        .toString());
        assertThat(all.path("newest").asText())
                .isEqualTo(now.minus(Duration.ofDays(1))
                        .truncatedTo(ChronoUnit.MICROS)
                        .toString());
        assertThat(json("backups", "summary", "edge2", "--snapshot", "after")
                        .path("characters")
                        .asInt())
                .isEqualTo(json("backups", "list", "edge2")
                        .at("/backups/0/characters")
                        .asInt(-1));
        assertThat(run("backups", "summary", "new1")).isZero();
        assertThat(out.toString().lines()).element(1).isEqualTo("0        0        0           none    none");
        assertThat(run("backups", "summary", "edge7")).isEqualTo(NetstacksCommand.WRONG_USE);
    }

    @Test
    void what_a_device_said_does_not_steer_the_terminal() {
        try (NetStacks net = library().build()) {
            store(net, "edge2", 0, "interface Gi0/2\n description \u001b[2Jgone\n");
        }

        assertThat(run("backups", "search", "gone")).isZero();
        assertThat(out.toString()).contains("description \u241b[2Jgone").doesNotContain("\u001b");
        assertThat(run("backups", "label", "edge2", "\u001b[2Jgolden")).isZero();
        assertThat(out.toString()).contains("is called \u241b[2Jgolden").doesNotContain("\u001b");
        assertThat(run("backups", "list", "edge2")).isZero();
        assertThat(out.toString()).contains("\u241b[2Jgolden").doesNotContain("\u001b");
    }

    @Test
    void what_was_pinned_or_labelled_is_told_in_json_when_that_is_asked_for() throws IOException {
        assertThat(json("backups", "pin", "edge1").path("pinned").asBoolean()).isTrue();
        assertThat(json("backups", "pin", "edge1", "--off").path("pinned").asBoolean(true))
                .isFalse();
        assertThat(json("backups", "label", ids.get(0), "golden").path("labels"))
                .extracting(JsonNode::asText)
                .containsExactly("golden");
        assertThat(json("backups", "label", ids.get(0), "golden", "--off").path("labels"))
                .isEmpty();
    }

    @Test
    void shows_one_by_id_or_device_without_its_secrets_unless_they_are_wanted() throws IOException {
        assertThat(run("backups", "show", ids.get(0))).isZero();
        assertThat(out.toString()).contains("10.0.0.1", Platform.MASK).doesNotContain("swordfish");

        assertThat(json("backups", "show", "edge1", "--secrets").path("text").asText())
                .contains("10.0.0.3", "swordfish");

        assertThat(run("backups", "show", "edge9")).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString()).contains("edge9", "backups list");
    }

    @Test
    void searches_the_latest_ones() throws IOException {
        assertThat(run("backups", "search", "10.0.0.")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "edge1:4: interface Gi0/1 > ip address 10.0.0.3 255.255.255.0",
                        "edge2:4: interface Gi0/2 > ip address 10.0.0.9 255.255.255.0");
        JsonNode found = json("backups", "search", "-e", "-y", "INTERFACE gi0/[12]", "--device", "edge2");
        assertThat(found.path("hits").findValuesAsText("device")).containsExactly("edge2");
        assertThat(json("backups", "search", "hostname", "--limit", "1")
                        .path("more")
                        .asBoolean())
                .isTrue();
        assertThat(run("backups", "search", "swordfish"))
                .as("no hit is an exit code of its own, as grep has it")
                .isEqualTo(NetstacksCommand.A_DEVICE_FAILED);
        assertThat(run("backups", "search", "-e", "(")).isEqualTo(NetstacksCommand.WRONG_USE);
    }

    @Test
    void cleans_up_what_is_not_pinned_and_says_it_before() throws IOException {
        assertThat(run("backups", "pin", ids.get(0))).isZero();
        assertThat(run("backups", "cleanup", "--days", "30", "--dry-run")).isZero();
        assertThat(out.toString()).contains(ids.get(1), "1 backup(s) would be deleted");
        assertThat(run("backups", "pin", ids.get(0), "--off")).isZero();
        assertThat(json("backups", "cleanup", "--days", "30", "--keep-newest", "2")
                        .path("backups"))
                .extracting(JsonNode::asText)
                .containsExactly(ids.get(0));
        assertThat(json("backups", "cleanup", "--days", "30", "--keep-at-most", "1")
                        .path("backups"))
                .extracting(JsonNode::asText)
                .containsExactly(ids.get(1));
        assertThat(json("backups", "list").path("backups").findValuesAsText("id"))
                .containsExactly(ids.get(2), ids.get(3));
        assertThat(run("backups", "cleanup", "--days", "0")).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString()).contains("1 to 3650");
        assertThat(run("backups", "cleanup")).isEqualTo(NetstacksCommand.WRONG_USE);
    }

    @Test
    void finds_backups_of_devices_that_are_gone_and_deletes_them_when_told_to() throws IOException {
        try (NetStacks net = library().build()) {
            net.inventory().delete("edge2");
        }

        JsonNode listed = json("backups", "cleanup", "--orphans");
        assertThat(listed.path("devices")).extracting(JsonNode::asText).containsExactly("edge2");
        assertThat(listed.path("refusal").asText()).contains("1 of the 2 devices", "20 percent");
        assertThat(listed.path("dry_run").asBoolean()).isTrue();
        assertThat(run("backups", "cleanup", "--orphans", "--delete")).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString()).contains("1 of the 2 devices");

        assertThat(run("backups", "cleanup", "--orphans", "--delete", "--most-percent", "50"))
                .as("edge2's backup is a member of a snapshot of yesterday")
                .isZero();
        assertThat(out.toString()).contains("1 device(s)", "0 backup(s) deleted");
        assertThat(run("backups", "cleanup", "--orphans", "--delete", "--keep-newest", "1"))
                .isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(run("backups", "cleanup", "--days", "9", "--delete")).isEqualTo(NetstacksCommand.WRONG_USE);
    }

    @Test
    void labels() throws IOException {
        assertThat(run("backups", "label", "edge1", "golden")).isZero();
        assertThat(json("backups", "list", "--label", "golden").path("backups").findValuesAsText("id"))
                .containsExactly(ids.get(2));
        assertThat(run("backups", "label", "edge1", "golden", "--off")).isZero();
        assertThat(json("backups", "list", "--label", "golden").path("backups")).isEmpty();
        assertThat(run("backups", "label", "edge1", " ")).isEqualTo(NetstacksCommand.WRONG_USE);
    }

    @Test
    void exports_files_of_the_latest_ones() throws IOException {
        Path target = folder.resolve("export");

        JsonNode report = json("backups", "export", target.toString());

        assertThat(report.path("written").asInt()).isEqualTo(2);
        assertThat(report.path("without_backup")).extracting(JsonNode::asText).containsExactly("new1");
        assertThat(Files.readString(target.resolve("edge1.cfg")))
                .contains("10.0.0.3", Platform.MASK)
                .doesNotContain("swordfish");
        assertThat(run("backups", "export", target.toString(), "--device", "edge2", "--secrets"))
                .isZero();
        assertThat(target.resolve("edge2.cfg")).content().contains("swordfish");
        try (NetStacks net = library().build()) {
            net.inventory()
                    .save(Device.named("../outside")
                            .at("192.0.2.1")
                            .platform("cisco_ios")
                            .build());
        }
        assertThat(run("backups", "export", target.toString())).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString()).contains("../outside");
    }

    @Test
    void exports_the_history_to_git_and_takes_it_in_elsewhere() throws IOException {
        Path repository = folder.resolve("history.git");

        assertThat(json("backups", "export", "--git", "--secrets", repository.toString())
                        .path("commits")
                        .asInt())
                .isEqualTo(4);
        assertThat(json("backups", "export", "--git", "--secrets", repository.toString())
                        .path("commits")
                        .asInt())
                .isZero();
        assertThat(run("backups", "export", "--git", repository.toString(), "--device", "edge1"))
                .isEqualTo(NetstacksCommand.WRONG_USE);

        assertThat(run("backups", "import", repository.toString())).isZero();
        assertThat(out.toString()).contains("0 backup(s) taken in, 4 were known already");
        assertThat(run("backups", "import", folder.toString())).isEqualTo(NetstacksCommand.WRONG_USE);
    }

    @Test
    void lists_shows_and_compares_snapshots() throws IOException {
        assertThat(run("snapshot", "list")).isZero();
        assertThat(out.toString()).contains("before the upgrade", "COMPLETE");
        assertThat(json("snapshot", "show", "before").path("members").findValuesAsText("device"))
                .containsExactly("edge1", "edge2");
        assertThat(run("snapshot", "show", "never")).isEqualTo(NetstacksCommand.WRONG_USE);

        assertThat(run("snapshot", "compare", "before", "after", "--diff")).isZero();
        assertThat(out.toString())
                .contains("edge1", "CHANGED", "1 same, 1 changed", "- ip address 10.0.0.1", "+ ip address 10.0.0.3")
                .doesNotContain("edge2");
        JsonNode compared = json("snapshot", "compare", "before", "after", "--all");
        assertThat(compared.path("devices").findValuesAsText("verdict")).containsExactly("CHANGED", "SAME");
    }

    @Test
    void a_group_alone_says_what_it_can() {
        assertThat(run("backups")).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(runWithoutData("snapshot")).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString()).contains("compare", "create");
    }
}
