package io.netstacks.core.parse;

/** How results of several templates and inputs are put together. */
public enum TtpStructure {
    /** A list with a result for each template, which is a list with a result for each input. */
    LIST,
    /** A mapping from each template's name to its result. */
    DICTIONARY,
    /** One list of all records of all templates and inputs. */
    FLAT_LIST
}
