package io.netstacks.spi.tool;

import io.netstacks.spi.OperationContext;

/**
 * For whom and for how long a tool works. Immutable.
 *
 * @param operation who asked, and the time that it may take
 */
public record ToolContext(OperationContext operation) {}
