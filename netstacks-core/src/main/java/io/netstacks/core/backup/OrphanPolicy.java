package io.netstacks.core.backup;

import io.netstacks.spi.error.InvalidInputException;
import java.time.Duration;

/**
 * When backups of devices that the inventory does not know may be deleted. An inventory that was loaded by halves looks as if
 * many devices were gone, so a clean-up does nothing when too many are. Immutable; each setting gives a copy.
 *
 * @param age how long ago a backup was last seen on its device, at least; 1 to 3650 days
 * @param fewestDevices how many devices the inventory has, at least; from 1 on
 * @param mostPercent how much of the devices that have backups may be gone, at most; 1 to 100
 */
public record OrphanPolicy(Duration age, int fewestDevices, int mostPercent) {

    /** Last seen 30 days ago, an inventory of at least one device, and no more than 20 percent of the devices gone. */
    public static final OrphanPolicy DEFAULT = new OrphanPolicy(Duration.ofDays(30), 1, 20);

    /** Checks the bounds. */
    public OrphanPolicy {
        if (age.compareTo(Duration.ofDays(1)) < 0 || age.compareTo(Duration.ofDays(3650)) > 0) {
            throw InvalidInputException.of("backups of devices that are gone are kept from 1 to 3650 days, not " + age);
        }
        if (fewestDevices < 1 || mostPercent < 1 || mostPercent > 100) {
            throw InvalidInputException.of(
                    "a clean-up needs an inventory of at least 1 device, and 1 to 100 percent of the"
                            + " devices may be gone; not " + fewestDevices + " and " + mostPercent);
        }
    }

    /** Keeps what was seen within so many days. */
    public OrphanPolicy days(int days) {
        return new OrphanPolicy(Duration.ofDays(days), fewestDevices, mostPercent);
    }

    /** Needs an inventory of at least so many devices. */
    public OrphanPolicy withAtLeast(int devices) {
        return new OrphanPolicy(age, devices, mostPercent);
    }

    /** Lets up to so much of the devices be gone. */
    public OrphanPolicy upToPercent(int percent) {
        return new OrphanPolicy(age, fewestDevices, percent);
    }
}
