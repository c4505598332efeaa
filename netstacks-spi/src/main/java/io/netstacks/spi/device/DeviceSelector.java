package io.netstacks.spi.device;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which devices are meant. Selectors combine: {@code tag("core").and(site("ber")).except("lab-*")}. Immutable.
 */
public sealed interface DeviceSelector {

    /** Every device. */
    record All() implements DeviceSelector {}

    /**
     * Devices of these names; a name that nobody has is an error of the caller.
     *
     * @param names the exact names
     */
    record Names(Set<String> names) implements DeviceSelector {
        /** Copies the names. */
        public Names {
            names = Set.copyOf(names);
        }
    }

    /**
     * Devices whose name matches a shell pattern, upper and lower case alike.
     *
     * @param glob with {@code *} for any text and {@code ?} for one character
     */
    record NameGlob(String glob) implements DeviceSelector {}

    /**
     * Devices with a tag.
     *
     * @param tag the exact tag
     */
    record Tag(String tag) implements DeviceSelector {}

    /**
     * Devices of a site.
     *
     * @param site the exact site
     */
    record Site(String site) implements DeviceSelector {}

    /**
     * Devices of a platform.
     *
     * @param platform the platform as the device names it
     */
    record OfPlatform(String platform) implements DeviceSelector {}

    /**
     * Devices that both selectors mean.
     *
     * @param left one
     * @param right the other
     */
    record Both(DeviceSelector left, DeviceSelector right) implements DeviceSelector {}

    /**
     * Devices that one of two selectors means.
     *
     * @param left one
     * @param right the other
     */
    record Either(DeviceSelector left, DeviceSelector right) implements DeviceSelector {}

    /**
     * Devices to which sessions are allowed, or those to which they are not.
     *
     * @param enabled which of both
     */
    record Enabled(boolean enabled) implements DeviceSelector {}

    /**
     * Devices that the first selector means and the second does not.
     *
     * @param base what is meant
     * @param excluded what is taken away
     */
    record Except(DeviceSelector base, DeviceSelector excluded) implements DeviceSelector {}

    /** Returns a selector of every device. */
    static DeviceSelector all() {
        return new All();
    }

    /** Returns a selector of the named devices. */
    static DeviceSelector names(String... names) {
        return new Names(new LinkedHashSet<>(Arrays.asList(names)));
    }

    /** Returns a selector of devices whose name matches; {@code *} is any text, {@code ?} one character. */
    static DeviceSelector glob(String glob) {
        return new NameGlob(glob);
    }

    /** Returns a selector of devices with the tag. */
    static DeviceSelector tag(String tag) {
        return new Tag(tag);
    }

    /** Returns a selector of devices of the site. */
    static DeviceSelector site(String site) {
        return new Site(site);
    }

    /** Returns a selector of devices that are enabled, or of those that are not. */
    static DeviceSelector enabled(boolean enabled) {
        return new Enabled(enabled);
    }

    /** Returns a selector of devices of the platform. */
    static DeviceSelector platform(String platform) {
        return new OfPlatform(platform);
    }

    /** Returns a selector of devices that this and the other mean. */
    default DeviceSelector and(DeviceSelector other) {
        return new Both(this, other);
    }

    /** Returns a selector of devices that this or the other means. */
    default DeviceSelector or(DeviceSelector other) {
        return new Either(this, other);
    }

    /** Returns a selector of devices that this means and the other does not. */
    default DeviceSelector except(DeviceSelector excluded) {
        return new Except(this, excluded);
    }

    /** Returns a selector of devices that this means and whose name does not match. */
    default DeviceSelector except(String glob) {
        return new Except(this, new NameGlob(glob));
    }

    /** Tells whether the device is meant. */
    default boolean matches(Device device) {
        if (this instanceof Names named) {
            return named.names().contains(device.name());
        } else if (this instanceof NameGlob pattern) {
            return globMatches(
                    pattern.glob().toLowerCase(Locale.ROOT), device.name().toLowerCase(Locale.ROOT));
        } else if (this instanceof Tag tagged) {
            return device.tags().contains(tagged.tag());
        } else if (this instanceof Site at) {
            return device.site().filter(at.site()::equals).isPresent();
        } else if (this instanceof OfPlatform of) {
            return device.platform().equals(of.platform());
        } else if (this instanceof Both both) {
            return both.left().matches(device) && both.right().matches(device);
        } else if (this instanceof Either either) {
            return either.left().matches(device) || either.right().matches(device);
        } else if (this instanceof Enabled state) {
            return device.enabled() == state.enabled();
        } else if (this instanceof Except but) {
            return but.base().matches(device) && !but.excluded().matches(device);
        }
        return true;
    }

    /** Greedy match with one place to go back to, so the time is at most pattern times text. */
    private static boolean globMatches(String glob, String text) {
        int g = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                resume = t;
            } else if (g < glob.length() && (glob.charAt(g) == '?' || glob.charAt(g) == text.charAt(t))) {
                g++;
                t++;
            } else if (star >= 0) {
                g = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }
}
