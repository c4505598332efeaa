package io.netstacks.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.NetStacks;
import io.netstacks.core.backup.BackupTextPolicy;
import io.netstacks.core.config.Configs;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.backup.Retention;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHistoryTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    @TempDir
    private Path folder;

    private final NetStacks net = NetStacks.builder().build();

    @BeforeEach
    void devices() {
        for (String name : List.of("edge1", "edge2", "ärger/../x")) {
            net.inventory()
                    .save(Device.named(name)
                            .at("192.0.2.1")
                            .platform("cisco_ios")
                            .build());
        }
    }

    @AfterEach
    void close() {
        net.close();
    }

    private Backup store(String device, int seconds, String text) {
        Platform ios = net.platforms().get("cisco_ios");
        return net.stores()
                .backups()
                .save(new NewBackup(
                        device,
                        "cisco_ios",
                        NOON.plusSeconds(seconds),
                        Backup.Origin.SCHEDULED,
                        "user:<kim>",
                        Configs.normalize(ios, "enable secret 9 $9$swordfish\n" + text)))
                .backup();
    }

    /** The commits, the newest first, read from a clone as people would. */
    private List<RevCommit> log(Path repository) throws GitAPIException, IOException {
        try (Git git = Git.open(repository.toFile())) {
            return StreamSupport.stream(git.log().call().spliterator(), false).toList();
        }
    }

    private Path cloned(Path repository, String name) throws GitAPIException {
        Path target = folder.resolve(name);
        Git.cloneRepository()
                .setURI(repository.toUri().toString())
                .setDirectory(target.toFile())
                .call()
                .close();
        return target;
    }

    @Test
    void each_backup_is_a_commit_of_its_time_and_secrets_are_masked() throws Exception {
        Path repository = folder.resolve("history.git");
        store("edge1", 0, "hostname a\n");
        store("edge2", 10, "hostname b\n");
        Backup newest = store("edge1", 20, "hostname c\n");

        GitExport export = GitHistory.in(repository).export(net);

        assertThat(export.commits()).isEqualTo(3);
        List<RevCommit> commits = log(repository);
        assertThat(export.head()).contains(commits.get(0).name());
        assertThat(commits)
                .extracting(RevCommit::getShortMessage)
                .containsExactly("edge1: scheduled backup", "edge2: scheduled backup", "edge1: scheduled backup");
        assertThat(commits.get(0).getFullMessage()).contains("Backup: " + newest.id(), newest.normalizedHash());
        PersonIdent author = commits.get(0).getAuthorIdent();
        assertThat(author.getWhenAsInstant()).isEqualTo(NOON.plusSeconds(20).minusNanos(123_456_000));
        assertThat(author.getName()).isEqualTo("user:?kim?");
        Path clone = cloned(repository, "clone");
        assertThat(clone.resolve("edge1.cfg"))
                .content()
                .contains("hostname c", Platform.MASK)
                .doesNotContain("swordfish");
        assertThat(clone.resolve("edge2.cfg")).content().contains("hostname b");
    }

    @Test
    void a_backup_whose_platform_is_not_known_any_more_is_named_and_not_left_out() {
        Path repository = folder.resolve("history.git");
        store("edge1", 0, "hostname a\n");
        net.stores()
                .backups()
                .save(new NewBackup(
                        "edge2",
                        "acme_os",
                        NOON,
                        Backup.Origin.SCHEDULED,
                        "user:kim",
                        ConfigText.of("key swordfish\n", "key swordfish\n")));

        assertThatThrownBy(() -> GitHistory.in(repository).export(net))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("acme_os");
        assertThat(GitHistory.in(repository).withSecrets().export(net).commits())
                .isEqualTo(2);
    }

    @Test
    void in_the_history_of_masked_backups_a_changed_secret_is_a_changed_file() throws Exception {
        Path repository = folder.resolve("masked.git");
        try (NetStacks masking = NetStacks.builder()
                .storage("memory")
                .keys(KeyProviders.of(KeyProviders.generate()))
                .backupTexts(BackupTextPolicy.MASKED)
                .build()) {
            Platform ios = masking.platforms().get("cisco_ios");
            for (String secret : List.of("swordfish", "halibut")) {
                masking.backups()
                        .saveImported(new NewBackup(
                                "edge1",
                                "cisco_ios",
                                NOON.plusSeconds(secret.length()),
                                Backup.Origin.SCHEDULED,
                                "user:kim",
                                Configs.normalize(ios, "enable secret 9 " + secret + "\n")));
            }
            assertThat(GitHistory.in(repository).export(masking).commits()).isEqualTo(2);
        }

        List<RevCommit> commits = log(repository);
        assertThat(commits.get(0).getTree().getId())
                .isNotEqualTo(commits.get(1).getTree().getId());
        assertThat(cloned(repository, "clone").resolve("edge1.cfg"))
                .content()
                .contains("enable secret 9 <masked:")
                .doesNotContain("halibut", "swordfish");
    }

    @Test
    void goes_on_behind_the_last_export_and_never_writes_twice() throws Exception {
        Path repository = folder.resolve("history.git");
        store("edge1", 0, "a\n");
        store("edge2", 0, "a\n");
        assertThat(GitHistory.in(repository).export(net).commits()).isEqualTo(2);
        assertThat(GitHistory.in(repository).export(net).commits()).isZero();

        store("ärger/../x", 0, "of the same moment\n");
        store("edge1", 5, "b\n");
        assertThat(GitHistory.in(repository).export(net).commits()).isEqualTo(2);
        assertThat(GitHistory.in(repository).export(net).commits()).isZero();

        assertThat(log(repository)).hasSize(4);
        assertThat(cloned(repository, "clone"))
                .isDirectoryContaining(file -> file.endsWith("edge1.cfg"))
                .isDirectoryContaining(file -> file.endsWith("%C3%A4rger%2F..%2Fx.cfg"));
    }

    @Test
    void the_same_backups_give_the_same_commits_also_in_steps() {
        store("edge1", 0, "a\n");
        GitHistory.in(folder.resolve("steps.git")).export(net);
        store("edge1", 1, "b\n");
        store("edge2", 2, "c\n");

        GitExport steps = GitHistory.in(folder.resolve("steps.git")).export(net);

        assertThat(GitHistory.in(folder.resolve("once.git")).export(net).head()).isEqualTo(steps.head());
    }

    @Test
    void the_last_exported_backup_may_have_been_cleaned_up() throws Exception {
        Path repository = folder.resolve("history.git");
        store("edge1", 0, "a\n");
        GitHistory.in(repository).export(net);
        store("edge1", 5, "b\n");
        net.stores().backups().purge(Retention.since(NOON.plusSeconds(3)), false);

        assertThat(GitHistory.in(repository).export(net).commits()).isEqualTo(1);
        assertThat(log(repository)).hasSize(2);
    }

    @Test
    void folders_and_secrets_on_request() throws Exception {
        Path repository = folder.resolve("history.git");
        store("edge1", 0, "a\n");

        GitHistory.in(repository).inFolder(Backup::platform).withSecrets().export(net);

        assertThat(cloned(repository, "clone").resolve("cisco_ios/edge1.cfg"))
                .content()
                .contains("swordfish");
    }

    @Test
    void nothing_to_export_makes_an_empty_repository() {
        assertThat(GitHistory.in(folder.resolve("history.git")).export(net))
                .isEqualTo(new GitExport(0, Optional.empty()));
    }

    @Test
    void a_folder_of_something_else_is_left_alone() throws IOException {
        Files.writeString(folder.resolve("precious.txt"), "mine");

        assertThatThrownBy(() -> GitHistory.in(folder).export(net))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("bare git repository");
        assertThat(folder)
                .isDirectoryContaining(file -> file.endsWith("precious.txt"))
                .isDirectoryNotContaining("glob:**HEAD");
    }

    @Test
    void what_was_exported_can_be_taken_in_by_another() {
        Path repository = folder.resolve("history.git");
        store("edge1", 0, "hostname a\n");
        store("edge1", 60, "hostname b\n");
        store("edge2", 30, "hostname c\n");
        GitHistory.in(repository).withSecrets().export(net);

        try (NetStacks other = NetStacks.builder().build()) {
            other.inventory()
                    .save(Device.named("edge1")
                            .at("192.0.2.1")
                            .platform("cisco_ios")
                            .build());
            OxidizedImport.Report report = OxidizedImport.from(repository).into(other);

            assertThat(report.saved()).isEqualTo(2);
            assertThat(report.unknownDevices()).containsExactly("edge2.cfg");
            List<Backup> taken = other.backups()
                    .list(BackupQuery.of("edge1"), PageRequest.first())
                    .items();
            assertThat(taken)
                    .extracting(Backup::takenAt)
                    .containsExactly(NOON.plusSeconds(60).minusNanos(123_456_000), NOON.minusNanos(123_456_000));
            assertThat(taken).extracting(Backup::origin).containsOnly(Backup.Origin.IMPORTED);
            assertThat(other.backups().content(taken.get(0).id()).reveal()).contains("hostname b", "swordfish");

            assertThat(OxidizedImport.from(repository).into(other))
                    .satisfies(again -> assertThat(again.saved()).isZero())
                    .satisfies(again -> assertThat(again.already()).isEqualTo(2));
            assertThat(other.backups()
                            .list(BackupQuery.all(), PageRequest.first())
                            .items())
                    .hasSize(2);
        }
    }
}
