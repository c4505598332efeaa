package io.netstacks.spi.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
