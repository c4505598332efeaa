package io.netstacks.spi.tool;

/** Something that can be asked for. Stateless; safe for use by many threads. */
public interface Tool {

    /** Returns what it is called, does, takes and risks; always the same. */
    ToolDescriptor descriptor();

    /** Does it. */
    ToolResult execute(ToolCall call, ToolContext context);
}
