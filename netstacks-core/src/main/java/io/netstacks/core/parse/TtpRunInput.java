package io.netstacks.core.parse;

import io.netstacks.core.internal.ttp.TtpInput;
import java.util.List;

/**
 * A text for a TTP run, and what of its templates it is for. Immutable.
 *
 * @param text what to parse
 * @param source where the text is from, which {@code getfilename} tells
 * @param input the input's name, which groups may ask for
 * @param template the name of the template it is for; empty for all
 * @param groups names of the groups it is for; {@code all} for all that ask for no input
 */
public record TtpRunInput(String text, String source, String input, String template, List<String> groups) {

    /** Copies what is given. */
    public TtpRunInput {
        groups = List.copyOf(groups);
    }

    /** Returns a text for all templates and groups. */
    public static TtpRunInput of(String text) {
        return new TtpRunInput(text, "text_data", TtpInput.DEFAULT_NAME, "", List.of("all"));
    }

    /** Returns the same from another place. */
    public TtpRunInput from(String otherSource) {
        return new TtpRunInput(text, otherSource, input, template, groups);
    }

    /** Returns the same as an input of that name. */
    public TtpRunInput named(String otherInput) {
        return new TtpRunInput(text, source, otherInput, template, groups);
    }

    /** Returns the same for the template of that name only. */
    public TtpRunInput forTemplate(String otherTemplate) {
        return new TtpRunInput(text, source, input, otherTemplate, groups);
    }

    /** Returns the same for groups of these names only. */
    public TtpRunInput forGroups(List<String> names) {
        return new TtpRunInput(text, source, input, template, names);
    }
}
