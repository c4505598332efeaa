package io.netstacks.spi.parse;

/**
 * A template that a caller gives for one command, in the place of the one that platform and command would find. Immutable.
 *
 * @param language what it is written in
 * @param name what messages call it
 * @param text the template itself
 */
public record OutputTemplate(Language language, String name, String text) {

    /** The languages that templates are written in. */
    public enum Language {
        /** Google's TextFSM; gives a table. */
        TEXTFSM,
        /** Template Text Parser; gives a tree, of which rows are the records at its top. */
        TTP
    }

    /** Returns a TextFSM template. */
    public static OutputTemplate textFsm(String name, String text) {
        return new OutputTemplate(Language.TEXTFSM, name, text);
    }

    /** Returns a TTP template. */
    public static OutputTemplate ttp(String name, String text) {
        return new OutputTemplate(Language.TTP, name, text);
    }

    /** Names it; the text stays out. */
    @Override
    public String toString() {
        return language + " " + name;
    }
}
