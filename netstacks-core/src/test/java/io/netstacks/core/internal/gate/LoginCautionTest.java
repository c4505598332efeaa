package io.netstacks.core.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.ResolvedHop;
import io.netstacks.testkit.RecordingHostKeys;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginCautionTest {

    private static final Credentials WRONG = Credentials.password("kim", "Canary-wrong");

    private final AtomicLong now = new AtomicLong();
    private final LoginCaution caution = new LoginCaution(now::get);

    private LoginCaution.Attempt begin(int device, Credentials who) {
        return caution.begin(request(device, who).build(), Deadline.after(Duration.ZERO));
    }

    private static ConnectRequest.Builder request(int device, Credentials who) {
        return ConnectRequest.to(new Endpoint("192.0.2." + device, 22), who, RecordingHostKeys.empty())
                .device("edge" + device);
    }

    private void refuse(int device, Credentials who) {
        try (LoginCaution.Attempt attempt = begin(device, who)) {
            attempt.refused();
        }
    }

    private void take(int device, Credentials who) {
        try (LoginCaution.Attempt attempt = begin(device, who)) {
            attempt.taken();
        }
    }

    private void refuseThree() {
        for (int i = 1; i <= 3; i++) {
            refuse(i, WRONG);
        }
    }

    @Test
    void after_three_devices_have_refused_them_credentials_are_not_tried_on_the_others() {
        refuseThree();

        assertThatThrownBy(() -> begin(4, WRONG))
                .isInstanceOfSatisfying(
                        ConnectionFailedException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED))
                .hasMessageContaining("edge4: not logged in, because edge1, edge2, edge3")
                .hasMessageNotContaining("Canary");
    }

    @Test
    void other_credentials_and_a_new_password_are_another_matter() {
        refuseThree();

        assertThatCode(() -> begin(4, Credentials.password("kim", "new")).close())
                .doesNotThrowAnyException();
        assertThatCode(() ->
                        begin(4, Credentials.password("ann", "Canary-wrong")).close())
                .doesNotThrowAnyException();
    }

    @Test
    void what_a_jump_host_refuses_can_be_put_right() {
        for (int i = 1; i <= 3; i++) {
            try (LoginCaution.Attempt attempt = behind(i, "old")) {
                attempt.refused();
            }
        }

        assertThatThrownBy(() -> behind(4, "old")).isInstanceOf(ConnectionFailedException.class);
        assertThatCode(() -> behind(4, "new").close()).doesNotThrowAnyException();
        assertThatCode(() -> begin(4, WRONG).close()).doesNotThrowAnyException();
    }

    private LoginCaution.Attempt behind(int device, String passwordOfHop) {
        ResolvedHop hop = new ResolvedHop(
                new Endpoint("192.0.2.99", 22), Credentials.password("hop", passwordOfHop), Optional.empty());
        return caution.begin(request(device, WRONG).via(hop).build(), Deadline.after(Duration.ZERO));
    }

    @Test
    void one_device_that_refuses_again_and_again_stops_no_other() {
        for (int i = 0; i < 10; i++) {
            refuse(1, WRONG);
        }

        assertThatCode(() -> take(2, WRONG)).doesNotThrowAnyException();
    }

    @Test
    void a_device_that_takes_them_makes_up_for_those_that_refused() {
        for (int i = 0; i < 10; i++) {
            refuse(2 * i, WRONG);
            take(2 * i + 1, WRONG);
        }

        assertThatCode(() -> begin(50, WRONG).close()).doesNotThrowAnyException();
    }

    @Test
    void until_they_are_known_to_be_right_only_a_few_are_on_their_way() {
        LoginCaution.Attempt first = begin(1, WRONG);
        begin(2, WRONG);
        begin(3, WRONG);

        assertThatThrownBy(() -> begin(4, WRONG))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("edge4");
        first.taken();
        assertThatCode(() -> {
                    for (int i = 4; i < 100; i++) {
                        begin(i, WRONG);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void devices_that_are_away_do_not_hold_the_others_up() {
        for (int i = 0; i < 9; i++) {
            begin(i, WRONG);
            if (i % 3 == 2) {
                now.addAndGet(LoginCaution.SLOW.toNanos());
            }
        }

        assertThatCode(() -> take(10, WRONG)).doesNotThrowAnyException();
    }

    @Test
    void after_a_pause_one_login_finds_out_whether_they_are_right_by_now() {
        refuseThree();
        now.addAndGet(LoginCaution.PAUSE.toNanos());

        LoginCaution.Attempt probe = begin(4, WRONG);
        assertThatThrownBy(() -> begin(5, WRONG)).isInstanceOf(DeadlineExceededException.class);
        probe.refused();
        probe.close();
        assertThatThrownBy(() -> begin(5, WRONG)).isInstanceOf(ConnectionFailedException.class);

        now.addAndGet(LoginCaution.PAUSE.toNanos());
        take(5, WRONG);
        assertThatCode(() -> begin(6, WRONG).close()).doesNotThrowAnyException();
    }

    @Test
    void who_waits_goes_on_when_a_login_was_taken_and_stops_when_it_is_cancelled() {
        begin(1, WRONG);
        begin(2, WRONG);
        LoginCaution.Attempt third = begin(3, WRONG);
        CompletableFuture<LoginCaution.Attempt> waiting = CompletableFuture.supplyAsync(
                () -> caution.begin(request(4, WRONG).build(), Deadline.after(Duration.ofMinutes(1))));
        third.taken();
        third.close();

        assertThat(waiting.join()).isNotNull();
        Thread.currentThread().interrupt();
        Credentials others = Credentials.password("ann", "x");
        begin(1, others);
        begin(2, others);
        begin(3, others);
        assertThatThrownBy(() -> caution.begin(request(4, others).build(), Deadline.after(Duration.ofMinutes(1))))
                .isInstanceOf(OperationCancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
