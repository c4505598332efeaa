package io.netstacks.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.schedule.Schedule;
import io.netstacks.spi.schedule.SchedulePolicy;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.spi.schedule.ScheduledWork;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the command line does with scheduled work. */
class ScheduleCommandTest extends CommandFixture {

    private static final Pattern SHOWN = Pattern.compile("(?s)```sh\n(.*?)```");

    @Test
    void adds_lists_and_removes() throws IOException {
        assertThat(run("schedule", "add", "nightly", "--when", "daily 02:30 Europe/Berlin", "--all"))
                .isZero();
        assertThat(out.toString()).contains("schedule nightly (backup of all", " is due at ", "netstacks work");
        JsonNode added = json(
                "schedule",
                "add",
                "edge",
                "--when",
                "cron */20 6-21 * * sat,sun Europe/Berlin",
                "--tag",
                "edge",
                "--except",
                "lab-*",
                "-p",
                "5",
                "--misfire",
                "SKIP",
                "--grace",
                "5m",
                "--jitter",
                "2m",
                "--window",
                "saturday,sunday 06:00-22:00 Europe/Berlin");
        assertThat(added.path("what").asText()).contains("tag=edge", "lab-*");
        assertThat(added.path("parallelism").asInt()).isEqualTo(5);
        assertThat(added.path("misfire").asText()).isEqualTo("SKIP");
        assertThat(added.path("grace").asText()).isEqualTo("PT5M");
        assertThat(added.path("jitter").asText()).isEqualTo("PT2M");
        assertThat(added.path("windows").get(0).asText()).contains("SATURDAY,SUNDAY");
        assertThat(Instant.parse(added.path("next_run").asText()))
                .isAfter(Instant.now().minusSeconds(60));

        assertThat(run("schedule", "list")).isZero();
        assertThat(out.toString()).contains("NAME", "edge", "nightly", "daily 02:30 Europe/Berlin", "ENABLED");
        JsonNode first = json("schedule", "list", "--limit", "1");
        assertThat(first.path("schedules").findValuesAsText("name")).containsExactly("edge");
        assertThat(json("schedule", "list", "--after", first.path("next").asText())
                        .path("schedules")
                        .findValuesAsText("name"))
                .containsExactly("nightly");

        assertThat(json("schedule", "remove", "edge").path("removed").asText()).isEqualTo("edge");
        assertThat(run("schedule", "remove", "edge")).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString()).contains("edge");
        assertThat(json("schedule", "list").path("schedules").findValuesAsText("name"))
                .containsExactly("nightly");
    }

    @Test
    void refuses_what_makes_no_sense_and_keeps_nothing_of_it() throws IOException {
        assertThat(run("schedule")).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(run("schedule", "add", "a", "--all")).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(run("schedule", "add", "a", "--when", "now and then", "--all"))
                .isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString()).contains("now and then", "daily 02:30 Europe/Berlin");
        assertThat(run("schedule", "add", "a", "--when", "hourly 0 UTC")).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString()).contains("say which devices");
        assertThat(run("schedule", "add", "a", "--when", "hourly 0 UTC", "--all", "--deploy", "core"))
                .isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString()).contains("exclude each other");
        assertThat(run("schedule", "add", "a", "--when", "once 2020-01-01T00:00 UTC", "--all"))
                .isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString()).contains("has passed already");
        for (String action : List.of("show", "pause", "resume", "run", "remove")) {
            assertThat(run("schedule", action, "nothing")).as(action).isEqualTo(NetstacksCommand.WRONG_USE);
        }
        assertThat(json("schedule", "list").path("schedules")).isEmpty();

        assertThat(run("schedule", "add", "a", "--when", "hourly 0 UTC", "--all"))
                .isZero();
        assertThat(run("schedule", "add", "a", "--when", "hourly 0 UTC", "--all"))
                .isEqualTo(NetstacksCommand.A_DEVICE_FAILED);
        assertThat(err.toString()).contains("CONFLICT");
    }

    @Test
    void pauses_runs_now_and_resumes_and_tells_what_came_of_it() throws IOException {
        try (FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("edge1"))) {
            save(device);
            assertThat(run("schedule", "add", "nightly", "--when", "daily 02:30 UTC", "-d", "edge1"))
                    .isZero();

            assertThat(json("schedule", "pause", "nightly").path("state").asText())
                    .isEqualTo("PAUSED");
            JsonNode ran = json("schedule", "run", "nightly");
            assertThat(ran.path("outcome").asText()).isEqualTo("SUCCEEDED");
            assertThat(ran.path("manual").asBoolean()).isTrue();
            assertThat(run("schedule", "resume", "nightly")).isZero();
            assertThat(out.toString()).contains("schedule nightly is due at ");
        }
        assertThat(run("schedule", "run", "nightly"))
                .as("the device has gone")
                .isEqualTo(NetstacksCommand.A_DEVICE_FAILED);
        assertThat(out.toString()).contains("schedule nightly, run 2: FAILED");

        JsonNode shown = json("schedule", "show", "nightly");
        assertThat(shown.path("state").asText()).isEqualTo("ENABLED");
        assertThat(shown.path("history").findValuesAsText("outcome")).containsExactly("FAILED", "SUCCEEDED");
        String job = shown.path("history").get(1).path("task").asText();
        assertThat(json("jobs", "show", job).path("task").asText())
                .isEqualTo("tasks.scheduled_tasks.execute_scheduled_backup");
        assertThat(run("schedule", "show", "nightly", "--limit", "1")).isZero();
        assertThat(out.toString()).contains("runs: 2", "2 (asked for)", "FAILED", "there are more: --after");
    }

    @Test
    void work_begins_what_is_due_and_shows_what_another_version_stored() throws IOException {
        Instant before = Instant.now().minus(Duration.ofHours(2));
        save(Device.named("edge1")
                .at("192.0.2.1")
                .platform("cisco_ios")
                .enabled(false)
                .build());
        store(net -> net.stores()
                .schedules()
                .create(ScheduledOperation.create(
                        "odd",
                        ScheduledWork.BACKUP,
                        Map.of("devices", "devices of the moon", "parallelism", "1"),
                        Schedule.every(Duration.ofHours(1), before),
                        SchedulePolicy.DEFAULT,
                        before)));

        assertThat(run("work", "--for", "1s")).isZero();

        JsonNode shown = json("schedule", "show", "odd");
        assertThat(shown.path("what").asText()).contains("devices of the moon");
        assertThat(shown.path("history").get(0).path("outcome").asText()).isEqualTo("FAILED");
    }

    /** The page's commands, each as it is there. */
    @Test
    void the_page_shows_commands_that_work() throws IOException {
        save(Device.named("edge1").at("192.0.2.1").platform("cisco_ios").build());
        Matcher shown = SHOWN.matcher(Files.readString(Path.of("../docs/scheduling.md")));
        assertThat(shown.find()).isTrue();

        for (String line : shown.group(1).lines().toList()) {
            List<String> words = Pattern.compile("\"([^\"]*)\"|(\\S+)")
                    .matcher(line)
                    .results()
                    .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                    .toList();
            assertThat(words.get(0)).isEqualTo("netstacks");
            int expected = line.contains("schedule run") ? NetstacksCommand.A_DEVICE_FAILED : 0;
            String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
            assertThat(run(arguments)).as(line + err).isEqualTo(expected);
        }
    }
}
