package io.netstacks.core.inventory;

import io.netstacks.core.internal.inventory.NetBoxSettings;
import io.netstacks.spi.Secret;
import io.netstacks.spi.error.InvalidInputException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * Which devices are taken from a NetBox, and how it is asked. Immutable; a {@code with}-like method returns a changed copy.
 *
 * <pre>{@code
 * DeviceSource source = Inventories.netBox(NetBoxQuery.at(URI.create("https://netbox.example.net"), token)
 *         .filter("site", "ber")
 *         .platforms(PlatformNames.standard().with("our-edge-os", "cisco_xr")));
 * }</pre>
 */
public final class NetBoxQuery {

    private final NetBoxSettings settings;
    private final PlatformNames platforms;

    private NetBoxQuery(NetBoxSettings settings, PlatformNames platforms) {
        this.settings = settings;
        this.platforms = platforms;
    }

    /**
     * Returns a query of all devices and virtual machines. The token is copied; it is sent to this address only, and never
     * shown.
     *
     * @param address where NetBox is, without {@code /api}; {@code https}, or {@code http} on this machine
     * @throws InvalidInputException if the address is none or would show the token on the way, or the token is empty or has
     *     blanks
     */
    public static NetBoxQuery at(URI address, Secret token) {
        return new NetBoxQuery(NetBoxSettings.at(address, token), PlatformNames.standard());
    }

    /** Adds a filter of NetBox's, for example {@code tag}, {@code core}; it holds for devices and virtual machines. */
    public NetBoxQuery filter(String name, String value) {
        List<String> filters = new ArrayList<>(settings.filters());
        filters.add(URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8));
        return with(settings.filters(filters));
    }

    /** Leaves virtual machines out. */
    public NetBoxQuery withoutVirtualMachines() {
        return with(settings.virtualMachines(false));
    }

    /** Sets the statuses whose devices are enabled, {@code active} if never set; devices of other statuses are disabled. */
    public NetBoxQuery enabledStatuses(Set<String> statuses) {
        return with(settings.enabledStatuses(statuses));
    }

    /** Sets what the slugs and names of platforms mean; those of the library if never set. */
    public NetBoxQuery platforms(PlatformNames names) {
        return new NetBoxQuery(settings, names);
    }

    /** Sets the name of the credentials of devices whose custom field {@code netstacks_credential} says none. */
    public NetBoxQuery credential(String reference) {
        return with(settings.credential(reference));
    }

    /** Sets how many objects a page has, from 1 to 1000; 500 if never set. */
    public NetBoxQuery pageSize(int objects) {
        if (objects < 1 || objects > 1000) {
            throw InvalidInputException.of("a page of NetBox has 1 to 1000 objects but is to have " + objects);
        }
        return with(settings.pageSize(objects));
    }

    /** Sets how long one request may take; 30 seconds if never set. */
    public NetBoxQuery timeout(Duration perRequest) {
        return with(settings.timeout(positive("time-out", perRequest)));
    }

    /**
     * Sets for how long an answer is taken as it is before NetBox is asked again, 5 minutes if never set. If NetBox cannot be
     * reached then, the old answer is used, with a warning in the log, until it is an hour old.
     */
    public NetBoxQuery refreshAfter(Duration age) {
        return with(settings.refreshAfter(positive("age", age)));
    }

    /** Sets what checks the certificate of NetBox, for one that only the host trusts; Java's own if never set. */
    public NetBoxQuery tls(SSLContext context) {
        return with(settings.tls(context));
    }

    /** Sets the clock; the system's if never set. */
    public NetBoxQuery clock(Clock clock) {
        return with(settings.clock(clock));
    }

    NetBoxSettings settings() {
        return settings;
    }

    PlatformNames platforms() {
        return platforms;
    }

    private NetBoxQuery with(NetBoxSettings changed) {
        return new NetBoxQuery(changed, platforms);
    }

    private static Duration positive(String what, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw InvalidInputException.of("the " + what + " must be positive but is " + value);
        }
        return value;
    }

    /** Returns address and filters, without the token. */
    @Override
    public String toString() {
        return "NetBox at " + settings.address() + " " + settings.filters();
    }
}
