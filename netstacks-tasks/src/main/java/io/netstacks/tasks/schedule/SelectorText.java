package io.netstacks.tasks.schedule;

import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.InvalidInputException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A selector as lines, each an operator before its operands: {@code except}, {@code tag core}, {@code glob lab-*}. It is
 * what stores keep. Confined: one thread at a time.
 */
public final class SelectorText {

    /** Nobody combines more by hand, and reading goes as deep as the combination. */
    private static final int MOST_LINES = 10_000;

    private final Deque<String> lines;

    private SelectorText(Deque<String> lines) {
        this.lines = lines;
    }

    /**
     * Returns a selector as text.
     *
     * @throws InvalidInputException if a name in it holds a line break, or it has too many parts
     */
    public static String write(DeviceSelector selector) {
        List<String> lines = new ArrayList<>();
        write(selector, lines);
        String text = String.join("\n", lines);
        if (lines.size() > MOST_LINES || text.lines().count() != lines.size() || text.indexOf('\r') >= 0) {
            throw InvalidInputException.of(
                    "a selector that is stored has no line breaks in its names, and at most " + MOST_LINES + " parts");
        }
        return text;
    }

    private static void write(DeviceSelector selector, List<String> lines) {
        if (selector instanceof DeviceSelector.All) {
            lines.add("all");
        } else if (selector instanceof DeviceSelector.Names named) {
            lines.add("names " + named.names().size());
            lines.addAll(new TreeSet<>(named.names()));
        } else if (selector instanceof DeviceSelector.NameGlob pattern) {
            lines.add("glob " + pattern.glob());
        } else if (selector instanceof DeviceSelector.Tag tagged) {
            lines.add("tag " + tagged.tag());
        } else if (selector instanceof DeviceSelector.Site at) {
            lines.add("site " + at.site());
        } else if (selector instanceof DeviceSelector.OfPlatform of) {
            lines.add("platform " + of.platform());
        } else if (selector instanceof DeviceSelector.Both both) {
            lines.add("both");
            write(both.left(), lines);
            write(both.right(), lines);
        } else if (selector instanceof DeviceSelector.Either either) {
            lines.add("either");
            write(either.left(), lines);
            write(either.right(), lines);
        } else if (selector instanceof DeviceSelector.Enabled state) {
            lines.add("enabled " + state.enabled());
        } else if (selector instanceof DeviceSelector.Except but) {
            lines.add("except");
            write(but.base(), lines);
            write(but.excluded(), lines);
        }
    }

    /**
     * Returns the selector that was written.
     *
     * @throws InvalidInputException if the text is not that of a selector
     */
    public static DeviceSelector read(String text) {
        SelectorText reader = new SelectorText(new ArrayDeque<>(Arrays.asList(text.split("\n", MOST_LINES + 1))));
        DeviceSelector selector = reader.selector();
        if (!reader.lines.isEmpty()) {
            throw wrong(reader.lines.element());
        }
        return selector;
    }

    private DeviceSelector selector() {
        String line = line();
        String[] words = line.split(" ", 2);
        String value = words.length == 2 ? words[1] : "";
        return switch (words[0]) {
            case "all" -> DeviceSelector.all();
            case "names" -> new DeviceSelector.Names(names(value));
            case "glob" -> DeviceSelector.glob(value);
            case "tag" -> DeviceSelector.tag(value);
            case "site" -> DeviceSelector.site(value);
            case "platform" -> DeviceSelector.platform(value);
            case "both" -> new DeviceSelector.Both(selector(), selector());
            case "either" -> new DeviceSelector.Either(selector(), selector());
            case "enabled" -> DeviceSelector.enabled(flag(line, value));
            case "except" -> new DeviceSelector.Except(selector(), selector());
            default -> throw wrong(line);
        };
    }

    private static boolean flag(String line, String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw wrong(line);
        }
        return value.equals("true");
    }

    private Set<String> names(String count) {
        if (!count.matches("[0-9]{1,5}")) {
            throw wrong("names " + count);
        }
        Set<String> names = new LinkedHashSet<>();
        for (int i = Integer.parseInt(count); i > 0; i--) {
            names.add(line());
        }
        return names;
    }

    private String line() {
        String line = lines.poll();
        if (line == null) {
            throw wrong("");
        }
        return line;
    }

    private static InvalidInputException wrong(String line) {
        return InvalidInputException.of("the selector that is stored is broken at \"" + line + "\"");
    }
}
