package io.netstacks.testkit.fake;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/** One thing that a device does while it answers. */
sealed interface ReplyStep {

    /** How an answer to a question is typed. */
    enum Typing {
        SHOWN,
        HIDDEN,
        ONE_KEY
    }

    /** Lines of output, which the pager may split. */
    record Text(String text, boolean refused) implements ReplyStep {}

    /** Characters exactly as they are. */
    record Raw(String text) implements ReplyStep {}

    record Question(String text, Typing typing, Function<String, FakeReply> onAnswer) implements ReplyStep {}

    record Body(Predicate<String> last, Function<List<String>, FakeReply> onBody) implements ReplyStep {}

    record Enter(String mode) implements ReplyStep {}

    record Assign(String variable, String value) implements ReplyStep {}

    record PageLength(int lines) implements ReplyStep {}

    record Pause(Duration time) implements ReplyStep {}

    /** No prompt, ever. */
    record Silence() implements ReplyStep {}

    /** Output that is made while it is sent: the function gives the byte at a position. */
    record Stream(long length, LongFunction<Byte> byteAt) implements ReplyStep {}

    record HangUp(boolean broken) implements ReplyStep {}
}
