package io.netstacks.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OxidizedImportTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private final NetStacks net = NetStacks.builder().build();

    @BeforeEach
    void devices() {
        for (String name : List.of("edge1.example.net", "core1")) {
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

    private void commit(Git git, int minutes, String message) throws GitAPIException {
        PersonIdent oxidized =
                new PersonIdent("oxidized", "oxidized@example.net", NOON.plusSeconds(60L * minutes), ZoneOffset.UTC);
        git.add().addFilepattern(".").setRenormalize(false).call();
        git.commit()
                .setAll(true)
                .setSign(false)
                .setAuthor(oxidized)
                .setCommitter(oxidized)
                .setMessage(message)
                .call();
    }

    private void write(String file, byte[] content) throws IOException {
        Path target = folder.resolve(file);
        Files.createDirectories(target.getParent());
        Files.write(target, content);
    }

    private void write(String file, String content) throws IOException {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void takes_a_history_with_groups_deleted_files_and_odd_letters() throws Exception {
        try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
            write("edge1.example.net", "! version 17.3\nhostname edge1\n");
            write("routers/core1", "hostname core1\nbanner motd Z\u00fcrich\n".getBytes(StandardCharsets.ISO_8859_1));
            commit(git, 0, "update edge1");
            write("edge1.example.net", "! version 17.3\nhostname edge1\nntp clock-period 17179869\n");
            commit(git, 1, "only what changes by itself");
            write("edge1.example.net", "! version 17.3\nhostname edge1-new\n");
            write("routers/gone7", "hostname gone7\n");
            write("routers/core1", "");
            commit(git, 2, "update edge1");
            Files.delete(folder.resolve("routers/core1"));
            commit(git, 3, "core1 is gone");
        }

        OxidizedImport.Report report = OxidizedImport.from(folder).into(net);

        assertThat(report.saved()).isEqualTo(3);
        assertThat(report.already()).isEqualTo(1);
        assertThat(report.unknownDevices()).containsExactly("routers/gone7");
        assertThat(report.skipped()).singleElement().asString().startsWith("routers/core1 at ");
        List<Backup> edge1 = net.backups()
                .list(BackupQuery.of("edge1.example.net"), PageRequest.first())
                .items();
        assertThat(edge1).extracting(Backup::takenAt).containsExactly(NOON.plusSeconds(120), NOON);
        assertThat(edge1.get(1).verifications()).isEqualTo(1);
        assertThat(net.backups()
                        .content(net.backups().latest("core1").orElseThrow().id())
                        .reveal())
                .contains("Z\u00fcrich");
    }

    @Test
    void takes_in_only_what_is_new_however_often_it_runs() throws Exception {
        try (Git git = Git.init().setBare(false).setDirectory(folder.toFile()).call()) {
            write("core1", "hostname core1\n");
            commit(git, 0, "update core1");
            write("core1", "hostname core1\nntp clock-period 17179869\n");
            commit(git, 1, "only what changes by itself");
            write("core1", "hostname core1-new\n");
            commit(git, 2, "update core1");
            write("core1", "hostname core1\n");
            commit(git, 3, "as it was before");
            assertThat(OxidizedImport.from(folder).into(net))
                    .isEqualTo(new OxidizedImport.Report(3, 1, List.of(), List.of(), List.of()));
            assertThat(OxidizedImport.from(folder).into(net).saved())
                    .as("again")
                    .isZero();

            write("core1", "hostname core1-last\n");
            commit(git, 4, "update core1");
        }
        assertThat(OxidizedImport.from(folder).into(net).saved()).isEqualTo(1);
        assertThat(net.backups()
                        .list(BackupQuery.of("core1"), PageRequest.first())
                        .items())
                .extracting(Backup::takenAt)
                .containsExactly(NOON.plusSeconds(240), NOON.plusSeconds(180), NOON.plusSeconds(120), NOON);
    }

    @Test
    void a_device_without_a_platform_is_named_and_keeps_nobody_else_out() throws Exception {
        net.inventory().save(Device.named("new7").at("192.0.2.7").build());
        try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
            write("core1", "hostname core1\n");
            write("routers/new7", "hostname new7\n");
            write("zoo9", "hostname zoo9\n");
            commit(git, 0, "update all");
        }

        OxidizedImport.Report report = OxidizedImport.from(folder).into(net);

        assertThat(report)
                .isEqualTo(new OxidizedImport.Report(
                        1, 0, List.of("zoo9"), List.of("routers/new7: autodetect"), List.of()));
    }

    @Test
    void what_is_no_repository_is_refused() throws Exception {
        assertThatThrownBy(() -> OxidizedImport.from(folder).into(net))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no git repository");
        assertThatThrownBy(() -> OxidizedImport.from(folder.resolve("never")).into(net))
                .isInstanceOf(InvalidInputException.class);
        Git.init().setDirectory(folder.toFile()).call().close();
        assertThatThrownBy(() -> OxidizedImport.from(folder).into(net))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("commit");
    }
}
