package io.netstacks.spi.mop;

/**
 * A step run with the execution that it belongs to, for people who look what was going on. Immutable.
 *
 * @param executionId the execution
 * @param number the number of the step run in it
 * @param run the step run
 */
public record MopStepEvidence(MopExecutionId executionId, long number, MopStepRun run) {}
