package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.transport.ByteStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes to streams, and reads from them until something has come. Without state. */
final class TransportBytes {

    private TransportBytes() {}

    static void write(ByteStream stream, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        stream.write(bytes, 0, bytes.length, Deadline.after(TransportSubject.SOON));
    }

    /** Reads until the text has come; fails after {@link TransportSubject#SOON}. */
    static byte[] readUntil(ByteStream stream, String text) {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        Deadline deadline = Deadline.after(TransportSubject.SOON);
        byte[] buffer = new byte[4096];
        while (!latin(seen.toByteArray()).contains(text)) {
            int count = stream.read(buffer, 0, buffer.length, deadline);
            assertThat(count)
                    .as("waiting for \"%s\", read \"%s\"", text, latin(seen.toByteArray()))
                    .isPositive();
            seen.write(buffer, 0, count);
        }
        return seen.toByteArray();
    }

    static byte[] readAll(ByteStream stream) {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        Deadline deadline = Deadline.after(TransportSubject.SOON);
        for (int count = stream.read(buffer, 0, buffer.length, deadline);
                count > 0;
                count = stream.read(buffer, 0, buffer.length, deadline)) {
            seen.write(buffer, 0, count);
        }
        return seen.toByteArray();
    }

    /** Reads until the stream says that it is over, in one of the two ways it may. */
    static boolean readToTheEnd(ByteStream stream) {
        byte[] buffer = new byte[4096];
        Deadline deadline = Deadline.after(TransportSubject.SOON);
        while (!deadline.hasPassed()) {
            try {
                if (stream.read(buffer, 0, buffer.length, deadline) < 0) {
                    return true;
                }
            } catch (SessionFailedException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.SESSION_LOST);
                return true;
            }
        }
        return false;
    }

    static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
