package io.netstacks.examples.cli;

/** What the library advises who writes a program, as advice for who types a command. Without state. */
final class Advice {

    private Advice() {}

    /** Returns the reason of a failure, with our options and variables where the library names its methods. */
    static String in(String reason) {
        return reason.replace(
                        "no credentials named \"default\"; add them to a credential source",
                        "no credentials named \"default\"; set NETSTACKS_USERNAME and NETSTACKS_PASSWORD (or"
                                + " NETSTACKS_KEY_FILE)")
                .replace("allow them with dangerousAllowed(true)", "allow them with --allow-dangerous");
    }
}
