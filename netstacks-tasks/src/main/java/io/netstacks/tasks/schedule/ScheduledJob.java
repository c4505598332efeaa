package io.netstacks.tasks.schedule;

import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.spi.schedule.ScheduledWork;
import java.util.Map;

/** What a schedule does when it is due. Immutable. */
public sealed interface ScheduledJob {

    /** Returns what sort of work it is. */
    ScheduledWork work();

    /** Returns it as the parameters that a store keeps. */
    Map<String, String> parameters();

    /**
     * Backs up devices, those that the selector means when it is due, into one snapshot.
     *
     * @param devices which devices
     * @param parallelism how many at once, at least 1
     */
    record Backup(DeviceSelector devices, int parallelism) implements ScheduledJob {
        /** Checks the parallelism. */
        public Backup {
            if (parallelism < 1) {
                throw InvalidInputException.of("parallelism must be at least 1 but is " + parallelism);
            }
        }

        @Override
        public ScheduledWork work() {
            return ScheduledWork.BACKUP;
        }

        @Override
        public Map<String, String> parameters() {
            return Map.of("devices", SelectorText.write(devices), "parallelism", String.valueOf(parallelism));
        }
    }

    /**
     * Deploys a stack. This version records that it cannot, and goes on to the next time.
     *
     * @param stack the stack
     */
    record Deploy(String stack) implements ScheduledJob {
        @Override
        public ScheduledWork work() {
            return ScheduledWork.DEPLOY;
        }

        @Override
        public Map<String, String> parameters() {
            return Map.of("stack", stack);
        }
    }

    /**
     * Runs a method of procedure. This version records that it cannot, and goes on to the next time.
     *
     * @param mop the method of procedure
     */
    record Mop(String mop) implements ScheduledJob {
        @Override
        public ScheduledWork work() {
            return ScheduledWork.MOP;
        }

        @Override
        public Map<String, String> parameters() {
            return Map.of("mop", mop);
        }
    }

    /** Returns a backup of devices, 10 at once. */
    static ScheduledJob backup(DeviceSelector devices) {
        return new Backup(devices, 10);
    }

    /**
     * Returns what an operation does.
     *
     * @throws InvalidInputException if its parameters are not those of its work
     */
    static ScheduledJob of(ScheduledOperation operation) {
        return switch (operation.work()) {
            case BACKUP ->
                new Backup(SelectorText.read(parameter(operation, "devices")), number(operation, "parallelism"));
            case DEPLOY -> new Deploy(parameter(operation, "stack"));
            case MOP -> new Mop(parameter(operation, "mop"));
        };
    }

    private static String parameter(ScheduledOperation operation, String name) {
        String value = operation.parameters().get(name);
        if (value == null) {
            throw InvalidInputException.of("scheduled operation " + operation.name() + " (" + operation.work()
                    + ") has no parameter \"" + name + "\"; delete it and create it again");
        }
        return value;
    }

    private static int number(ScheduledOperation operation, String name) {
        String value = parameter(operation, name);
        if (!value.matches("[1-9][0-9]{0,5}")) {
            throw InvalidInputException.of("scheduled operation " + operation.name() + ": the parameter \"" + name
                    + "\" is a number from 1, not \"" + value + "\"");
        }
        return Integer.parseInt(value);
    }
}
