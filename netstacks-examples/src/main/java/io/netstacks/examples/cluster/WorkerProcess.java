package io.netstacks.examples.cluster;

import io.netstacks.spi.event.NetStacksEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A worker's JVM as the one that started it sees it. Safe for use by many threads. */
final class WorkerProcess implements AutoCloseable {

    private final String name;
    private final Process process;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Set<String> atWork = ConcurrentHashMap.newKeySet();
    private final AtomicInteger ended = new AtomicInteger();

    WorkerProcess(String name, String database, Path keys) {
        this.name = name;
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            // what starts fastest and takes little
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            DemoWorker.class.getName(),
                            database,
                            keys.toString(),
                            name)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " did not start", e);
        }
        Thread reader = new Thread(this::listen, "output of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard(line.split(" ", 2));
            }
        } catch (IOException e) {
            // it was killed in the middle of a line
        } finally {
            ready.countDown();
        }
    }

    private void heard(String[] words) {
        if (words[0].equals(DemoWorker.READY)) {
            ready.countDown();
        } else if (words[0].equals(NetStacksEvent.Kind.TASK_STARTED.name())) {
            atWork.add(words[1]);
        } else if (words[0].equals(NetStacksEvent.Kind.TASK_FINISHED.name())) {
            atWork.remove(words[1]);
            ended.incrementAndGet();
        }
    }

    /** Waits until it works. */
    void awaitReady() throws InterruptedException {
        if (!ready.await(1, TimeUnit.MINUTES) || !process.isAlive()) {
            throw new IllegalStateException(name + " does not work; what it wrote above says why");
        }
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Returns how many tasks it has ended. */
    int ended() {
        return ended.get();
    }

    /** Tells whether it does this task now. */
    boolean does(String taskId) {
        return atWork.contains(taskId);
    }

    /** As {@code kill -9}: it gets no chance to say or write anything. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Ends its input, and with it the worker; kills one that does not heed that. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (IOException e) {
            kill(); // it is dead already, or does not read
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
