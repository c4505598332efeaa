package io.netstacks.examples.cluster;

import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeInput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What came of all tasks, and what the devices saw. Immutable.
 *
 * @param tasks how many were submitted
 * @param over how many are over, each with one end in the history
 * @param readsDone reads that succeeded
 * @param readsLost reads that did not
 * @param pushesDone changes that succeeded
 * @param pushesFailed changes that failed
 * @param unknown changes that were at work when their worker died
 * @param linesTwice configuration lines that a device got twice, each with the device
 * @param sharedDevices devices on which two sessions typed at the same time
 */
record DemoReport(
        int tasks,
        int over,
        int readsDone,
        int readsLost,
        int pushesDone,
        int pushesFailed,
        List<TaskRecord> unknown,
        List<String> linesTwice,
        List<String> sharedDevices) {

    static DemoReport of(Collection<TaskRecord> records, List<FakeDevice> devices) {
        List<TaskRecord> unknown = records.stream()
                .filter(record -> record.outcome().equals(Optional.of(TaskOutcome.UNKNOWN)))
                .toList();
        int pushesDone = count(records, true, TaskOutcome.SUCCEEDED);
        int readsDone = count(records, false, TaskOutcome.SUCCEEDED);
        int pushes = (int) records.stream().filter(TaskRecord::mutating).count();
        return new DemoReport(
                records.size(),
                (int) records.stream()
                        .filter(record -> record.state() == TaskState.FINISHED)
                        .count(),
                readsDone,
                records.size() - pushes - readsDone,
                pushesDone,
                pushes - pushesDone - unknown.size(),
                unknown,
                devices.stream().flatMap(device -> linesTwice(device).stream()).toList(),
                devices.stream()
                        .filter(DemoReport::wasShared)
                        .map(FakeDevice::hostname)
                        .toList());
    }

    private static int count(Collection<TaskRecord> records, boolean mutating, TaskOutcome outcome) {
        return (int) records.stream()
                .filter(record -> record.mutating() == mutating)
                .filter(record -> record.outcome().equals(Optional.of(outcome)))
                .count();
    }

    /** Each change of the demonstration names interfaces that no other one does. */
    private static List<String> linesTwice(FakeDevice device) {
        Set<String> seen = new HashSet<>();
        List<String> twice = new ArrayList<>();
        for (String line : device.typed()) {
            if (line.startsWith("interface ") && !seen.add(line)) {
                twice.add(device.hostname() + ": " + line);
            }
        }
        return twice;
    }

    /** Once a later session has typed, an earlier one must not; but for its logout, which may come late. */
    private static boolean wasShared(FakeDevice device) {
        int latest = 0;
        for (FakeInput input : device.inputs()) {
            if (input.session() < latest && !input.text().equals("exit")) {
                return true;
            }
            latest = Math.max(latest, input.session());
        }
        return false;
    }

    /** Tells whether everything is over, each read succeeded, and no change was done twice or beside another session. */
    boolean kept() {
        return over == tasks && readsLost == 0 && pushesFailed == 0 && linesTwice.isEmpty() && sharedDevices.isEmpty();
    }
}
