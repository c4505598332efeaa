package io.netstacks.core.inventory;

import io.netstacks.core.internal.inventory.QueryReader;
import io.netstacks.core.internal.inventory.QueryText;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.InvalidInputException;

/**
 * Selectors as people write them: {@code site=ber and (tag=core or name~"edge-*") and not platform=juniper_junos}. Pure
 * functions. Safe for use by many threads.
 *
 * <ul>
 *   <li>{@code name}, {@code tag}, {@code site} and {@code platform} with {@code =} or {@code !=} are compared exactly;
 *       {@code name~} takes a pattern with {@code *} and {@code ?}, upper and lower case alike.
 *   <li>A word alone is a name, or a pattern if it has {@code *} or {@code ?}; {@code all} is every device.
 *   <li>{@code not} binds more than {@code and}, and {@code and} more than {@code or}; there are parentheses.
 *   <li>Values with anything but letters, digits and {@code _ - . / * ? : @ +} stand in double quotes, where
 *       {@code \} goes before {@code "} and {@code \}.
 *   <li>Devices that are disabled are left out unless the query says {@code enabled=false} or {@code enabled=any} somewhere.
 * </ul>
 */
public final class DeviceQuery {

    private DeviceQuery() {}

    /**
     * Returns the selector that a query means.
     *
     * @throws InvalidInputException with the column of the mistake and what is expected there
     */
    public static DeviceSelector parse(String query) {
        return QueryReader.read(query);
    }

    /** Returns a query that means the same devices as the selector. */
    public static String print(DeviceSelector selector) {
        return QueryText.of(selector);
    }
}
