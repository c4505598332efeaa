package io.netstacks.agent.builtin;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.tool.Tool;
import io.netstacks.spi.tool.ToolCall;
import io.netstacks.spi.tool.ToolContext;
import io.netstacks.spi.tool.ToolDescriptor;
import io.netstacks.spi.tool.ToolResult;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tools by which an agent knows the platform that it works for. Internal: people see the same in their interface. Safe for
 * use by many threads.
 */
public final class PlatformTools {

    private static final Map<String, String> CONCEPTS = new TreeMap<>(Map.of(
            "device",
                    "One managed network box, known by its name: address, platform, credentials by reference, tags, site.",
            "backup",
                    "One complete configuration of one device at one time. The same configuration is stored once;"
                            + " seeing it again verifies the backup.",
            "snapshot",
                    "The backups of one run over many devices; every device in it is changed, unchanged, failed or"
                            + " skipped.",
            "template", "A Jinja2 text that becomes configuration lines once its variables are filled in.",
            "mop", "A method of procedure: steps with checks, approvals and a way back, run in order.",
            "schedule", "When something is done: once, daily, weekly, monthly, in an explicit time zone.",
            "approval", "One person's yes to exactly one action; it cannot be used twice.",
            "agent", "A language model with a prompt, tools that it may call, and limits.",
            "incident", "A problem that people work on, with a severity, a status and a timeline.",
            "stack", "Services in order, each a template on devices, deployed and removed together."));

    private final PlatformStatus status;

    private PlatformTools(NetStacks net) {
        status = new PlatformStatus(net);
    }

    /** Returns them. */
    public static List<Tool> over(NetStacks net) {
        PlatformTools tools = new PlatformTools(net);
        return List.of(
                new SimpleTool(
                        ToolDescriptor.named("platform_status")
                                .describedAs("How many devices, backups and tasks there are; at most a minute old."
                                        + " A section that cannot be read says so.")
                                .internal()
                                .build(),
                        (call, context) -> ToolResult.data(tools.status.read())),
                new SimpleTool(
                        ToolDescriptor.named("platform_concepts")
                                .describedAs("Explains what a word means on this platform.")
                                .takes(
                                        "concept",
                                        ToolDescriptor.Type.TEXT,
                                        "one of " + CONCEPTS.keySet() + "; all when not given")
                                .internal()
                                .build(),
                        PlatformTools::concepts));
    }

    private static ToolResult concepts(ToolCall call, ToolContext context) {
        if (call.find("concept").isEmpty()) {
            return ToolResult.data(Map.copyOf(CONCEPTS));
        }
        String concept = call.text("concept").strip().toLowerCase(Locale.ROOT);
        String explanation = CONCEPTS.get(concept);
        return explanation == null
                ? ToolResult.failed("there is no concept \"" + concept + "\"; there are " + CONCEPTS.keySet())
                : ToolResult.data(Map.of("concept", concept, "explanation", explanation));
    }
}
