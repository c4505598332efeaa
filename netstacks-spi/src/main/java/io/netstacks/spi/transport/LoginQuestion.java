package io.netstacks.spi.transport;

import java.util.regex.Pattern;

/**
 * One line of a keyboard-interactive dialogue table. Immutable.
 *
 * @param question found anywhere in the prompt
 * @param answer what is sent; <code>${username}</code> and <code>${password}</code> are filled in
 */
public record LoginQuestion(Pattern question, String answer) {}
