package io.netstacks.agent.builtin;

import io.netstacks.spi.tool.Tool;
import io.netstacks.spi.tool.ToolCall;
import io.netstacks.spi.tool.ToolContext;
import io.netstacks.spi.tool.ToolDescriptor;
import io.netstacks.spi.tool.ToolResult;
import java.util.function.BiFunction;

/** A tool put together from its descriptor and a function. */
record SimpleTool(ToolDescriptor descriptor, BiFunction<ToolCall, ToolContext, ToolResult> work) implements Tool {

    @Override
    public ToolResult execute(ToolCall call, ToolContext context) {
        return work.apply(call, context);
    }
}
