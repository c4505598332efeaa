package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.StoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StoreCodecsTest {

    private static String anything(Random random) {
        int length = random.nextInt(40);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(
                    switch (random.nextInt(6)) {
                        case 0 -> '\0';
                        case 1 -> '\u001a';
                        case 2 -> (char) (0xd800 + random.nextInt(0x800));
                        case 3 -> "0udF\\".charAt(random.nextInt(5));
                        default -> (char) random.nextInt(0x10000);
                    });
        }
        return text.toString();
    }

    @Test
    void any_text_survives_as_portable_text_and_holds_nothing_that_databases_refuse() {
        for (long seed = 0; seed < 5000; seed++) {
            String text = anything(new Random(seed));
            String encoded = PortableText.encode(text);

            assertThat(PortableText.decode(encoded)).as("seed %d", seed).isEqualTo(text);
            assertThat(encoded).as("seed %d", seed).doesNotContain("\0");
            assertThat(new String(encoded.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .as("seed %d", seed)
                    .isEqualTo(encoded);
        }
        assertThat(PortableText.encode("{\"a\":\"\\u0000\\n\"}")).isEqualTo("{\"a\":\"\\u0000\\n\"}");
    }

    @Test
    void any_text_survives_compression() {
        for (long seed = 0; seed < 500; seed++) {
            String text = anything(new Random(seed));

            assertThat(ConfigTextCodec.read("h", ConfigTextCodec.write(text)))
                    .as("seed %d", seed)
                    .isEqualTo(text);
        }
        String config = "interface GigabitEthernet0/0\n ip address 192.0.2.1 255.255.255.0\n".repeat(1000);
        assertThat(ConfigTextCodec.write(config)).hasSizeLessThan(config.length() / 50);
    }

    @Test
    void a_text_that_was_cut_or_is_of_another_format_is_damaged() {
        byte[] stored = ConfigTextCodec.write("hostname r1\n".repeat(50));
        byte[] cut = Arrays.copyOf(stored, stored.length - 4);
        byte[] other = stored.clone();
        other[0] = 99;

        assertThatThrownBy(() -> ConfigTextCodec.read("h", cut)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> ConfigTextCodec.read("h", other)).isInstanceOf(StoreException.class);
    }

    /** Bytes that the first release wrote; they have to be readable for ever. */
    @Test
    void credentials_of_the_first_release_are_read() {
        byte[] old = HexFormat.of()
                .parseHex("0100000003" + "6b696d" + "0200000002" + "7077" + "0700000003" + "746163" + "0800000003"
                        + "50494e" + "0900000002" + "3432");

        Credentials read = CredentialCodec.read("lab", old);

        assertThat(read.username()).isEqualTo("kim");
        assertThat(read.password()).contains(Secret.of("pw"));
        assertThat(read.realm()).isEqualTo("tac");
        assertThat(read.answers()).singleElement().satisfies(answer -> {
            assertThat(answer.question().pattern()).isEqualTo("PIN");
            assertThat(answer.answer()).isEqualTo(Secret.of("42"));
        });
        assertThat(CredentialCodec.write(read)).isEqualTo(old);
    }

    @Test
    void fields_of_later_releases_are_passed_over_and_cut_ones_are_damage() {
        byte[] known = CredentialCodec.write(Credentials.password("kim", "pw"));
        byte[] later = ByteBuffer.allocate(known.length + 7)
                .put(known)
                .put((byte) 77)
                .putInt(2)
                .put(new byte[] {1, 2})
                .array();

        assertThat(CredentialCodec.read("lab", later).password()).contains(Secret.of("pw"));
        assertThatThrownBy(() -> CredentialCodec.read("lab", Arrays.copyOf(known, 4)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("lab");
        assertThatThrownBy(() -> CredentialCodec.read("lab", new byte[] {1, 127, 127, 127, 127}))
                .isInstanceOf(StoreException.class);
    }
}
