package io.netstacks.tasks.internal.request;

import io.netstacks.spi.error.InvalidInputException;
import java.util.List;

/** How many commands or assertions a request may have. Without state. */
public final class RequestLists {

    private static final int MOST = 10_000;

    private RequestLists() {}

    /**
     * Checks that there is one, and that there are not too many.
     *
     * @param what what one of them is, for the message
     * @throws InvalidInputException if there is none, or there are more than 10,000
     */
    public static void checkSome(List<?> items, String what) {
        if (items.isEmpty()) {
            throw InvalidInputException.of("at least one " + what + " is needed");
        }
        checkNotTooMany(items, what);
    }

    /**
     * Checks that there are not too many.
     *
     * @param what what one of them is, for the message
     * @throws InvalidInputException if there are more than 10,000
     */
    public static void checkNotTooMany(List<?> items, String what) {
        if (items.size() > MOST) {
            throw InvalidInputException.of(
                    "a task has at most " + MOST + " of \"" + what + "\" but this one has " + items.size());
        }
    }
}
