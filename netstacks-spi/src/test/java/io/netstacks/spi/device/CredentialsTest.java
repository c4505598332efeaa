package io.netstacks.spi.device;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Secret;
import io.netstacks.spi.error.InvalidInputException;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    @Test
    void a_question_that_is_no_regular_expression_is_told_with_its_place() {
        Credentials.Builder kim = Credentials.of("kim");

        assertThatThrownBy(() -> kim.answer("code [", Secret.of("4711")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"code [\" is not a regular expression")
                .hasMessageNotContaining("4711");
    }
}
