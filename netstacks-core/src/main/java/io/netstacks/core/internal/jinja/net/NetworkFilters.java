package io.netstacks.core.internal.jinja.net;

import io.netstacks.core.internal.jinja.JinjaLibrary;

/** All filters of this room. */
public final class NetworkFilters {

    private NetworkFilters() {}

    /** Adds the filters to a library. */
    public static void addTo(JinjaLibrary.Builder library) {
    }
}
