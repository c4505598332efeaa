package io.netstacks.core.internal.cli;

import io.netstacks.spi.platform.Expectation;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells pagers and questions from output, by the line that the device has not ended. Immutable. */
final class QuestionGuard {

    /** How sure it is that the device waits for an answer. */
    enum Doubt {
        /** It has the form of a question. */
        QUESTION,
        /** It has words or marks of one, and more of them would come quickly if it were output. */
        PERHAPS,
        /** Nothing points to one. */
        NONE
    }

    /**
     * A pager's prompt, which begins its line, apart from blanks.
     *
     * @param start where it begins in the text
     * @param keys what turns the page
     */
    record PagerHit(int start, String keys) {}

    private static final String YES_OR_NO =
            "[\\[(<](?:y(?:es)?(?:\\s*[/|,]\\s*| or )n(?:o)?|n(?:o)?(?:\\s*[/|,]\\s*| or )y(?:es)?)"
                    + "(?:[/|,]\\[?[\\w^]+]?)*[\\])>]";

    private static final Pattern QUESTION = Pattern.compile(
            "(?i)(?:\\[confirm(?: yes/no)?]|\\(confirm\\)|" + YES_OR_NO
                    + "|\\[y\\(yes\\)/n\\(no\\)[^\\]\\n]{0,40}]|\\[y]es ?[,/] ?\\[n]o[^\\n]{0,80}:"
                    + "|\\[yes/press any key for no]\\.*|\\((?:yes|no)\\)|\\? ?\\([yn]\\)|pass(?:word|phrase|code)[^\\n:]{0,60}:"
                    + "|(?:user ?name|login)(?: as)?:|yes/no\\??|\\[(?:yes|no|y|n)]|\\[[^\\]]{0,80}] ?\\?)[\\s:?]*(?:\\[[^\\]]*][\\s:?]*)?$");

    /** What both end with, blanks apart; most output does not, and need not be held against them. */
    private static final String ENDINGS = "])>:?oO.";

    /**
     * A question mark behind a word, a default before a colon, a colon that somebody is told to answer, or one behind what a
     * {@code ping} without arguments asks for. A colon alone is none: slow devices stop in the middle of
     * {@code Building configuration:} for as long as they like. A question mark alone is none either: {@code ping} prints one
     * for an answer that it does not know.
     */
    private static final Pattern PERHAPS = Pattern.compile("(?i)(?:\\w{2}[\"'.)]{0,2} ?\\?|\\[[^\\]\\s/%]{0,40}]\\s*:"
            + "|\\b(?:please|press|(?:re-?)?enter|retype|specify|provide|choose|type ['\"]?yes"
            + "|(?:type|input|select|repeat|confirm) (?:in )?(?:an?|the|your|new|one|it))\\b[^\\n]{0,200}:(?:\\s*\\[[^\\]\\n]{0,80}])?"
            + "|^\\s*(?:your \\w{1,30}|choice|selection|option|otp|token|pin|challenge|response)\\s*:"
            + "|^\\s*target (?:ip(?:v[46])? )?address\\s*:"
            + "|^\\s*(?:source|destination|group) address or (?:name|interface)\\s*:)\\s*$");

    private final List<Expectation> pagers;

    QuestionGuard(List<Expectation> pagers) {
        this.pagers = pagers;
    }

    /** Looks for a pager on the line that a device has not ended, from where it begins to where it ends. */
    Optional<PagerHit> pager(TerminalText text, int start, int end) {
        String lastLine = text.slice(start, end);
        for (Expectation pager : pagers) {
            Matcher matcher = pager.match().matcher(lastLine);
            if (matcher.find() && lastLine.substring(0, matcher.start()).isBlank()) {
                return Optional.of(new PagerHit(start + matcher.start(), pager.send()));
            }
        }
        return Optional.empty();
    }

    Doubt doubt(String lastLine) {
        if (!endsWithOneOf(ENDINGS, lastLine)) {
            return Doubt.NONE;
        }
        if (QUESTION.matcher(lastLine).find()) {
            return Doubt.QUESTION;
        }
        return PERHAPS.matcher(lastLine).find() ? Doubt.PERHAPS : Doubt.NONE;
    }

    /** Tells whether a line may be a question although nothing says so; somebody who knows the command can tell. */
    static boolean couldBe(String lastLine) {
        return endsWithOneOf(":?])", lastLine);
    }

    private static boolean endsWithOneOf(String endings, String line) {
        int end = line.length();
        while (end > 0 && Character.isWhitespace(line.charAt(end - 1))) {
            end--;
        }
        return end > 0 && endings.indexOf(line.charAt(end - 1)) >= 0;
    }
}
