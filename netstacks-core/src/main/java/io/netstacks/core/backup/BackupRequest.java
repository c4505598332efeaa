package io.netstacks.core.backup;

import io.netstacks.spi.Limits;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.InvalidInputException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Which devices are backed up, and how. Immutable; each setting gives a copy. */
public final class BackupRequest {

    private final DeviceSelector selector;
    private final Optional<String> name;
    private final Backup.Origin origin;
    private final int parallelism;
    private final Duration perDevice;
    private final boolean setFormat;
    private final Optional<Duration> unlessSeenWithin;
    private final Consumer<String> progress;

    private BackupRequest(
            DeviceSelector selector,
            Optional<String> name,
            Backup.Origin origin,
            int parallelism,
            Duration perDevice,
            boolean setFormat,
            Optional<Duration> unlessSeenWithin,
            Consumer<String> progress) {
        this.selector = selector;
        this.name = name;
        this.origin = origin;
        this.parallelism = parallelism;
        this.perDevice = perDevice;
        this.setFormat = setFormat;
        this.unlessSeenWithin = unlessSeenWithin;
        this.progress = progress;
    }

    /** Returns a request for devices: 10 at once, two minutes each, in the form that a diff reads best. */
    public static BackupRequest of(DeviceSelector selector) {
        return new BackupRequest(
                selector,
                Optional.empty(),
                Backup.Origin.MANUAL,
                10,
                Duration.ofMinutes(2),
                true,
                Optional.empty(),
                device -> {});
    }

    /**
     * Names the snapshot, for example after the change that it is for; without this it is named after its time.
     *
     * @throws InvalidInputException if the name is blank or has more than 500 characters
     */
    public BackupRequest reason(String newName) {
        Limits.atMost(Limits.LINE, "the name of a snapshot", newName);
        Limits.key("the name of a snapshot", newName);
        return new BackupRequest(
                selector, Optional.of(newName), origin, parallelism, perDevice, setFormat, unlessSeenWithin, progress);
    }

    /** Says why the backups are taken. */
    public BackupRequest origin(Backup.Origin newOrigin) {
        return new BackupRequest(
                selector, name, newOrigin, parallelism, perDevice, setFormat, unlessSeenWithin, progress);
    }

    /** Sets how many devices are worked on at once. */
    public BackupRequest parallelism(int atOnce) {
        if (atOnce < 1) {
            throw InvalidInputException.of("parallelism must be at least 1 but is " + atOnce);
        }
        return new BackupRequest(selector, name, origin, atOnce, perDevice, setFormat, unlessSeenWithin, progress);
    }

    /**
     * Sets the time that each device gets.
     *
     * @throws InvalidInputException if it is not positive
     */
    public BackupRequest within(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw InvalidInputException.of("each device needs some time, not " + time);
        }
        return new BackupRequest(selector, name, origin, parallelism, time, setFormat, unlessSeenWithin, progress);
    }

    /** Reads the configuration as flat set commands where the platform can, or as the device shows it by itself. */
    public BackupRequest setFormat(boolean wanted) {
        return new BackupRequest(selector, name, origin, parallelism, perDevice, wanted, unlessSeenWithin, progress);
    }

    /**
     * Leaves devices out whose configuration was seen within that time, by a backup that was taken or verified.
     *
     * @throws InvalidInputException if the time is not positive, or more than 3650 days
     */
    public BackupRequest unlessSeenWithin(Duration time) {
        if (time.isNegative() || time.isZero() || time.compareTo(RetentionPolicy.LONGEST) > 0) {
            throw InvalidInputException.of(
                    "devices are left out that were seen within some time, at most 3650 days, not within " + time);
        }
        return new BackupRequest(
                selector, name, origin, parallelism, perDevice, setFormat, Optional.of(time), progress);
    }

    /** Calls back with the device's name once for each device, also for one that is skipped, from the thread that worked on it. */
    public BackupRequest onProgress(Consumer<String> listener) {
        return new BackupRequest(selector, name, origin, parallelism, perDevice, setFormat, unlessSeenWithin, listener);
    }

    /** Returns which devices are meant. */
    public DeviceSelector selector() {
        return selector;
    }

    /** Returns the snapshot's name. */
    public Optional<String> name() {
        return name;
    }

    /** Returns why the backups are taken. */
    public Backup.Origin origin() {
        return origin;
    }

    /** Returns how many devices are worked on at once. */
    public int parallelism() {
        return parallelism;
    }

    /** Returns the time that each device gets. */
    public Duration perDevice() {
        return perDevice;
    }

    /** Tells whether flat set commands are preferred. */
    public boolean setFormat() {
        return setFormat;
    }

    /** Returns within which time a device must have been seen to be left out; empty if none is. */
    public Optional<Duration> unlessSeenWithin() {
        return unlessSeenWithin;
    }

    /** Returns who is called back after each device. */
    public Consumer<String> progress() {
        return progress;
    }
}
