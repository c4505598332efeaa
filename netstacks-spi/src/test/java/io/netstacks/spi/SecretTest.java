package io.netstacks.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void secrets_are_equal_if_their_characters_are() {
        assertThat(Secret.of("canary")).isEqualTo(Secret.of("canary".toCharArray()));
        assertThat(Secret.of("canary")).isNotEqualTo(Secret.of("canarx")).isNotEqualTo(Secret.of("canar"));
        assertThat(Secret.of("")).isEqualTo(Secret.of("")).isNotEqualTo(Secret.of("c"));
    }

    @Test
    void a_wiped_secret_is_equal_to_itself_only() {
        Secret wiped = Secret.of("canary");
        Secret other = Secret.of("canary");
        wiped.close();

        assertThat(List.of(wiped)).contains(wiped);
        assertThat(wiped).isNotEqualTo(other).isNotEqualTo(Secret.of("\0\0\0\0\0\0"));
        assertThat(other).isNotEqualTo(wiped);
        other.close();
        assertThat(wiped).isNotEqualTo(other);
        assertThatThrownBy(() -> wiped.use(String::new)).isInstanceOf(IllegalStateException.class);
    }
}
