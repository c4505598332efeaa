package io.netstacks.tasks.internal;

import io.netstacks.tasks.run.RetryPolicy;
import io.netstacks.tasks.run.TaskPriority;

/**
 * What a dispatcher goes by. Immutable.
 *
 * @param limits how much at once, and for how long
 * @param retries how often a task that only reads is tried, and after which delays
 * @param priority which of those that wait goes first
 * @param groups which of them share a bound of their own
 */
public record TaskRules(TaskLimits limits, RetryPolicy retries, TaskPriority priority, TaskGroups groups) {}
