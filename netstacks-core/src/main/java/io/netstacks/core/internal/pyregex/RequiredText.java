package io.netstacks.core.internal.pyregex;

/** Finds the longest text that every match of a pattern contains. Confined to one pattern. */
final class RequiredText {

    private final StringBuilder run = new StringBuilder();
    private String longest = "";

    String longestIn(PyNode root) {
        walk(root);
        cut();
        return longest;
    }

    private void cut() {
        if (run.length() > longest.length()) {
            longest = run.toString();
        }
        run.setLength(0);
    }

    private void walk(PyNode node) {
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
        } else if (!(node instanceof PyNode.Anchor || node instanceof PyNode.Look)) {
            cut();
        }
    }
}
