package io.netstacks.core.internal.ssh;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * An element of DER (X.690), with what is in it read one by one: as much as encrypted private keys need. Broken ones end in
 * unchecked exceptions of buffers and numbers. Confined to whoever reads.
 */
final class Der {

    static final int SEQUENCE = 0x30;

    private static final int LONG_FORM = 0x80;

    private final int tag;
    private final ByteBuffer content;

    private Der(int tag, ByteBuffer content) {
        this.tag = tag;
        this.content = content;
    }

    /** Returns the element that these bytes begin with. */
    static Der of(byte[] bytes) {
        return read(ByteBuffer.wrap(bytes));
    }

    /** Tells whether these bytes are one sequence, as every private key is; what a wrong passphrase makes of one is not. */
    static boolean isSequence(byte[] bytes) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            return read(in).tag() == SEQUENCE && !in.hasRemaining();
        } catch (BufferUnderflowException | IndexOutOfBoundsException | ArithmeticException e) {
            return false;
        }
    }

    private static Der read(ByteBuffer in) {
        int tag = Byte.toUnsignedInt(in.get());
        int length = Byte.toUnsignedInt(in.get());
        if (length >= LONG_FORM) {
            byte[] digits = new byte[Math.min(length - LONG_FORM, Integer.BYTES + 1)];
            in.get(digits);
            length = new BigInteger(1, digits).intValueExact();
        }
        ByteBuffer content = in.slice(in.position(), length);
        in.position(in.position() + length);
        return new Der(tag, content);
    }

    int tag() {
        return tag;
    }

    boolean hasNext() {
        return content.hasRemaining();
    }

    /** Returns the next element in this one. */
    Der next() {
        return read(content);
    }

    byte[] bytes() {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return bytes;
    }

    /** Returns the bytes of an object identifier, by which it is known. */
    String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    int number() {
        return new BigInteger(bytes()).intValueExact();
    }
}
