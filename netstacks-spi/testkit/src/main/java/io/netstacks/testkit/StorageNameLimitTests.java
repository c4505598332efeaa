package io.netstacks.testkit;

import static io.netstacks.testkit.StorageSubject.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.spi.transport.HostKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about names that are too long: no store takes what another one would refuse. */
interface StorageNameLimitTests extends StorageSubject {

    /** Too many characters, and too many bytes. */
    List<String> TOO_LONG = List.of("x".repeat(513), "\u4e00".repeat(427));

    @Test
    default void names_that_are_too_long_are_refused_wherever_they_stand() {
        Backup backup = stores().backups().save(config("r1", NOW, "a")).backup();
        Map<String, Consumer<String>> places = new LinkedHashMap<>();
        places.put(
                "the platform of a device",
                name -> stores().devices()
                        .save(Device.named("r2").platform(name).build()));
        places.put(
                "the site of a device",
                name -> stores().devices().save(Device.named("r2").site(name).build()));
        places.put("credentials", name -> stores().credentials().save(name, Credentials.password("kim", "x")));
        places.put(
                "the host of a key",
                name -> stores().hostKeys().trustFirst(new Endpoint(name, 22), new HostKey("ssh-rsa", "AAAA")));
        places.put(
                "the type of a host key",
                name -> stores().hostKeys().trustFirst(new Endpoint("r1", 22), new HostKey(name, "AAAA")));
        places.put("the device of a backup", name -> stores().backups().save(config(name, NOW, "a")));
        places.put(
                "the platform of a backup",
                name -> stores().backups()
                        .save(new NewBackup(
                                "r2", name, NOW, Backup.Origin.MANUAL, "user:kim", ConfigText.of("a", "a"))));
        places.put("a label", name -> stores().backups().label(backup.id(), name));
        places.put(
                "a member of a snapshot",
                name -> stores().snapshots()
                        .create(new Snapshot(
                                new SnapshotId("s"),
                                "night",
                                NOW,
                                "user:kim",
                                NOW,
                                List.of(SnapshotMember.pending("r1"), SnapshotMember.pending(name)))));
        places.put("the name of a task", name -> stores().tasks().add(task(name, "r1", "c")));
        places.put("the subject of a task", name -> stores().tasks().add(task("backup", name, "c")));
        places.put("the correlation of a task", name -> stores().tasks().add(task("backup", "r1", name)));

        places.forEach((place, use) -> TOO_LONG.forEach(name -> assertThatThrownBy(() -> use.accept(name))
                .as(place)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(name.length() > 500 ? "512 characters" : "1280 bytes")));

        assertThat(stores().devices().list(PageRequest.first()).items()).isEmpty();
        assertThat(stores().credentials().names()).isEmpty();
        assertThat(stores().hostKeys().find(new Endpoint("r1", 22))).isEmpty();
        assertThat(stores().backups()
                        .list(BackupQuery.all(), PageRequest.first())
                        .items())
                .containsExactly(backup);
        assertThat(stores().snapshots().list(PageRequest.first()).items()).isEmpty();
        assertThat(stores().tasks().list(TaskQuery.all(), PageRequest.first()).items())
                .isEmpty();
    }

    private static TaskRecord task(String name, String subject, String correlation) {
        return new TaskRecord(
                new TaskId("t"),
                name,
                subject,
                "user:kim",
                correlation,
                false,
                TaskState.PENDING,
                Optional.empty(),
                NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
