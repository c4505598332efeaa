package io.netstacks.spi.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.SecretReference;
import io.netstacks.spi.error.InvalidInputException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiResourceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "netbox.example",
                "ftp://netbox.example",
                "https://",
                "https://kim:Canary-1@netbox.example",
                "https://netbox.example/api?token=Canary-1",
                "https://netbox.example/#x",
                "https://netbox example/"
            })
    void an_address_that_is_none_or_could_hold_a_secret_is_refused_without_being_quoted(String address) {
        assertThatThrownBy(() ->
                        ApiResource.of(new ApiResourceId("a"), "A", address, ApiAuthentication.none(), "user:kim"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining("Canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "env:", "env: x", ":x", "1env:x", "env:a\nb"})
    void what_is_no_reference_is_refused_without_being_quoted(String text) {
        assertThatThrownBy(() -> new SecretReference(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining("plain")
                .hasMessageContaining("env:NAME");
    }

    @Test
    void authentication_has_what_its_type_needs_and_nothing_else() {
        SecretReference secret = new SecretReference("env:TOKEN");

        assertThatThrownBy(() -> new ApiAuthentication(
                        ApiAuthentication.Type.BASIC, Optional.empty(), Optional.of(secret), Map.of()))
                .hasMessage("authentication BASIC needs a user and a secret and nothing else");
        assertThatThrownBy(() -> new ApiAuthentication(
                        ApiAuthentication.Type.NONE, Optional.empty(), Optional.of(secret), Map.of()))
                .hasMessageContaining("needs nothing");
        assertThatThrownBy(() -> ApiAuthentication.custom(Map.of())).hasMessageContaining("needs headers");
        assertThat(ApiAuthentication.bearer(secret).secret()).contains(secret);
    }
}
