package io.netstacks.spi.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.InvalidInputException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {

    @Test
    void the_port_is_the_usual_one_of_the_transport_unless_another_is_given() {
        assertThat(Device.named("r1").build().endpoint()).isEqualTo(new Endpoint("r1", 22));
        assertThat(Device.named("r1").transport("telnet").build().endpoint()).isEqualTo(new Endpoint("r1", 23));
        assertThat(Device.named("r1").at("h", 2022).transport("telnet").build().endpoint())
                .isEqualTo(new Endpoint("h", 2022));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_536})
    void a_port_that_is_none_is_refused_and_never_replaced(int port) {
        assertThatThrownBy(() -> Device.named("r1").at("h", port))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("from 1 to 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb"})
    void a_name_is_one_word(String name) {
        assertThatThrownBy(() -> Device.named(name)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Device.named("x".repeat(256))).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void a_platform_is_left_out_or_named() {
        assertThat(Device.named("r1").build().platform()).isEqualTo("autodetect");
        assertThatThrownBy(() -> Device.named("r1").platform(" "))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("r1");
    }

    private static Device.Builder r1() {
        return Device.named("r1");
    }

    static List<Device.Builder> tooLarge() {
        Device.Builder many = r1();
        IntStream.rangeClosed(0, 10_000).forEach(i -> many.tag("t" + i));
        return List.of(
                r1().at("h".repeat(513)),
                r1().platform("p".repeat(513)),
                r1().transport("t".repeat(513)),
                r1().credential("c".repeat(513)),
                r1().site("s".repeat(513)),
                r1().site("\u4e00".repeat(427)),
                r1().sshProfile("s".repeat(513)),
                r1().hostKeyPin("p".repeat(513)),
                r1().tag("t".repeat(513)),
                many,
                r1().property("k".repeat(513), "v"),
                r1().property("k", "v".repeat(1_000_000)));
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void what_is_larger_than_any_store_keeps_is_refused_when_the_device_is_built(Device.Builder device) {
        assertThatThrownBy(device::build)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("at most")
                .message()
                .hasSizeLessThan(200);
    }

    @Test
    void what_is_as_large_as_allowed_is_kept() {
        Device device = r1().at("h".repeat(512))
                .platform("p".repeat(512))
                .transport("t".repeat(512))
                .credential("c".repeat(512))
                .site("s".repeat(512))
                .sshProfile("s".repeat(512))
                .tag("t".repeat(512))
                .property("k".repeat(512), "v".repeat(999_488))
                .build();

        assertThat(device.toBuilder().build()).isEqualTo(device);
    }
}
