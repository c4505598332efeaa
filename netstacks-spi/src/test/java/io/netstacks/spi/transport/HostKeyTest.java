package io.netstacks.spi.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "AAA*", "A", "AAAA BBBB", "=", "k\u00e9y0"})
    void what_is_no_key_is_refused_when_it_is_made(String base64) {
        assertThatThrownBy(() -> new HostKey("ssh-ed25519", base64))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("ssh-ed25519")
                .hasMessageContaining("base64");
    }

    @Test
    void a_key_shows_itself_by_its_fingerprint_as_openssh_does() {
        HostKey key =
                new HostKey("ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl");

        assertThat(key).hasToString("ssh-ed25519 SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU");
    }
}
