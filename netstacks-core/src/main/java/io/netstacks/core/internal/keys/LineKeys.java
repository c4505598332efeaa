package io.netstacks.core.internal.keys;

import io.netstacks.spi.platform.LineEditing;
import io.netstacks.spi.platform.LineEditing.Help;
import io.netstacks.spi.platform.Platform;
import java.nio.charset.Charset;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * With which keys a line is typed so that the device takes that line and no other one, and which lines cannot be typed. A
 * tab outside of quotes is typed as a blank, which parts words as well and completes none. Immutable.
 */
public final class LineKeys {

    private static final char ETX = 3;
    private static final char NO_QUOTE = 0;
    private static final int ALL = -1;

    private final Platform platform;
    private final LineEditing editing;
    private final boolean visible;

    /** Creates those of a platform. */
    public LineKeys(Platform platform) {
        this.platform = platform;
        editing = platform.session().editing();
        visible = editing.literal()
                .filter(literal -> !Character.isISOControl(literal.charAt(0)))
                .isPresent();
    }

    /** Adds to the problems if the device would take a line for another one. */
    public void check(String line, UnaryOperator<String> mask, List<String> problems) {
        checkText(line, mask, problems);
        int at = isPlain(line) ? ALL : append(line, new StringBuilder());
        if (at != ALL) {
            problems.add(shown(line, mask) + problemOf(line.charAt(at)));
        }
    }

    /** Adds to the problems if a text cannot be sent; it may be one that a device reads as it comes, such as a banner. */
    public void checkText(String text, UnaryOperator<String> mask, List<String> problems) {
        Charset charset = platform.session().charset();
        if (!isAscii(text) && !charset.newEncoder().canEncode(text)) {
            problems.add(
                    shown(text, mask) + "holds a character that " + charset + " has no bytes for; leave it out, or name"
                            + " the charset of the device in a platform file (session.charset)");
        }
    }

    private String shown(String line, UnaryOperator<String> mask) {
        return platform.id() + ": \"" + mask.apply(line) + "\" ";
    }

    /** Tells whether a line is typed as it is. */
    public static boolean isPlain(String line) {
        return line.indexOf('?') < 0 && line.indexOf('\t') < 0 && line.indexOf(ETX) < 0;
    }

    /** Returns the keys for a line, without the enter key. */
    public String line(String line) {
        if (isPlain(line)) {
            return line;
        }
        StringBuilder keys = new StringBuilder(2 * line.length());
        append(line, keys);
        return keys.toString();
    }

    private String problemOf(char c) {
        if (c == ETX) {
            return "holds a Ctrl-C, which ends the line there; take another delimiter";
        }
        if (c == '\t') {
            return "holds a tab inside of quotes, which completes a word there; write blanks";
        }
        return "holds a question mark, which prints help there, so that the device would take another line; "
                + (visible
                        ? "write " + editing.literal().orElseThrow() + "? for it"
                        : "leave it out, or say in a platform file how it is typed (session.literal_key) or that it does"
                                + " no harm (session.help_key)");
    }

    /** Returns where the character stands that cannot be typed. */
    private int append(String line, StringBuilder keys) {
        char quote = NO_QUOTE;
        boolean escaped = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean quoted = quote != NO_QUOTE;
            if (c == '\t' && !quoted && !escaped) {
                keys.append(' ');
                continue;
            }
            if (isActedOn(c, quoted) && !isWrittenAsText(line, i)) {
                if (visible || editing.literal().isEmpty()) {
                    return i;
                }
                keys.append(editing.literal().get());
            }
            keys.append(c);
            if (!escaped && (c == '"' || c == '\'')) {
                quote = quote == NO_QUOTE ? c : quote == c ? NO_QUOTE : quote;
            }
            escaped = !escaped && c == '\\';
        }
        return ALL;
    }

    private boolean isActedOn(char c, boolean quoted) {
        if (c == '?') {
            return editing.help() == Help.ANYWHERE || (editing.help() == Help.OUTSIDE_QUOTES && !quoted);
        }
        return c == '\t' || c == ETX;
    }

    private boolean isWrittenAsText(String line, int at) {
        return visible
                && line.charAt(at) == '?'
                && line.substring(0, at).endsWith(editing.literal().orElseThrow());
    }

    private static boolean isAscii(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
