package io.netstacks.adapter.jdbc;

import io.netstacks.spi.error.StoreException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The text of a configuration as bytes that are about to be encrypted: one byte for the character set, then the text in it,
 * deflated (RFC 1951). UTF-16 is for the odd text with half of a surrogate pair, which UTF-8 cannot hold.
 */
final class ConfigTextCodec {

    private static final byte UTF_8 = 1;
    private static final byte UTF_16 = 2;
    private static final int CHUNK = 16_384;

    private ConfigTextCodec() {}

    static byte[] write(String text) {
        byte tag = UTF_8;
        byte[] bytes;
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
        } catch (CharacterCodingException e) {
            tag = UTF_16;
            bytes = utf16(text);
        }
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
            out.write(tag);
            byte[] chunk = new byte[CHUNK];
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    static String read(String hash, byte[] stored) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(stored, 1, stored.length - 1);
            ByteArrayOutputStream out = new ByteArrayOutputStream(stored.length * 4);
            byte[] chunk = new byte[CHUNK];
            while (!inflater.finished()) {
                int read = inflater.inflate(chunk);
                if (read == 0 && !inflater.finished()) {
                    throw damaged(hash, null);
                }
                out.write(chunk, 0, read);
            }
            return stored[0] == UTF_16 ? fromUtf16(out.toByteArray()) : out.toString(charset(hash, stored[0]));
        } catch (DataFormatException e) {
            throw damaged(hash, e);
        } finally {
            inflater.end();
        }
    }

    private static Charset charset(String hash, byte tag) {
        if (tag != UTF_8) {
            throw damaged(hash, null);
        }
        return StandardCharsets.UTF_8;
    }

    /** Char by char: the JDK's encoder would replace the very thing that this is for. */
    private static byte[] utf16(String text) {
        ByteBuffer out = ByteBuffer.allocate(text.length() * Character.BYTES);
        out.asCharBuffer().put(text);
        return out.array();
    }

    private static String fromUtf16(byte[] bytes) {
        return ByteBuffer.wrap(bytes).asCharBuffer().toString();
    }

    private static StoreException damaged(String hash, @Nullable Exception cause) {
        return StoreException.permanent("the text " + hash + " is damaged, or a newer release wrote it", cause);
    }
}
