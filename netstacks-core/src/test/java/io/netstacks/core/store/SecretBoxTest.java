package io.netstacks.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Secret;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.store.KeyProvider.DataKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SecretBoxTest {

    private static final byte[] CLEAR = "hunter2 hunter2".getBytes(StandardCharsets.UTF_8);

    private final DataKey key = KeyProviders.generate();
    private final SecretBox box = SecretBox.with(KeyProviders.of(key));

    @Test
    void opens_what_it_sealed_and_never_seals_the_same_way_twice() {
        byte[] sealed = box.seal("credential", "lab", CLEAR);

        assertThat(box.open("credential", "lab", sealed)).isEqualTo(CLEAR);
        assertThat(box.seal("credential", "lab", CLEAR)).isNotEqualTo(sealed);
        assertThat(SecretBox.keyId(sealed)).isEqualTo(key.id()).isEqualTo(box.currentKeyId());
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("hunter2");
    }

    @Test
    void a_change_of_any_bit_is_noticed() {
        byte[] sealed = box.seal("credential", "lab", CLEAR);

        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> box.open("credential", "lab", changed))
                    .as("bit %d", bit)
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.retryable()).isFalse());
        }
    }

    @Test
    void what_was_cut_does_not_open() {
        byte[] sealed = box.seal("credential", "lab", CLEAR);

        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> box.open("credential", "lab", cut))
                    .as("length %d", length)
                    .isInstanceOf(StoreException.class);
        }
    }

    @Test
    void a_record_does_not_open_in_the_place_of_another() {
        byte[] sealed = box.seal("ab", "c", CLEAR);

        assertThatThrownBy(() -> box.open("ab", "d", sealed)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> box.open("a", "bc", sealed)).isInstanceOf(StoreException.class);
    }

    @Test
    void another_key_under_the_same_id_and_an_unknown_key_are_failures_that_tell_which() {
        byte[] sealed = box.seal("credential", "lab", CLEAR);
        SecretBox impostor = SecretBox.with(
                KeyProviders.fixed(key.id(), KeyProviders.generate().key()));
        SecretBox stranger = SecretBox.with(KeyProviders.of(KeyProviders.generate()));

        assertThatThrownBy(() -> impostor.open("credential", "lab", sealed))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("credential \"lab\"");
        assertThatThrownBy(() -> stranger.open("credential", "lab", sealed))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(key.id());
    }

    @Test
    void an_older_key_opens_and_the_current_one_seals() {
        byte[] old = box.seal("credential", "lab", CLEAR);
        DataKey fresh = KeyProviders.generate();
        SecretBox rotated = SecretBox.with(KeyProviders.of(fresh, key));

        assertThat(rotated.open("credential", "lab", old)).isEqualTo(CLEAR);
        assertThat(SecretBox.keyId(rotated.seal("credential", "lab", CLEAR))).isEqualTo(fresh.id());
    }

    /** What the first release wrote has to open for ever: version, key id, nonce, ciphertext and tag. */
    @Test
    void opens_a_record_of_the_first_release() {
        SecretBox old =
                SecretBox.with(KeyProviders.fixed("k1", Secret.of("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")));
        byte[] sealed = HexFormat.of()
                .parseHex(
                        "01026b319dd05a9d3b54082355d5cdd0aa826d7c422e090b248c78421be918c0cf5c382b2be6d7356bee967d930c33");

        assertThat(old.open("credential", "lab", sealed)).isEqualTo(CLEAR);
    }

    @Test
    void a_key_that_is_none_is_refused_without_showing_it() {
        for (String wrong : new String[] {"", "c2hvcnQ=", "not base64: canary", "A".repeat(44)}) {
            assertThatThrownBy(() -> SecretBox.with(KeyProviders.fixed("k", Secret.of(wrong))))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("\"k\"")
                    .message()
                    .doesNotContain("canary");
        }
    }
}
