package io.netstacks.testkit.fake;

/**
 * One mode of a simulated CLI. Immutable.
 *
 * @param name by which commands and transitions refer to it
 * @param prompt what it shows when it is ready; <code>${hostname}</code>, <code>${user}</code> and session variables are
 *     filled in, <code>${hostname:20}</code> keeps 20 characters; more than one line is allowed
 * @param fallback what answers a line that no command of this mode takes
 */
record FakeMode(String name, String prompt, FakeAnswer fallback) {}
