package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.session.DeviceSession;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hundred megabytes of output: reading takes time in proportion, and memory for what is kept only. */
@Timeout(60)
class FloodTest {

    private static final int LENGTH = 100 * 1024 * 1024;
    private static final String LINE =
            "Oct 12 10:00:00 sw1# is no prompt, nor is ---- this --More-- or that [y/n] thing\r\n";

    /** Prints lines until it has printed that much, then a prompt. */
    private static ScriptedShell flooding(byte[] line, AtomicLong printed) {
        ScriptedShell shell = ScriptedShell.of((self, typed) -> typed.equals("show all") ? "" : "sw1#");
        AtomicInteger at = new AtomicInteger();
        AtomicLong left = new AtomicLong(-1);
        shell.greeting("sw1#").pouring((buffer, offset, room) -> {
            if (!shell.lines().contains("show all")) {
                return 0;
            }
            left.compareAndSet(-1, LENGTH);
            int count = (int) Math.min(room, left.get());
            for (int i = 0; i < count; i++) {
                buffer[offset + i] = line[at.get()];
                at.set((at.get() + 1) % line.length);
            }
            if (count > 0 && left.addAndGet(-count) == 0) {
                shell.print("\r\nsw1#");
            }
            printed.addAndGet(count);
            return count;
        });
        return shell;
    }

    private static byte[] lines() {
        return LINE.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void is_streamed_line_by_line() {
        AtomicLong characters = new AtomicLong();
        AtomicLong printed = new AtomicLong();
        AtomicLong kept = new AtomicLong();
        ScriptedShell shell = flooding(lines(), printed);
        try (DeviceSession session = Sessions.open(shell, "cisco_ios")) {
            CommandResult result = session.stream(Command.show("show all"), line -> {
                kept.accumulateAndGet(printed.get() - characters.get(), Math::max);
                characters.addAndGet(line.length() + 2L);
            });
            assertThat(result.output()).isEmpty();
            assertThat(kept.get())
                    .as("characters that are read and not handed on")
                    .isLessThan(LENGTH / 100);
            assertThat(session.run("show clock").output()).isEmpty();
        }
        assertThat(characters.get()).isBetween((long) LENGTH, LENGTH + 4L);
    }

    @Test
    void is_cut_where_the_caller_wants_it() {
        ScriptedShell shell = flooding(lines(), new AtomicLong());
        try (DeviceSession session = Sessions.open(shell, "cisco_ios")) {
            CommandResult result = session.run(Command.show("show all").truncateAbove(10_000));
            assertThat(result.truncated()).isTrue();
            assertThat(result.output()).hasSize(10_000);
            assertThat(session.run("show clock").output()).isEmpty();
        }
    }

    @Test
    void is_refused_by_a_command_that_says_nothing_about_it_and_not_read_to_the_end() {
        for (byte[] text : new byte[][] {lines(), "0123456789 ".getBytes(StandardCharsets.US_ASCII)}) {
            AtomicLong printed = new AtomicLong();
            ScriptedShell shell = flooding(text, printed);
            DeviceSession session = Sessions.open(shell, "cisco_ios");
            assertThatThrownBy(() -> session.run("show all"))
                    .isInstanceOfSatisfying(
                            SessionFailedException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_TOO_LARGE));
            assertThat(session.isOpen()).isFalse();
            assertThat(printed.get()).isLessThan(LENGTH);
        }
    }
}
