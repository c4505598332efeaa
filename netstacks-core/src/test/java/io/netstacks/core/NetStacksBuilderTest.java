package io.netstacks.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.config.CommandPolicy;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.Provider;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.Secret;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandStatus;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.DeniedException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.parse.OutputParser;
import io.netstacks.spi.parse.ParseInput;
import io.netstacks.spi.parse.ParseResult;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.platform.PlatformProvider;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.TransportCapability;
import io.netstacks.spi.transport.TransportProvider;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a host hands to the builder is what the library works with. */
@Timeout(60)
class NetStacksBuilderTest {

    private static final Device EDGE = Device.named("edge1")
            .at("192.0.2.1")
            .platform("cisco_ios")
            .credential("lab")
            .build();

    private static NetStacksBuilder builder() {
        return NetStacks.builder()
                .storage("memory")
                .discovery(false)
                .credentials(CredentialSources.of(Map.of("lab", Credentials.password("admin", "admin"))));
    }

    /** Takes the place of SSH: remembers the secret that its reference gave, and reaches nothing. */
    private static final class Unreachable implements TransportProvider {

        private final List<Secret> secrets = new ArrayList<>();

        @Override
        public String id() {
            return "ssh";
        }

        @Override
        public SpiVersion builtAgainst() {
            return SpiVersion.running();
        }

        @Override
        public Set<TransportCapability> capabilities() {
            return Set.of(TransportCapability.SHELL);
        }

        @Override
        public Connection connect(ConnectRequest request, ProviderContext context, Deadline deadline) {
            secrets.add(context.secrets().resolve("vault:console"));
            throw new ConnectionFailedException(ErrorCode.UNREACHABLE, request.device() + ": the console is off");
        }
    }

    private interface Own extends Provider {

        @Override
        default String id() {
            return "own";
        }

        @Override
        default SpiVersion builtAgainst() {
            return SpiVersion.running();
        }
    }

    private record OwnPlatforms(List<Platform> platforms) implements Own, PlatformProvider {}

    private record OwnRows(List<Map<String, Object>> rows) implements Own, OutputParser {

        @Override
        public ParseResult parse(ParseInput input) {
            return new ParseResult.Parsed(rows);
        }
    }

    private static void assertNoSession(NetStacksBuilder builder, String why) {
        try (NetStacks net = builder.build()) {
            net.inventory().save(EDGE);
            assertThatThrownBy(() -> net.device("edge1").run("show version")).hasMessageContaining(why);
        }
    }

    @Test
    void the_work_runs_on_the_hosts_executor_which_stays_open() throws Exception {
        ExecutorService hosts = Executors.newSingleThreadExecutor();
        try {
            NetStacks net = builder().executor(hosts).build();
            assertThat(net.executor()).isSameAs(hosts);
            net.close();
            assertThat(hosts.submit(() -> "open").get()).isEqualTo("open");
        } finally {
            hosts.shutdownNow();
        }
    }

    @Test
    void platforms_come_from_a_provider_and_from_a_folder(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("our_box.yaml"), "extends: cisco_ios\nvendor: Folder\n");
        Platform ours = Platforms.builtIn().get("cisco_ios").toBuilder("our_os")
                .names(Map.of())
                .aliases(Set.of())
                .vendor("Provider")
                .build();

        try (NetStacks net =
                builder().use(new OwnPlatforms(List.of(ours))).platforms(folder).build()) {
            assertThat(net.platforms().get("our_os").vendor()).isEqualTo("Provider");
            assertThat(net.platforms().get("our_box").vendor()).isEqualTo("Folder");
        }
    }

    @Test
    void the_hosts_locks_are_asked_before_a_device_is_reached() {
        Unreachable transport = new Unreachable();

        assertNoSession(
                builder().replace(transport).locks((device, deadline) -> {
                    throw new DeadlineExceededException(device + " is held elsewhere");
                }),
                "edge1 is held elsewhere");

        assertThat(transport.secrets).isEmpty();
    }

    @Test
    void a_transport_replaces_the_one_of_its_id_and_its_references_are_resolved_by_the_host() {
        Unreachable transport = new Unreachable();

        assertNoSession(
                builder().replace(transport).secrets(reference -> Secret.of("from " + reference)),
                "the console is off");

        assertThat(transport.secrets)
                .first()
                .satisfies(secret -> assertThat(secret.<String>use(String::new)).isEqualTo("from vault:console"));
    }

    @Test
    void commands_pass_and_outputs_are_parsed_as_the_host_says() {
        List<Map<String, Object>> rows = List.of(Map.of("seen", "by the host"));
        try (FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("edge1"));
                NetStacks strict = builder().build();
                NetStacks open = builder()
                        .commandPolicy(CommandPolicy.readOnly().allowing("verify"))
                        .use(new OwnRows(rows))
                        .build()) {
            strict.inventory().save(device.asDevice().credential("lab").build());
            open.inventory().save(device.asDevice().credential("lab").build());

            assertThatThrownBy(() -> strict.device("edge1").run("verify flash:image"))
                    .isInstanceOf(DeniedException.class);
            assertThat(open.device("edge1").run("verify flash:image").status()).isEqualTo(CommandStatus.REJECTED);
            assertThat(open.device("edge1")
                            .run(Command.show("show version").parsed())
                            .rows())
                    .isEqualTo(rows);
        }
    }
}
