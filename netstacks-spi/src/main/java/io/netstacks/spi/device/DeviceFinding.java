package io.netstacks.spi.device;

import java.util.List;

/**
 * Something that a source of devices left out or changed, and that a person should know. It never holds a secret. Immutable.
 *
 * @param kind what sort of thing it is
 * @param place where it stands, for example {@code hosts.yaml:12}
 * @param devices the devices that it is about; several where they share the place
 * @param key the key or variable
 * @param what what was noticed, and what to do
 */
public record DeviceFinding(Kind kind, String place, List<String> devices, String key, String what) {

    private static final int MOST_NAMES = 3;

    /** The sort of a finding. */
    public enum Kind {
        /** A secret that was not taken over: devices hold references to credentials only. */
        SECRET,
        /** Something that is not as the source has it. */
        NOTE
    }

    /** Copies the names. */
    public DeviceFinding {
        devices = List.copyOf(devices);
    }

    /** Returns a sentence; of many devices the first three are named. */
    @Override
    public String toString() {
        String names = String.join(", ", devices.subList(0, Math.min(MOST_NAMES, devices.size())));
        String more = devices.size() > MOST_NAMES ? " and " + (devices.size() - MOST_NAMES) + " more" : "";
        return place + ": " + (names.isEmpty() ? "" : names + more + ": ") + (key.isEmpty() ? "" : key + ": ") + what;
    }
}
