package io.netstacks.spi.schedule;

import io.netstacks.spi.error.InvalidInputException;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * One field of a crontab. Immutable, since nobody changes the values after reading.
 *
 * @param values the numbers that it means
 * @param star whether it begins with {@code *}, which counts as no restriction where two days meet
 * @param last whether the last day of the month is meant as well
 */
record CronField(BitSet values, boolean star, boolean last) {

    boolean has(int value) {
        return values.get(value);
    }

    static CronField parse(String name, String text, int lowest, int highest, List<String> names) {
        return new CronFieldReader(name, text, lowest, highest, names).read();
    }

    /** Reads one field: items between commas, each a value, a range or a star, with a step or without. */
    private static final class CronFieldReader {

        private final String name;
        private final String text;
        private final int lowest;
        private final int highest;
        private final List<String> names;
        private final BitSet values = new BitSet();
        private boolean last;

        CronFieldReader(String name, String text, int lowest, int highest, List<String> names) {
            this.name = name;
            this.text = text.toLowerCase(Locale.ROOT);
            this.lowest = lowest;
            this.highest = highest;
            this.names = names;
        }

        CronField read() {
            for (String item : text.split(",", -1)) {
                if (item.equals("l") && highest == 31) {
                    last = true;
                } else {
                    add(item);
                }
            }
            return new CronField(values, text.startsWith("*"), last);
        }

        private void add(String item) {
            String[] parts = item.split("/", -1);
            if (parts.length > 2) {
                throw wrong(item);
            }
            int step = parts.length == 2 ? number(parts[1], item) : 1;
            String[] ends = parts[0].equals("*") ? new String[] {"" + lowest, "" + highest} : parts[0].split("-", -1);
            if (ends.length > 2 || step < 1) {
                throw wrong(item);
            }
            int from = value(ends[0], item);
            int to = ends.length == 2 ? value(ends[1], item) : parts.length == 2 ? highest : from;
            if (from > to) {
                throw wrong(item);
            }
            for (int value = from; value <= to; value += step) {
                values.set(value);
            }
        }

        private int value(String word, String item) {
            int named = names.indexOf(word);
            int value = named >= 0 ? named + lowest : number(word, item);
            if (value < lowest || value > highest) {
                throw wrong(item);
            }
            return value;
        }

        private int number(String word, String item) {
            if (word.isEmpty() || word.length() > 4 || !word.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw wrong(item);
            }
            return Integer.parseInt(word);
        }

        private InvalidInputException wrong(String item) {
            return InvalidInputException.of(
                    "cron: the " + name + " \"" + text + "\" has \"" + item + "\"; expected * or "
                            + lowest + "-" + highest + (names.isEmpty() ? "" : " or " + names.get(0) + "…")
                            + ", ranges as 1-5, steps as */2, lists with commas");
        }
    }
}
