package io.netstacks.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.NetStacks;
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
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two backups of one device, and everything that can be seen of their difference. */
class DiffCommandTest extends CommandFixture {

    private BackupId older = new BackupId("none");
    private BackupId newer = new BackupId("none");

    private int diff(String... arguments) {
        List<String> all = new ArrayList<>(List.of("diff", "edge1"));
        all.addAll(List.of(arguments));
        return run(all.toArray(String[]::new));
    }

    private void withTwoBackups(FakeDevice device) throws IOException {
        OperationContext me = OperationContext.as(Actor.user("kim"));
        try (NetStacks net = library()
                .credentials(CredentialSources.of(device.credentials()))
                .build()) {
            net.inventory().save(device.asDevice().build());
            Backups backups = net.backups();
            older = backups.run("edge1", me).backup().id();
            net.device("edge1")
                    .configure(ConfigChange.of("interface GigabitEthernet0/1", " description to <core> & back"), me);
            newer = backups.run("edge1", me).backup().id();

            String running = backups.content(newer).reveal();
            String wanted = running.replace(" description to <core> & back", " description spare");
            // tag::example[]
            ConfigComparison changed = backups.compare(older, newer); // two backups
            ConfigComparison drifted = backups.compareWithRunning("edge1", me); // the latest one and now
            ConfigComparison lacks = backups.compareWithIntended("edge1", ConfigText.of(wanted, wanted), me);

            String forPeople = changed.render(DiffFormat.SIDE_BY_SIDE, DiffStyle.ANSI);
            List<BlockChange> bySection = changed.blocks();
            // end::example[]

            assertThat(drifted.isEmpty()).isTrue();
            assertThat(forPeople).contains("description to <core> & back");
            assertThat(bySection).isNotEmpty();
            assertThat(Files.readString(Path.of("../docs/comparing.md")))
                    .contains("compareWithRunning(\"edge1\", me)", "compareWithIntended(\"edge1\"");
            assertThat(lacks.render(DiffFormat.UNIFIED, DiffStyle.PLAIN))
                    .contains("--- edge1 running", "+++ edge1 intended", "- description to", "+ description spare");
        }
    }

    @Test
    void a_difference_is_shown_in_every_format_and_style() throws IOException {
        try (FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("edge1"))) {
            withTwoBackups(device);

            assertThat(diff()).isZero();
            assertThat(out.toString())
                    .contains("+ description to <core> & back")
                    .doesNotContain("\u001b[");

            assertThat(diff("--format", "blocks")).isZero();
            assertThat(out.toString()).contains("interface GigabitEthernet0/1").contains("description to <core>");

            assertThat(diff("--format", "side-by-side", "--width", "100", "--context", "0"))
                    .isZero();
            assertThat(out.toString().lines())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
            assertThat(out.toString()).contains("description to <core> & back");

            assertThat(diff("--style", "ansi")).isZero();
            assertThat(out.toString()).contains("\u001b[");

            assertThat(diff("--style", "html", "--format", "side-by-side")).isZero();
            assertThat(out.toString()).contains("&lt;core&gt; &amp; back").doesNotContain("<core>");

            assertThat(diff("--older", newer.value(), "--newer", older.value())).isZero();
            assertThat(out.toString()).contains("- description to <core> & back");

            assertThat(diff("--json")).isZero();
            assertThat(out.toString()).contains("\"CHANGED\"", "\"number\" : 11");
        }
    }

    @Test
    void volatile_lines_are_shown_or_left_out_as_asked() throws IOException {
        try (FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("edge1"))) {
            withTwoBackups(device);

            assertThat(diff("--context", "0")).isZero();
            assertThat(out.toString()).doesNotContain("Current configuration");
            assertThat(diff("--context", "0", "--volatile")).isZero();
            assertThat(out.toString())
                    .contains("-Current configuration : ", "+Current configuration : ")
                    .contains("+ description to <core> & back");
            assertThat(diff("--json", "--volatile")).isZero();
            assertThat(out.toString()).contains("Current configuration : ");

            assertThat(run("backups", "show", "edge1")).isZero();
            assertThat(out.toString()).contains("Current configuration : ");
            assertThat(run("backups", "show", "edge1", "--no-volatile")).isZero();
            assertThat(out.toString()).contains("hostname edge1").doesNotContain("Current configuration");
        }
    }

    @Test
    void what_does_not_go_together_is_refused() throws IOException {
        try (FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("edge1"))) {
            withTwoBackups(device);

            assertThat(diff("--running", "--older", older.value())).isEqualTo(2);
            assertThat(err.toString()).contains("exclude each other");
            assertThat(diff("--format", "round")).isEqualTo(2);
            assertThat(diff("--width", "7")).isEqualTo(2);
            assertThat(err.toString()).contains("40 to 1000");
            assertThat(run("diff", "nobody")).isEqualTo(2);
            assertThat(err.toString()).contains("nobody").doesNotContain("backup(s)");
        }
    }
}
