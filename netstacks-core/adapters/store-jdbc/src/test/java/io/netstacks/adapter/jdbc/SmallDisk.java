package io.netstacks.adapter.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A disk of a few megabytes that fills up: tmpfs, which only root on Linux may mount; elsewhere the test is skipped and says so. */
final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk mounted(Path folder, int megabytes) throws IOException {
        Assumptions.assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString()),
                "a small disk can be mounted by root on Linux only");
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    /** Returns a new folder on it that belongs to whom the other one belongs. */
    Path folderLike(Path other) throws IOException {
        Path made = Files.createDirectory(folder.resolve("made"));
        Files.setOwner(made, Files.getOwner(other));
        return made;
    }

    /** Leaves so many bytes free. */
    void fill(int left) throws IOException {
        long size = Files.getFileStore(folder).getUsableSpace() - left;
        Files.write(ballast(), new byte[Math.toIntExact(size)]);
    }

    void makeRoom() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        if (!run("umount", folder.toString())) {
            run("umount", "-l", folder.toString());
        }
    }
}
