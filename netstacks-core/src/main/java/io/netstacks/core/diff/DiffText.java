package io.netstacks.core.diff;

import java.util.List;

/** The lines of one side, as they are compared and as they are shown. */
record DiffText(List<String> lines, List<String> shown) {

    /** Leaves out what changes by itself unless that is wanted, and blanks at line ends and around the text. */
    static DiffText of(DiffSide side, boolean withVolatileLines) {
        String text = side.text().reveal();
        List<String> lines = (withVolatileLines ? text : side.platform().dropVolatile(text))
                .lines()
                .map(String::stripTrailing)
                .toList();
        int start = 0;
        int end = lines.size();
        while (start < end && lines.get(start).isEmpty()) {
            start++;
        }
        while (end > start && lines.get(end - 1).isEmpty()) {
            end--;
        }
        List<String> counted = lines.subList(start, end);
        return new DiffText(counted, side.platform().maskSecrets(counted));
    }
}
