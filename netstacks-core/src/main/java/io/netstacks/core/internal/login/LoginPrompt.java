package io.netstacks.core.internal.login;

import io.netstacks.core.text.VisibleText;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a device or a server says when it wants something of whoever logs in. A demand for another password than that of the
 * credentials is told and never answered. Immutable.
 *
 * @param text the end of it, as long as text of a device is in an error, and nothing in it steers a terminal; may be empty
 */
public record LoginPrompt(String text) {

    private static final int LONGEST = 2048;

    private static final String PASSWORD = "pass(?:word|phrase|code)";

    /** Not the part of a host's name: {@code Password for kim@new-york:} asks for the old one. */
    private static final String ANOTHER = "(?<![\\w@.-])(?:new|re-?enter|retype|confirm|repeat)\\b";

    private static final String NEW_PASSWORD = "(?i)" + ANOTHER + "[^\\n:]{0,40}" + PASSWORD;

    private static final Pattern DEMAND = Pattern.compile(NEW_PASSWORD + "|" + PASSWORD + "[^\\n:]{0,40}" + ANOTHER);

    /** Finds the demand at the end of what a shell has printed. */
    public static final Pattern DEMAND_AT_END = Pattern.compile(NEW_PASSWORD + "[^\\n:]{0,60}:\\s*$");

    /** Creates one of everything that was said. */
    public LoginPrompt {
        String end = text.strip();
        text = end.substring(Math.max(0, end.length() - LONGEST))
                .lines()
                .map(VisibleText::of)
                .collect(Collectors.joining("\n"));
    }

    /** Tells whether it asks for another password. */
    public boolean demandsNewPassword() {
        return DEMAND.matcher(text).find();
    }

    /** Returns the end of a message about such a demand. */
    public String newPasswordDemanded() {
        return "the device demands a new password" + (text.isEmpty() ? "" : "; it said: \"" + text + "\"")
                + ". Change it on the device, then in the credentials; none was chosen here";
    }
}
