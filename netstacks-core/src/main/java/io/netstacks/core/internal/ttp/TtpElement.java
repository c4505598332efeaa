package io.netstacks.core.internal.ttp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An element of a template's XML, with the text before its first child and the text that follows it. Built by one thread
 * while a template is read, then only looked at.
 *
 * @param line where it starts, from 1
 * @param attributes in the order in which they are written, which TTP runs them in
 */
record TtpElement(
        String name, int line, Map<String, String> attributes, Text text, List<TtpElement> children, Text tail) {

    /** Text with the line of the template it begins on. */
    static final class Text {

        private final StringBuilder value = new StringBuilder();
        private int line;

        /** Adds more; the first piece says where the text begins. */
        void add(String more, int onLine) {
            if (value.length() == 0) {
                line = onLine;
            }
            value.append(more);
        }

        int line() {
            return line;
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    static TtpElement of(String name, int line) {
        return new TtpElement(name, line, new LinkedHashMap<>(), new Text(), new ArrayList<>(), new Text());
    }

    /** Returns the tag's name in lower case: TTP knows tags in any case. */
    String tag() {
        return name.toLowerCase(Locale.ROOT);
    }

    String attribute(String key, String otherwise) {
        return attributes.getOrDefault(key, otherwise);
    }

    boolean isGroup() {
        return List.of("g", "grp", "group").contains(tag());
    }

    /** Returns the text's lines that hold anything but blanks, with their numbers in the template. */
    static List<Line> lines(Text text) {
        String[] all = text.toString().split("\r\n|[\n\r]", -1);
        return IntStream.range(0, all.length)
                .filter(i -> !all[i].isBlank())
                .mapToObj(i -> new Line(all[i], text.line() + i))
                .toList();
    }

    /** One line of a template. */
    record Line(String text, int number) {}
}
