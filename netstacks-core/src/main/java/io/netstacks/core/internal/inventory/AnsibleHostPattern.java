package io.netstacks.core.internal.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way in which Ansible writes hosts: {@code sw[01:10:2]-[a:c]} means many, {@code edge1:2222} and
 * {@code [2001:db8::1]:22} have a port (Ansible documentation, "Adding ranges of hosts"). Pure function.
 *
 * @param names the hosts that are meant
 * @param port their port, if it is written with them
 */
record AnsibleHostPattern(List<String> names, Optional<Integer> port) {

    /** No network that is written down by hand is larger. */
    static final int MOST_NAMES = 200_000;

    private static final Pattern RANGE =
            Pattern.compile("\\[(?:([0-9]{1,9}|[A-Za-z]):([0-9]{1,9}|[A-Za-z])(?::([0-9]{1,9}))?|:([0-9]{1,9}))\\]");
    private static final Pattern BRACKETED = Pattern.compile("\\[([0-9A-Fa-f:.%]+)\\](?::([0-9]{1,5}))?");
    private static final Pattern WITH_PORT = Pattern.compile("([^:]+|(?:[^:\\[]|\\[[^\\]]*\\])+):([0-9]{1,5})");

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException with a sentence if it has a range that is none
     */
    static AnsibleHostPattern parse(String text) {
        Matcher address = BRACKETED.matcher(text);
        if (address.matches()
                && text.indexOf(':') != text.lastIndexOf(':')
                && !RANGE.matcher(text).matches()) {
            return new AnsibleHostPattern(
                    List.of(address.group(1)),
                    Optional.ofNullable(address.group(2)).map(Integer::valueOf));
        }
        Matcher withPort = WITH_PORT.matcher(text);
        if (withPort.matches()) {
            return new AnsibleHostPattern(expand(withPort.group(1)), Optional.of(Integer.valueOf(withPort.group(2))));
        }
        return new AnsibleHostPattern(expand(text), Optional.empty());
    }

    /** Tells whether Ansible reads a name as that name and nothing else. */
    static boolean isPlain(String name) {
        return !name.contains("[") && !name.contains("]") && !name.contains(":") && !name.contains("#");
    }

    private static List<String> expand(String text) {
        List<String> names = List.of("");
        Matcher range = RANGE.matcher(text);
        int from = 0;
        while (range.find()) {
            names = product(names, text.substring(from, range.start()), values(text, range));
            from = range.end();
        }
        return product(names, text.substring(from), List.of(""));
    }

    private static List<String> product(List<String> heads, String middle, List<String> tails) {
        if ((long) heads.size() * tails.size() > MOST_NAMES) {
            throw new IllegalArgumentException("means more than " + MOST_NAMES + " hosts");
        }
        List<String> all = new ArrayList<>(heads.size() * tails.size());
        for (String head : heads) {
            for (String tail : tails) {
                all.add(head + middle + tail);
            }
        }
        return all;
    }

    private static List<String> values(String text, Matcher range) {
        String first = range.group(4) == null ? range.group(1) : "0";
        String last = range.group(4) == null ? range.group(2) : range.group(4);
        int step = range.group(3) == null ? 1 : Integer.parseInt(range.group(3));
        boolean letters = Character.isLetter(first.charAt(0));
        if (letters != Character.isLetter(last.charAt(0)) || step < 1) {
            throw new IllegalArgumentException("\"" + text + "\" has a range that is not from number to number or from"
                    + " letter to letter with a step of at least 1");
        }
        boolean padded = first.length() > 1 && first.charAt(0) == '0';
        if (padded && first.length() != last.length()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" has a range whose ends begin with 0 and are not equally long");
        }
        int from = letters ? letter(first) : Integer.parseInt(first);
        int to = letters ? letter(last) : Integer.parseInt(last);
        if (from > to) {
            throw new IllegalArgumentException("\"" + text + "\" has a range that ends before it begins");
        }
        if ((to - (long) from) / step >= MOST_NAMES) {
            throw new IllegalArgumentException("\"" + text + "\" means more than " + MOST_NAMES + " hosts");
        }
        List<String> values = new ArrayList<>();
        for (long i = from; i <= to; i += step) {
            String number = Long.toString(i);
            values.add(
                    letters
                            ? String.valueOf(letterAt((int) i))
                            : padded ? "0".repeat(Math.max(0, first.length() - number.length())) + number : number);
        }
        return values;
    }

    private static int letter(String text) {
        char c = text.charAt(0);
        return c >= 'a' ? c - 'a' : c - 'A' + 26;
    }

    private static char letterAt(int index) {
        return (char) (index < 26 ? 'a' + index : 'A' + index - 26);
    }
}
