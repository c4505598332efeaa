package io.netstacks.testkit;

import static io.netstacks.testkit.TransportBytes.latin;
import static io.netstacks.testkit.TransportBytes.readAll;
import static io.netstacks.testkit.TransportBytes.readUntil;
import static io.netstacks.testkit.TransportSubject.box;
import static io.netstacks.testkit.TransportSubject.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import io.netstacks.spi.transport.ByteStream;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.TransportCapability;
import io.netstacks.testkit.fake.DeviceScript;
import io.netstacks.testkit.fake.FakeDevice;
import org.junit.jupiter.api.Test;

/** The part of {@link TransportContract} about what a transport says of itself. */
interface TransportCapabilityTests extends TransportSubject {

    @Test
    default void says_who_it_is_and_what_it_was_built_against() {
        assertThat(transport().provider().id()).as("id()").matches("[a-z][a-z0-9-]*");
        assertThat(transport().provider().builtAgainst())
                .as("builtAgainst() works with the SPI %s that is running", SpiVersion.running())
                .matches(built -> built.worksWith(SpiVersion.running()));
        assertThat(transport().provider().capabilities()).as("capabilities()").contains(TransportCapability.SHELL);
    }

    @Test
    default void exec_works_exactly_if_it_is_declared() {
        DeviceScript script =
                box().execChannel(true).command("show answer", "forty-two").build();
        try (FakeDevice device = FakeDevice.start(script);
                Connection connection = transport().connect(device)) {
            if (!transport().has(TransportCapability.EXEC)) {
                assertThatThrownBy(() -> connection.exec("show answer", soon()))
                        .as("exec() of a transport that does not declare EXEC")
                        .isInstanceOf(UnsupportedCapabilityException.class);
                return;
            }
            try (var exec = connection.exec("show answer", soon())) {
                assertThat(latin(readAll(exec))).as("output of exec()").isEqualTo("forty-two\r\n");
                assertThat(exec.exitStatus()).as("exit status").hasValue(0);
            }
            try (var exec = connection.exec("show nonsense", soon())) {
                readAll(exec);
                assertThat(exec.exitStatus())
                        .as("exit status of a refused command")
                        .hasValue(1);
            }
        }
    }

    @Test
    default void forwarding_works_exactly_if_it_is_declared() {
        try (FakeDevice jump = FakeDevice.start(box().forwarding(true).build());
                FakeDevice target =
                        FakeDevice.start(box().identification("Behind_1.0").build());
                Connection connection = transport().connect(jump)) {
            if (!transport().has(TransportCapability.FORWARD)) {
                assertThatThrownBy(() -> connection.forward(target.endpoint(), soon()))
                        .as("forward() of a transport that does not declare FORWARD")
                        .isInstanceOf(UnsupportedCapabilityException.class);
                return;
            }
            try (ByteStream stream = connection.forward(target.endpoint(), soon())) {
                assertThat(latin(readUntil(stream, "\n"))).startsWith("SSH-2.0-Behind_1.0");
            }
        }
    }
}
