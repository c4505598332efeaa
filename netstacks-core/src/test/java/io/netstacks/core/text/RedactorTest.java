package io.netstacks.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.platform.Platform;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RedactorTest {

    private final Credentials kim = Credentials.of("kim")
            .password(Secret.of("s3cret-pw"))
            .enableSecret(Secret.of("s3cret-pw-enable"))
            .passphrase(Secret.of("p.a*s$s"))
            .answer("(?i)token", Secret.of("987654"))
            .build();

    private final Redactor redactor = Redactor.of(kim);

    @Test
    void every_secret_of_the_credentials_is_masked_wherever_it_stands() {
        assertThat(redactor.mask("kim typed s3cret-pw, then p.a*s$s and 987654 (s3cret-pw)"))
                .isEqualTo("kim typed %1$s, then %1$s and %1$s (%1$s)".formatted(Platform.MASK));
    }

    @Test
    void a_secret_that_begins_with_another_one_is_masked_whole() {
        assertThat(redactor.mask("enable s3cret-pw-enable")).isEqualTo("enable " + Platform.MASK);
    }

    @Test
    void a_secret_over_several_lines_is_masked() {
        Redactor withKey = redactor.and(Secret.of("-----BEGIN\nabc\n-----END"));

        assertThat(withKey.mask("key: -----BEGIN\nabc\n-----END.")).isEqualTo("key: " + Platform.MASK + ".");
        assertThat(withKey.mask("s3cret-pw")).isEqualTo(Platform.MASK);
    }

    @Test
    void one_more_secret_leaves_the_first_redactor_as_it_was() {
        assertThat(redactor.and(Secret.of("another-one")).mask("another-one")).isEqualTo(Platform.MASK);
        assertThat(redactor.mask("another-one")).isEqualTo("another-one");
    }

    @Test
    void a_secret_of_three_letters_would_mask_half_of_every_text() {
        Redactor tiny =
                Redactor.of(Credentials.of("kim").password(Secret.of("the")).build());

        assertThat(tiny.mask("the other way")).isEqualTo("the other way");
    }

    @Test
    void the_platform_finds_secrets_that_nobody_told() {
        Redactor onIos = Redactor.of(kim, Platforms.builtIn().get("cisco_ios"));

        assertThat(onIos.mask("snmp-server community hush-hush RO\nhostname s3cret-pw\n"))
                .doesNotContain("hush-hush")
                .doesNotContain("s3cret-pw")
                .contains("snmp-server community " + Platform.MASK)
                .contains("hostname " + Platform.MASK);
    }

    @Test
    void no_secret_survives_in_any_mixture() {
        String[] pieces = {"s3cret-pw", "s3cret-pw-enable", "p.a*s$s", "987654", " ", "\n", "x", "s3cret", "-pw"};
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 12; i++) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            assertThat(redactor.mask(text.toString()))
                    .as("seed %d", seed)
                    .doesNotContain("s3cret-pw")
                    .doesNotContain("p.a*s$s")
                    .doesNotContain("987654");
        }
    }

    @Test
    void masks_a_private_key_whole_and_what_was_cut_of_one() {
        Redactor redactor = Redactor.of(Credentials.of("kim").build());
        String key = "-----BEGIN OPENSSH PRIVATE KEY-----\nc4nary\nc4nary\n-----END OPENSSH PRIVATE KEY-----";
        String masked = redactor.mask("before\n" + key + "\nbetween\n" + key + "\nafter");
        assertThat(masked).contains("before", "between", "after").doesNotContain("c4nary");
        for (int cut = 1; cut < key.length() - 1; cut++) {
            String head = redactor.mask("before\n" + key.substring(0, cut));
            String tail = redactor.mask(key.substring(cut) + "\nafter");
            if (cut >= key.indexOf("\n")) {
                assertThat(head).contains("before").doesNotContain("c4nary");
            }
            if (cut <= key.lastIndexOf("\n") + 1) {
                assertThat(tail).contains("after").doesNotContain("c4nary");
            }
        }
    }

    @Test
    void masks_a_private_key_line_by_line() {
        Redactor.Lines lines = Redactor.of(Credentials.of("kim").build()).lines();
        List<String> masked = "a\n-----BEGIN PRIVATE KEY-----\nc4nary\nc4nary\n-----END PRIVATE KEY-----\nb"
                .lines()
                .map(lines::mask)
                .toList();
        assertThat(masked).startsWith("a").endsWith("b").hasSize(6).noneMatch(line -> line.contains("c4nary"));
    }
}
