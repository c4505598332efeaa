package io.netstacks.core.internal.cli;

/**
 * What the device answered until its prompt.
 *
 * @param output without echo, prompt and context lines; empty if a sink got it
 * @param head the beginning of the output, also where a sink got it
 * @param prompt the prompt that ended it
 * @param truncated whether output was dropped
 * @param resynchronised how often the prompt had to be asked for
 * @param echoed whether the device showed what was typed
 */
record Reply(String output, String head, Prompt prompt, boolean truncated, int resynchronised, boolean echoed) {}
