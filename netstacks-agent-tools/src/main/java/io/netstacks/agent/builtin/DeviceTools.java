package io.netstacks.agent.builtin;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.session.DeviceSession;
import io.netstacks.spi.tool.Tool;
import io.netstacks.spi.tool.ToolCall;
import io.netstacks.spi.tool.ToolContext;
import io.netstacks.spi.tool.ToolDescriptor;
import io.netstacks.spi.tool.ToolResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tools that look at devices. They only read: a command that is not known to read is refused. Safe for use by many threads. */
public final class DeviceTools {

    private static final int MOST_DEVICES = 200;
    private static final int MOST_OUTPUT = 20_000;

    private final NetStacks net;

    private DeviceTools(NetStacks net) {
        this.net = net;
    }

    /** Returns them. */
    public static List<Tool> over(NetStacks net) {
        DeviceTools tools = new DeviceTools(net);
        return List.of(
                new SimpleTool(
                        ToolDescriptor.named("device_list")
                                .describedAs("Lists network devices: name, address, platform, site, tags.")
                                .takes("search", ToolDescriptor.Type.TEXT, "only devices whose name contains this")
                                .takes(
                                        "platform",
                                        ToolDescriptor.Type.TEXT,
                                        "only devices of this platform, for example cisco_ios")
                                .takes(
                                        "limit",
                                        ToolDescriptor.Type.INTEGER,
                                        "how many at the most, from 1 to 200; 50 by default")
                                .build(),
                        tools::list),
                new SimpleTool(
                        ToolDescriptor.named("device_show")
                                .describedAs(
                                        "Runs one command that only reads (show, display, get, ping) on a device and"
                                                + " returns its output, secrets masked.")
                                .needs("device_name", ToolDescriptor.Type.TEXT, "the device's exact name")
                                .needs(
                                        "command",
                                        ToolDescriptor.Type.TEXT,
                                        "the command, for example: show ip interface brief")
                                .build(),
                        tools::show));
    }

    private ToolResult list(ToolCall call, ToolContext context) {
        String search = call.find("search").orElse("").toLowerCase(Locale.ROOT);
        int limit = Math.max(1, Math.min(MOST_DEVICES, call.integer("limit", 50)));
        List<Device> matching = net.inventory().all().stream()
                .filter(device -> device.name().toLowerCase(Locale.ROOT).contains(search))
                .filter(device ->
                        call.find("platform").map(device.platform()::equals).orElse(true))
                .toList();
        return ToolResult.data(Map.of(
                "total",
                matching.size(),
                "devices",
                matching.stream().limit(limit).map(DeviceTools::tree).toList()));
    }

    private static Map<String, Object> tree(Device device) {
        return Map.of(
                "name", device.name(),
                "address", device.endpoint().toString(),
                "platform", device.platform(),
                "site", device.site().orElse(""),
                "tags", List.copyOf(device.tags()),
                "enabled", device.enabled());
    }

    private ToolResult show(ToolCall call, ToolContext context) {
        Command command = Command.show(call.text("command")).truncateAbove(MOST_OUTPUT);
        try (DeviceSession session = net.device(call.text("device_name")).session(context.operation())) {
            CommandResult result = session.run(command);
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("device", result.device());
            answer.put("command", result.command());
            answer.put("status", result.status().name());
            answer.put("output", session.platform().maskSecrets(result.output()));
            answer.put("truncated", result.truncated());
            return ToolResult.data(answer);
        }
    }
}
