package io.netstacks.adapter.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A main class of the tests in a JVM of its own, which is killed when this is closed. Confined: one thread reads it. */
final class NodeProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;

    private NodeProcess(Process process) {
        this.process = process;
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static NodeProcess start(Class<?> main, List<String> arguments) throws IOException {
        Stream<String> java = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // What starts fastest
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
        return new NodeProcess(
                new ProcessBuilder(Stream.concat(java, arguments.stream()).toList())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    /** Waits until it can begin at once. */
    void awaitReady() {
        read(NodeMain.READY::equals);
    }

    /** Tells it to begin. */
    void go() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** Returns the lines that it says until it has said one that is enough, with that one, or until it ends. */
    List<String> read(Predicate<String> enough) {
        List<String> said = new ArrayList<>();
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                if (enough.test(line)) {
                    return said;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a node cannot be read", e);
        }
        return said;
    }

    /** Returns the lines that it says until it ends. */
    List<String> readAll() {
        return read(line -> false);
    }

    /** Waits for its end, and returns with what exit code that came. */
    int end() {
        return process.onExit().join().exitValue();
    }

    /** Kills it with SIGKILL; what it has said until then can still be read. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        process.onExit().join();
    }
}
