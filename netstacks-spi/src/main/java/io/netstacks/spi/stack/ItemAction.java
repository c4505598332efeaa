package io.netstacks.spi.stack;

/** What a deployment does with one service on one device. */
public enum ItemAction {
    /** It puts there what was not. */
    CREATE,
    /** It puts there something else. */
    UPDATE,
    /** Nothing: it is there already. */
    UNCHANGED,
    /** It takes away what people do not want any more. */
    DELETE
}
