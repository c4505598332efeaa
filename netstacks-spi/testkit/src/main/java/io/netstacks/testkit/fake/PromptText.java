package io.netstacks.testkit.fake;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills <code>${name}</code> and <code>${name:length}</code> in. */
final class PromptText {

    private static final Pattern PLACE = Pattern.compile("\\$\\{([\\w.-]+)(?::(\\d+))?}");

    private PromptText() {}

    static String fill(String template, UnaryOperator<String> values) {
        if (template.indexOf("${") < 0) {
            return template;
        }
        Matcher matcher = PLACE.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String value = values.apply(matcher.group(1));
            if (matcher.group(2) != null) {
                value = value.substring(0, Math.min(value.length(), Integer.parseInt(matcher.group(2))));
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(filled).toString();
    }
}
