package io.netstacks.core.internal.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.LineResult;
import io.netstacks.spi.platform.Platform;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LineReportTest {

    private static LineReport report(UnaryOperator<String> mask, String... lines) {
        return new LineReport(ConfigChange.of(lines).lines(), mask);
    }

    @Test
    void each_line_is_masked_and_keeps_its_place() {
        LineReport report = report(
                text -> text.replaceAll("(?m)^(username \\S+ secret) .*$", "$1 <removed>"),
                "hostname r1",
                "username kim secret swordfish",
                "end");

        assertThat(report.all())
                .extracting(LineResult::line)
                .containsExactly("hostname r1", "username kim secret <removed>", "end");
    }

    @Test
    void no_line_of_a_secret_that_spans_several_is_shown_and_the_others_keep_their_places() {
        LineReport report = report(
                Platforms.builtIn().get("fortinet_fortios")::maskSecrets,
                "config vpn certificate local",
                "edit box",
                "set private-key \"-----BEGIN ENCRYPTED PRIVATE KEY-----",
                "MIICanaryOne",
                "CanaryTwo==",
                "-----END ENCRYPTED PRIVATE KEY-----\"",
                "set password ENC CanaryThree",
                "end");

        assertThat(report.all())
                .extracting(LineResult::line)
                .containsExactly(
                        "config vpn certificate local",
                        "edit box",
                        Platform.MASK,
                        Platform.MASK,
                        Platform.MASK,
                        Platform.MASK,
                        "set password ENC " + Platform.MASK,
                        "end");
    }

    @Test
    void lines_that_were_sent_and_not_answered_are_unknown() {
        LineReport report = report(UnaryOperator.identity(), "a", "b", "c");
        report.sent(0, 1);
        report.accepted(0, "");
        report.sent(1, 1);

        assertThat(report.all())
                .extracting(LineResult::status)
                .containsExactly(LineResult.Status.ACCEPTED, LineResult.Status.UNKNOWN, LineResult.Status.NOT_SENT);
        assertThat(report.nothingSent()).isFalse();
    }
}
