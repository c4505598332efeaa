package io.netstacks.agent.registry;

import io.netstacks.core.text.NearMatches;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.tool.Tool;
import io.netstacks.spi.tool.ToolCall;
import io.netstacks.spi.tool.ToolContext;
import io.netstacks.spi.tool.ToolDescriptor;
import io.netstacks.spi.tool.ToolResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tools by name, in the order of their registration. Immutable. */
public final class ToolRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(ToolRegistry.class);

    private final Map<String, Tool> tools;

    private ToolRegistry(Map<String, Tool> tools) {
        this.tools = Collections.unmodifiableMap(new LinkedHashMap<>(tools));
    }

    /**
     * Returns a registry of tools.
     *
     * @throws InvalidInputException if two have the same name: none is silently replaced
     */
    public static ToolRegistry of(List<Tool> tools) {
        return new ToolRegistry(Map.of()).with(tools);
    }

    /**
     * Returns a copy with more tools.
     *
     * @throws InvalidInputException if two have the same name
     */
    public ToolRegistry with(List<Tool> more) {
        Map<String, Tool> all = new LinkedHashMap<>(tools);
        for (Tool tool : more) {
            if (all.putIfAbsent(tool.descriptor().name(), tool) != null) {
                throw InvalidInputException.of("the tool " + tool.descriptor().name() + " is there twice");
            }
        }
        return new ToolRegistry(all);
    }

    /** Returns the tools that an audience sees. */
    public List<ToolDescriptor> descriptors(ToolAudience audience) {
        return tools.values().stream()
                .map(Tool::descriptor)
                .filter(descriptor -> audience == ToolAudience.AGENT || !descriptor.internal())
                .toList();
    }

    /**
     * Calls a tool. What goes wrong on the way is an answer that a model may see.
     *
     * @throws NotFoundException with near matches if there is no such tool
     */
    public ToolResult call(ToolCall call, ToolContext context) {
        Tool tool = tools.get(call.tool());
        if (tool == null) {
            throw NotFoundException.of("tool", call.tool(), NearMatches.of(call.tool(), tools.keySet()));
        }
        List<String> problems = problems(tool.descriptor(), call.arguments());
        if (!problems.isEmpty()) {
            return ToolResult.failed(String.join("; ", problems));
        }
        try {
            return tool.execute(call, context);
        } catch (NetStacksException e) {
            return ToolResult.failed(e.code() + ": " + e.reason());
        } catch (
                RuntimeException
                        e) { // a tool may be the host's: its failure is an answer, its details are not for models
            LOG.error(
                    "tool={} actor={} failed", call.tool(), context.operation().actor(), e);
            return ToolResult.failed(call.tool() + " failed; the log of the host tells why");
        }
    }

    private static List<String> problems(ToolDescriptor descriptor, Map<String, Object> arguments) {
        List<String> problems = new ArrayList<>();
        List<String> known = descriptor.parameters().stream()
                .map(ToolDescriptor.Parameter::name)
                .toList();
        arguments.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add("unknown argument " + name + "; there are " + known));
        for (ToolDescriptor.Parameter parameter : descriptor.parameters()) {
            Object value = arguments.get(parameter.name());
            if (value == null && parameter.required()) {
                problems.add("the argument " + parameter.name() + " is required: " + parameter.description());
            } else if (value != null && !fits(parameter.type(), value)) {
                problems.add("the argument " + parameter.name() + " must be " + parameter.type());
            }
        }
        return problems;
    }

    private static boolean fits(ToolDescriptor.Type type, Object value) {
        return switch (type) {
            case TEXT -> value instanceof String;
            case INTEGER -> value instanceof Integer || value instanceof Long;
            case FLAG -> value instanceof Boolean;
            case TEXTS -> value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
        };
    }
}
