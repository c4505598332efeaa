package io.netstacks.spi.parse;

import io.netstacks.spi.Provider;

/** Parses command outputs; the host names the order in which several are asked. Safe for use by many threads. */
public interface OutputParser extends Provider {

    /** Parses one output; never throws for what the output holds. */
    ParseResult parse(ParseInput input);
}
