package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.transport.HostKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelpersTest {

    @Test
    void a_mutable_clock_stands_still_until_it_is_moved_and_zones_move_together() {
        MutableClock clock = MutableClock.at("2026-11-02T12:00:00Z");
        MutableClock berlin = clock.withZone(ZoneId.of("Europe/Berlin"));
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-02T12:00:00Z"));
        clock.advance(Duration.ofHours(1));
        assertThat(berlin.instant()).isEqualTo(Instant.parse("2026-11-02T13:00:00Z"));
        assertThat(berlin.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        clock.set(Instant.EPOCH);
        assertThat(berlin.instant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void a_canary_is_found_in_texts_causes_and_encodings_and_never_shown() {
        CanarySecrets canary = CanarySecrets.planted(1);
        String secret = canary.password();
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        List<Object> leaks = List.of(
                "login with " + secret,
                Base64.getEncoder().encodeToString(bytes),
                HexFormat.of().formatHex(bytes));
        for (Object leak : leaks) {
            assertThatThrownBy(() -> canary.assertNotIn(List.of(leak)))
                    .isInstanceOf(AssertionError.class)
                    .message()
                    .contains("the password is in the text")
                    .doesNotContain(secret);
        }
        Exception nested = new IllegalStateException("outer", new IllegalArgumentException("inner " + secret));
        assertThatThrownBy(() -> canary.assertNotIn(nested)).isInstanceOf(AssertionError.class);
        canary.assertNotIn(new IllegalStateException("harmless"));
        canary.assertNotIn(List.of(canary, canary.credentials("kim"), canary.credentialsWithBrokenKey("kim")));
    }

    @Test
    void recorded_host_keys_trust_the_first_of_a_type_only() {
        Endpoint endpoint = new Endpoint("192.0.2.1", 22);
        HostKey first = new HostKey("ssh-ed25519", "AAAA");
        RecordingHostKeys keys = RecordingHostKeys.empty();
        assertThat(keys.trustFirst(endpoint, first)).isTrue();
        assertThat(keys.trustFirst(endpoint, first)).isTrue();
        assertThat(keys.trustFirst(endpoint, new HostKey("ssh-ed25519", "BBBB")))
                .isFalse();
        assertThat(keys.find(endpoint)).containsExactly(first);
        assertThat(keys.asked()).containsExactly(endpoint);
        keys.forget(endpoint);
        assertThat(keys.find(endpoint)).isEmpty();
    }
}
