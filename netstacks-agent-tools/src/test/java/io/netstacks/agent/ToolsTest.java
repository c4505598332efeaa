package io.netstacks.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.agent.builtin.DeviceTools;
import io.netstacks.agent.builtin.PlatformTools;
import io.netstacks.agent.registry.ToolAudience;
import io.netstacks.agent.registry.ToolRegistry;
import io.netstacks.core.NetStacks;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.tool.ToolCall;
import io.netstacks.spi.tool.ToolContext;
import io.netstacks.spi.tool.ToolDescriptor;
import io.netstacks.spi.tool.ToolResult;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tools as an agent sees them, on a simulated device. */
class ToolsTest {

    private FakeDevice device;
    private NetStacks net;
    private ToolRegistry tools;

    @BeforeEach
    void open() {
        device = FakeDevice.start(FakeDevices.ciscoIos("edge1"));
        net = NetStacks.builder()
                .storage("memory")
                .credentials(CredentialSources.of(device.credentials()))
                .build();
        net.inventory().save(device.asDevice().build());
        tools = ToolRegistry.of(DeviceTools.over(net)).with(PlatformTools.over(net));
    }

    @AfterEach
    void close() {
        net.close();
        device.close();
    }

    private ToolResult call(String tool, Map<String, Object> arguments) {
        return tools.call(new ToolCall(tool, arguments), new ToolContext(OperationContext.as(Actor.agent("triage"))));
    }

    @Test
    void people_do_not_see_internal_tools_and_agents_do() {
        assertThat(tools.descriptors(ToolAudience.UI))
                .extracting(ToolDescriptor::name)
                .containsExactly("device_list", "device_show");
        assertThat(tools.descriptors(ToolAudience.AGENT))
                .extracting(ToolDescriptor::name)
                .contains("platform_status", "platform_concepts");
    }

    @Test
    void a_name_is_never_silently_replaced() {
        assertThatThrownBy(() -> tools.with(DeviceTools.over(net))).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void device_show_shows_and_does_nothing_else() {
        assertThat(call("device_show", Map.of("device_name", "edge1", "command", "show version")))
                .isInstanceOfSatisfying(
                        ToolResult.Data.class,
                        data -> assertThat(String.valueOf(data.content().get("output")))
                                .contains("Cisco IOS"));
        assertThat(call("device_show", Map.of("device_name", "edge1", "command", "reload")))
                .isInstanceOfSatisfying(
                        ToolResult.Failed.class,
                        failed -> assertThat(failed.reason()).contains("COMMAND_DENIED"));
        assertThat(device.typed()).doesNotContain("reload");
    }

    @Test
    void wrong_arguments_are_told_before_anything_is_called() {
        assertThat(call("device_show", Map.of("device", "edge1", "command", 5)))
                .isInstanceOfSatisfying(
                        ToolResult.Failed.class,
                        failed -> assertThat(failed.reason())
                                .contains("unknown argument device")
                                .contains("device_name is required")
                                .contains("command must be TEXT"));
        assertThat(device.connectionsOpened()).isZero();
    }

    @Test
    void an_unknown_tool_is_told_with_near_matches() {
        assertThatThrownBy(() -> call("device_shows", Map.of()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("device_show");
    }

    @Test
    void the_platform_counts_its_devices_and_explains_its_words() {
        assertThat(call("platform_status", Map.of()))
                .isInstanceOfSatisfying(
                        ToolResult.Data.class,
                        data -> assertThat(String.valueOf(data.content())).contains("total=1"));
        assertThat(call("platform_concepts", Map.of("concept", "MOP")))
                .isInstanceOfSatisfying(
                        ToolResult.Data.class,
                        data -> assertThat(String.valueOf(data.content())).contains("method of procedure"));
        assertThat(call("platform_concepts", Map.of("concept", "unicorn"))).isInstanceOf(ToolResult.Failed.class);
    }
}
