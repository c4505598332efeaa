package io.netstacks.spi;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * Characters that must not be seen: a password, a passphrase, a key. {@code toString} never shows them, and
 * {@link #close()} wipes them. Safe for use by many threads.
 */
public final class Secret implements AutoCloseable {

    private final char[] value;
    private boolean wiped;

    private Secret(char[] value) {
        this.value = value;
    }

    /** Returns a secret that holds a copy of the characters. */
    public static Secret of(CharSequence value) {
        char[] copy = new char[value.length()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = value.charAt(i);
        }
        return new Secret(copy);
    }

    /** Returns a secret that holds a copy of the characters; wiping the argument is the caller's. */
    public static Secret of(char[] value) {
        return new Secret(value.clone());
    }

    /**
     * Lends a copy of the characters and wipes the copy afterwards.
     *
     * @return what {@code reader} returned
     * @throws IllegalStateException if the secret was wiped
     */
    public <T> T use(Function<char[], T> reader) {
        char[] lent = copy();
        try {
            return reader.apply(lent);
        } finally {
            Arrays.fill(lent, '\0');
        }
    }

    /** Lends the characters as UTF-8 and wipes the bytes afterwards. */
    public <T> T useUtf8(Function<byte[], T> reader) {
        return use(characters -> utf8(characters, reader));
    }

    private static <T> T utf8(char[] characters, Function<byte[], T> reader) {
        ByteBuffer room = ByteBuffer.allocate(characters.length * 4);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(characters), room, true);
        byte[] bytes = Arrays.copyOf(room.array(), room.position());
        Arrays.fill(room.array(), (byte) 0);
        try {
            return reader.apply(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Returns the number of characters. */
    public int length() {
        return value.length;
    }

    /** Tells whether there are no characters. */
    public boolean isEmpty() {
        return value.length == 0;
    }

    /** Returns an independent copy, for a holder with a life of its own. */
    public Secret duplicate() {
        return new Secret(copy());
    }

    private char[] copy() {
        return copyUnlessWiped().orElseThrow(() -> new IllegalStateException("secret was wiped"));
    }

    private synchronized Optional<char[]> copyUnlessWiped() {
        return wiped ? Optional.empty() : Optional.of(value.clone());
    }

    /** Overwrites the characters; later use fails, and this is equal to itself only. */
    @Override
    public synchronized void close() {
        Arrays.fill(value, '\0');
        wiped = true;
    }

    /**
     * Compares the characters as UTF-8, in time that does not depend on them. A secret that was wiped has none to compare: it is equal to
     * itself only, so that whoever looks through a collection of secrets is not disturbed by one.
     */
    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Secret that && hasCharactersOf(that));
    }

    private boolean hasCharactersOf(Secret that) {
        Optional<char[]> mine = copyUnlessWiped();
        Optional<char[]> theirs = that.copyUnlessWiped();
        try {
            return mine.isPresent() && theirs.isPresent() && areSame(mine.get(), theirs.get());
        } finally {
            mine.ifPresent(copy -> Arrays.fill(copy, '\0'));
            theirs.ifPresent(copy -> Arrays.fill(copy, '\0'));
        }
    }

    private static boolean areSame(char[] mine, char[] theirs) {
        return utf8(mine, one -> utf8(theirs, other -> MessageDigest.isEqual(one, other)));
    }

    /** Returns a constant: a hash of the content would say something about it. */
    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "Secret[****]";
    }
}
