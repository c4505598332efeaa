package io.netstacks.core.internal.inventory;

import io.netstacks.core.text.NearMatches;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.InvalidInputException;
import java.util.List;
import java.util.Set;

/** Reads a query by recursive descent, bounded in length and depth. Confined: one thread at a time. */
public final class QueryReader {

    static final Set<String> RESERVED = Set.of("and", "or", "not", "all");
    private static final List<String> KEYS = List.of("name", "tag", "site", "platform", "enabled");
    private static final String SIGNS = "_-./*?:@+";
    private static final int MOST_CHARS = 20_000;
    private static final int MOST_LEVELS = 200;

    private final String query;
    private int at;
    private int levels;
    private boolean saysEnabled;

    private QueryReader(String query) {
        this.query = query;
    }

    /** Returns the selector that a query means. */
    public static DeviceSelector read(String query) {
        QueryReader reader = new QueryReader(query);
        if (query.length() > MOST_CHARS) {
            throw InvalidInputException.of(
                    "a query has at most " + MOST_CHARS + " characters but this has " + query.length());
        }
        DeviceSelector selector = reader.either();
        reader.blanks();
        if (reader.at < query.length()) {
            throw reader.expected("\"and\", \"or\" or the end");
        }
        return reader.saysEnabled ? selector : selector.and(DeviceSelector.enabled(true));
    }

    static boolean isPlain(int c) {
        return Character.isLetterOrDigit(c) || (c < 128 && SIGNS.indexOf(c) >= 0);
    }

    private DeviceSelector either() {
        DeviceSelector selector = both();
        while (keyword("or")) {
            selector = selector.or(both());
        }
        return selector;
    }

    private DeviceSelector both() {
        DeviceSelector selector = one();
        while (keyword("and")) {
            if (keyword("not")) {
                selector = selector.except(one());
            } else {
                selector = selector.and(one());
            }
        }
        return selector;
    }

    private DeviceSelector one() {
        if (++levels > MOST_LEVELS) {
            throw InvalidInputException.of("column " + (at + 1)
                    + " of the query: parentheses and \"not\" are nested deeper than " + MOST_LEVELS + " levels");
        }
        DeviceSelector selector;
        if (keyword("not")) {
            selector = DeviceSelector.all().except(one());
        } else if (sign('(')) {
            selector = either();
            if (!sign(')')) {
                throw expected("\"and\", \"or\" or \")\"");
            }
        } else if (keyword("all")) {
            selector = DeviceSelector.all();
        } else {
            selector = term();
        }
        levels--;
        return selector;
    }

    private DeviceSelector term() {
        blanks();
        int start = at;
        boolean quoted = at < query.length() && query.charAt(at) == '"';
        String word = value("a condition such as site=ber, a name, \"not\" or \"(\"");
        if (!quoted && RESERVED.contains(word)) {
            at = start;
            throw expected("a condition such as site=ber, a name, \"not\" or \"(\"");
        }
        boolean not = sign("!=");
        boolean glob = !not && sign('~');
        if (quoted || (!not && !glob && !sign('='))) {
            return isPattern(word) ? DeviceSelector.glob(word) : DeviceSelector.names(word);
        }
        if (!KEYS.contains(word)) {
            List<String> near = NearMatches.of(word, KEYS);
            at = start;
            throw expected("one of " + String.join(", ", KEYS)
                    + (near.isEmpty() ? "" : " (did you mean " + near.get(0) + "?)"));
        }
        if (glob && !word.equals("name")) {
            at = start;
            throw expected("\"name\" before \"~\", which is for names only,");
        }
        int valueAt = at;
        String value = value("a value");
        if (glob) {
            return DeviceSelector.glob(value);
        }
        DeviceSelector selector = word.equals("enabled") ? enabled(value, valueAt) : equal(word, value);
        return not ? DeviceSelector.all().except(selector) : selector;
    }

    private static DeviceSelector equal(String key, String value) {
        return switch (key) {
            case "name" -> DeviceSelector.names(value);
            case "tag" -> DeviceSelector.tag(value);
            case "site" -> DeviceSelector.site(value);
            default -> DeviceSelector.platform(value);
        };
    }

    private DeviceSelector enabled(String value, int valueAt) {
        saysEnabled = true;
        return switch (value) {
            case "any" -> DeviceSelector.all();
            case "true" -> DeviceSelector.enabled(true);
            case "false" -> DeviceSelector.enabled(false);
            default -> {
                at = valueAt;
                throw expected("true, false or any");
            }
        };
    }

    private static boolean isPattern(String word) {
        return word.indexOf('*') >= 0 || word.indexOf('?') >= 0;
    }

    /** Returns the word or the quoted text that comes next. */
    private String value(String what) {
        blanks();
        int start = at;
        if (at < query.length() && query.charAt(at) == '"') {
            return quoted();
        }
        while (at < query.length() && isPlain(query.codePointAt(at))) {
            at += Character.charCount(query.codePointAt(at));
        }
        if (at == start) {
            throw expected(what);
        }
        return query.substring(start, at);
    }

    private String quoted() {
        int start = at++;
        StringBuilder text = new StringBuilder();
        while (at < query.length() && query.charAt(at) != '"') {
            if (query.charAt(at) == '\\' && at + 1 < query.length()) {
                at++;
            }
            text.append(query.charAt(at++));
        }
        if (at == query.length()) {
            throw InvalidInputException.of("column " + (start + 1) + " of the query: a quote is opened and not closed");
        }
        at++;
        return text.toString();
    }

    private boolean keyword(String word) {
        blanks();
        int end = at + word.length();
        boolean here = query.startsWith(word, at) && (end == query.length() || !isPlain(query.codePointAt(end)));
        boolean isKey = here && end < query.length() && "=~!".indexOf(query.charAt(end)) >= 0;
        if (here && !isKey) {
            at = end;
            return true;
        }
        return false;
    }

    private boolean sign(char sign) {
        return sign(String.valueOf(sign));
    }

    private boolean sign(String sign) {
        blanks();
        if (query.startsWith(sign, at)) {
            at += sign.length();
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < query.length() && Character.isWhitespace(query.charAt(at))) {
            at++;
        }
    }

    private InvalidInputException expected(String what) {
        blanks();
        String rest = query.substring(at);
        String found = rest.isEmpty()
                ? "the query ends"
                : "there is \"" + rest.substring(0, Math.min(20, rest.length())) + "\"";
        return InvalidInputException.of("column " + (at + 1) + " of the query: expected " + what + " but " + found);
    }
}
