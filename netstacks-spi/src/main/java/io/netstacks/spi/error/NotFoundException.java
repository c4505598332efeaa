package io.netstacks.spi.error;

import java.util.List;

/** There is no such thing; near matches are in the message. */
public final class NotFoundException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    /** Creates it. */
    public NotFoundException(String message) {
        super(ErrorCode.NOT_FOUND, message);
    }

    /**
     * Returns one that names what was sought and what is near it.
     *
     * @param kind what sort of thing, for example {@code platform}
     * @param name what was asked for
     * @param nearMatches names that exist and look alike, best first; may be empty
     */
    public static NotFoundException of(String kind, String name, List<String> nearMatches) {
        String hint = nearMatches.isEmpty() ? "" : "; did you mean " + String.join(", ", nearMatches) + "?";
        return new NotFoundException("no " + kind + " named \"" + name + "\"" + hint);
    }
}
