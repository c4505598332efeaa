package io.netstacks.spi.mop;

/** What steps of a type do. */
public enum MopStepAction {
    /** Run commands that only look. */
    GET_CONFIG,
    /** Change the configuration. */
    SET_CONFIG,
    /** Compare the configuration with what is expected. */
    VALIDATE,
    /** Call another system; the configuration has its {@code url}. */
    API_CALL,
    /** Wait for a time. */
    WAIT,
    /** Wait for people. */
    MANUAL,
    /** Deploy a stack. */
    DEPLOY_STACK,
    /** Ask an agent; the configuration has its {@code prompt}. */
    AGENT
}
