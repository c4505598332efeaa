package io.netstacks.testkit.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** What all sessions of one simulated device share, and what tests ask it about. Safe for use by many threads. */
final class DeviceState {

    private final DeviceScript script;
    private final ScheduledExecutorService scheduler;
    private final FakeConfig config;
    private final DeviceTimers timers;
    private final List<FakeInput> inputs = new ArrayList<>();
    private final Set<CliEmulator> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sessionsOpened = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger connectionsOpened = new AtomicInteger();
    private final AtomicInteger loginAttempts = new AtomicInteger();
    private int mostSessions;
    private Map<String, String> telnetAgreed = Map.of();

    DeviceState(DeviceScript script, ScheduledExecutorService scheduler) {
        this.script = script;
        this.scheduler = scheduler;
        this.config = script.newConfig();
        this.timers = new DeviceTimers(scheduler);
    }

    DeviceScript script() {
        return script;
    }

    ScheduledExecutorService scheduler() {
        return scheduler;
    }

    FakeConfig config() {
        return config;
    }

    DeviceTimers timers() {
        return timers;
    }

    String hostname() {
        return config.hostname().orElse(script.hostname());
    }

    Set<CliEmulator> sessions() {
        return sessions;
    }

    int nextSessionNumber() {
        return sessionsOpened.incrementAndGet();
    }

    int sessionsOpened() {
        return sessionsOpened.get();
    }

    synchronized void sessionBegan(CliEmulator session) {
        sessions.add(session);
        mostSessions = Math.max(mostSessions, sessions.size());
        notifyAll();
    }

    synchronized void sessionEnded(CliEmulator session) {
        sessions.remove(session);
        notifyAll();
    }

    synchronized int mostSessions() {
        return mostSessions;
    }

    /** Counts a new connection; tells whether there is room for it. */
    boolean connectionBegan() {
        connectionsOpened.incrementAndGet();
        return connections.incrementAndGet() <= script.maxSessions();
    }

    void connectionEnded() {
        connections.decrementAndGet();
        wakeWaiters();
    }

    int connections() {
        return connections.get();
    }

    int connectionsOpened() {
        return connectionsOpened.get();
    }

    void loginTried() {
        loginAttempts.incrementAndGet();
    }

    int loginAttempts() {
        return loginAttempts.get();
    }

    synchronized void typed(FakeInput input) {
        inputs.add(input);
        notifyAll();
    }

    synchronized List<FakeInput> inputs() {
        return List.copyOf(inputs);
    }

    synchronized void forgetInputs() {
        inputs.clear();
    }

    synchronized void telnetAgreed(Map<String, String> options) {
        telnetAgreed = Map.copyOf(options);
    }

    synchronized Map<String, String> telnetAgreed() {
        return telnetAgreed;
    }

    /** Waits until something is true that changes with sessions, connections or typing. */
    synchronized boolean await(BooleanSupplier condition, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000 + 1);
        }
        return true;
    }

    private synchronized void wakeWaiters() {
        notifyAll();
    }
}
