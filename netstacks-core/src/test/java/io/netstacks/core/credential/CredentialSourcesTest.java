package io.netstacks.core.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Secret;
import io.netstacks.spi.device.CredentialProvider;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.InvalidInputException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialSourcesTest {

    @Test
    void variables_of_a_name_are_read_at_each_login() {
        CredentialProvider provider = CredentialSources.from(
                "NS", Map.of("NS_USERNAME", "kim", "NS_PASSWORD", "p", "NS_EDGE_ROUTERS_USERNAME", "lee"));

        assertThat(provider.find("default")).hasValueSatisfying(c -> {
            assertThat(c.username()).isEqualTo("kim");
            assertThat(c.password()).contains(Secret.of("p"));
        });
        assertThat(provider.find("edge-routers").orElseThrow().username()).isEqualTo("lee");
        assertThat(provider.find("other")).isEmpty();
    }

    @Test
    void the_first_provider_that_knows_a_name_answers() {
        CredentialProvider both = CredentialSources.of(Credentials.password("a", "x"))
                .or(CredentialSources.of(
                        Map.of("default", Credentials.password("b", "y"), "lab", Credentials.password("c", "z"))));

        assertThat(both.find("default").orElseThrow().username()).isEqualTo("a");
        assertThat(both.find("lab").orElseThrow().username()).isEqualTo("c");
    }

    @Test
    void credentials_never_show_their_secrets() {
        Credentials credentials = Credentials.of("kim")
                .password(Secret.of("Canary-1"))
                .enableSecret(Secret.of("Canary-2"))
                .privateKey(Secret.of("Canary-3"))
                .passphrase(Secret.of("Canary-4"))
                .build();

        assertThat(credentials.toString())
                .doesNotContain("Canary")
                .contains("kim")
                .contains("enable secret");
    }

    @Test
    void an_unknown_scheme_is_told_what_there_is() {
        assertThatThrownBy(() -> new SecretReferences().resolve("vault:secret/x"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("env:NAME")
                .hasMessageNotContaining("secret/x");
    }
}
