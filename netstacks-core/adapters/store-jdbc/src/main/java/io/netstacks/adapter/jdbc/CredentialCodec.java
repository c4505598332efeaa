package io.netstacks.adapter.jdbc;

import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.StoreException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Credentials as bytes that are about to be encrypted: one field after the other, each a tag, a length and UTF-8. A tag is
 * never used for something else, and an unknown one is passed over. Secrets go from characters to bytes and back without
 * becoming a String, and what was in between is wiped.
 */
final class CredentialCodec {

    private static final byte USERNAME = 1;
    private static final byte PASSWORD = 2;
    private static final byte ENABLE_SECRET = 3;
    private static final byte ENABLE_USERNAME = 4;
    private static final byte PRIVATE_KEY = 5;
    private static final byte PASSPHRASE = 6;
    private static final byte REALM = 7;
    /** A question; the answer follows as a field of its own. */
    private static final byte QUESTION = 8;

    private static final byte ANSWER = 9;

    private static final int FIELD_HEADER = 1 + Integer.BYTES;

    private CredentialCodec() {}

    /** Returns the bytes; wiping them is the caller's. */
    static byte[] write(Credentials credentials) {
        Sizer sizer = new Sizer();
        fields(credentials, sizer);
        ByteBuffer out = ByteBuffer.allocate(sizer.size);
        fields(credentials, (tag, bytes) -> out.put(tag).putInt(bytes.length).put(bytes));
        return out.array();
    }

    private interface FieldWriter {
        void field(byte tag, byte[] utf8);

        default void text(byte tag, String text) {
            field(tag, text.getBytes(StandardCharsets.UTF_8));
        }

        default Consumer<Secret> secret(byte tag) {
            return secret -> secret.useUtf8(bytes -> {
                field(tag, bytes);
                return tag;
            });
        }
    }

    /** Finds out how much room the fields need, so that no buffer with secrets has to grow. */
    private static final class Sizer implements FieldWriter {
        private int size;

        @Override
        public void field(byte tag, byte[] utf8) {
            size += FIELD_HEADER + utf8.length;
        }
    }

    private static void fields(Credentials credentials, FieldWriter out) {
        out.text(USERNAME, credentials.username());
        credentials.password().ifPresent(out.secret(PASSWORD));
        credentials.enableSecret().ifPresent(out.secret(ENABLE_SECRET));
        credentials.enableUsername().ifPresent(name -> out.text(ENABLE_USERNAME, name));
        credentials.privateKey().ifPresent(out.secret(PRIVATE_KEY));
        credentials.passphrase().ifPresent(out.secret(PASSPHRASE));
        out.text(REALM, credentials.realm());
        for (Credentials.Answer answer : credentials.answers()) {
            out.text(QUESTION, answer.question().pattern());
            out.secret(ANSWER).accept(answer.answer());
        }
    }

    /** Returns the credentials; wiping the bytes is the caller's. */
    static Credentials read(String name, byte[] bytes) {
        try {
            return read(ByteBuffer.wrap(bytes));
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw StoreException.permanent("credential \"" + name + "\" is damaged: it ends too early", e);
        }
    }

    private static Credentials read(ByteBuffer in) {
        byte first = in.get();
        if (first != USERNAME) {
            throw new BufferUnderflowException();
        }
        Credentials.Builder credentials = Credentials.of(text(in));
        String question = "";
        while (in.hasRemaining()) {
            byte tag = in.get();
            switch (tag) {
                case PASSWORD -> credentials.password(secret(in));
                case ENABLE_SECRET -> credentials.enableSecret(secret(in));
                case ENABLE_USERNAME -> credentials.enableUsername(text(in));
                case PRIVATE_KEY -> credentials.privateKey(secret(in));
                case PASSPHRASE -> credentials.passphrase(secret(in));
                case REALM -> credentials.realm(text(in));
                case QUESTION -> question = text(in);
                case ANSWER -> credentials.answer(question, secret(in));
                default -> field(in);
            }
        }
        return credentials.build();
    }

    private static ByteBuffer field(ByteBuffer in) {
        int length = in.getInt();
        ByteBuffer field = in.slice(in.position(), length);
        in.position(in.position() + length);
        return field;
    }

    private static String text(ByteBuffer in) {
        return StandardCharsets.UTF_8.decode(field(in)).toString();
    }

    private static Secret secret(ByteBuffer in) {
        CharBuffer decoded = StandardCharsets.UTF_8.decode(field(in));
        char[] characters = Arrays.copyOf(decoded.array(), decoded.limit());
        Arrays.fill(decoded.array(), '\0');
        try {
            return Secret.of(characters);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }
}
