package io.netstacks.tasks.schedule;

import io.netstacks.core.backup.RetentionPolicy;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.spi.schedule.ScheduledWork;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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
     * @param setFormat whether flat set commands are preferred where the platform can show them
     * @param unlessSeenWithin devices are left out whose configuration was seen within that time; empty for none
     */
    record Backup(DeviceSelector devices, int parallelism, boolean setFormat, Optional<Duration> unlessSeenWithin)
            implements ScheduledJob {
        /** Checks the parallelism. */
        public Backup {
            if (parallelism < 1) {
                throw InvalidInputException.of("parallelism must be at least 1 but is " + parallelism);
            }
        }

        /** Creates one that prefers set commands and leaves no device out. */
        public Backup(DeviceSelector devices, int parallelism) {
            this(devices, parallelism, true, Optional.empty());
        }

        /** Reads configurations as flat set commands where the platform can, or as the device shows it by itself. */
        public Backup withSetFormat(boolean wanted) {
            return new Backup(devices, parallelism, wanted, unlessSeenWithin);
        }

        /** Leaves devices out whose configuration was seen within that time. */
        public Backup withUnlessSeenWithin(Duration time) {
            return new Backup(devices, parallelism, setFormat, Optional.of(time));
        }

        @Override
        public ScheduledWork work() {
            return ScheduledWork.BACKUP;
        }

        @Override
        public Map<String, String> parameters() {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("devices", SelectorText.write(devices));
            parameters.put("parallelism", String.valueOf(parallelism));
            parameters.put("set_format", String.valueOf(setFormat));
            unlessSeenWithin.ifPresent(time -> parameters.put("unless_seen_within", time.toString()));
            return parameters;
        }
    }

    /**
     * Deletes old backups; never the latest of a device.
     *
     * @param days how many days a backup is kept after it was last seen on the device, from 1 to 3650
     */
    record Cleanup(int days) implements ScheduledJob {
        /** Checks the days. */
        public Cleanup {
            RetentionPolicy.days(days);
        }

        @Override
        public ScheduledWork work() {
            return ScheduledWork.CLEANUP;
        }

        @Override
        public Map<String, String> parameters() {
            return Map.of("days", String.valueOf(days));
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
            case BACKUP -> backup(operation);
            case CLEANUP -> new Cleanup(number(operation, "days"));
            case DEPLOY -> new Deploy(parameter(operation, "stack"));
            case MOP -> new Mop(parameter(operation, "mop"));
        };
    }

    /** What earlier versions wrote has no form and no time. */
    private static Backup backup(ScheduledOperation operation) {
        Map<String, String> parameters = operation.parameters();
        return new Backup(
                SelectorText.read(parameter(operation, "devices")),
                number(operation, "parallelism"),
                Boolean.parseBoolean(parameters.getOrDefault("set_format", "true")),
                Optional.ofNullable(parameters.get("unless_seen_within")).map(text -> duration(operation, text)));
    }

    private static Duration duration(ScheduledOperation operation, String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw InvalidInputException.of("scheduled operation " + operation.name()
                    + ": the parameter \"unless_seen_within\" is a duration such as PT12H, not \"" + text + "\"");
        }
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
