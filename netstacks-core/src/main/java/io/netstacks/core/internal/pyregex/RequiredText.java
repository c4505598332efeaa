package io.netstacks.core.internal.pyregex;

/**
 * Texts that every match of a pattern contains. Immutable.
 *
 * @param longest the longest found; empty if there is none
 * @param prefix what every match begins with; empty if there is nothing such
 * @param whole whether the prefix is all that the pattern asks for
 */
record RequiredText(String longest, String prefix, boolean whole) {

    static RequiredText of(PyNode root) {
        Finder finder = new Finder();
        finder.walk(root);
        boolean whole = finder.onlyText;
        finder.cut();
        return new RequiredText(finder.longest, finder.prefix, whole);
    }

    /** Collects runs of letters that follow each other; whatever else may take a character ends a run. */
    private static final class Finder {

        private final StringBuilder run = new StringBuilder();
        private String longest = "";
        private String prefix = "";
        private boolean first = true;
        private boolean onlyText = true;

        void cut() {
            if (first) {
                prefix = run.toString();
                first = false;
            }
            if (run.length() > longest.length()) {
                longest = run.toString();
            }
            run.setLength(0);
            onlyText = false;
        }

        void walk(PyNode node) {
            if (node instanceof PyNode.Literal literal && !literal.ignoreCase()) {
                run.appendCodePoint(literal.codePoint());
            } else if (node instanceof PyNode.Sequence sequence) {
                sequence.parts().forEach(this::walk);
            } else if (node instanceof PyNode.Capture capture) {
                walk(capture.body());
            } else if (node instanceof PyNode.Plain plain) {
                walk(plain.body());
            } else if (node instanceof PyNode.Atomic atomic) {
                walk(atomic.body());
            } else if (node instanceof PyNode.Repeat repeat && repeat.min() > 0) {
                cut();
                walk(repeat.body());
                cut();
            } else if (node instanceof PyNode.Anchor || node instanceof PyNode.Look) {
                onlyText = false;
            } else {
                cut();
            }
        }
    }
}
