package io.netstacks.spi.transport;

/**
 * The terminal that a shell asks for. Immutable.
 *
 * @param term the terminal type
 * @param columns characters per line; wide, so that devices do not wrap or repaint
 * @param rows lines; many, so that devices do not page
 */
public record PtySpec(String term, int columns, int rows) {

    /** A vt100 of 511 columns and 1000 rows. */
    public static final PtySpec WIDE = new PtySpec("vt100", 511, 1000);
}
