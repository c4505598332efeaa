package io.netstacks.spi.tool;

import io.netstacks.spi.Provider;
import java.util.List;

/** Brings tools that are not built in. Safe for use by many threads. */
public interface ToolProvider extends Provider {

    /** Returns its tools, which a host puts into its registry. */
    List<Tool> tools();
}
