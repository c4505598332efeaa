package io.netstacks.tasks.schedule;

/**
 * What one check did. Immutable.
 *
 * @param due how many operations had something to do
 * @param dispatched how many runs were begun
 * @param skipped how many planned times were skipped: too late, or outside of the maintenance windows
 * @param lost how many runs were closed as unknown, because their node was not heard of in time, and not begun again
 * @param failed how many runs could not be begun; the history of the operation tells why
 */
public record TickReport(int due, int dispatched, int skipped, int lost, int failed) {

    /** Returns what this one and another did together. */
    TickReport plus(TickReport other) {
        return new TickReport(
                due + other.due,
                dispatched + other.dispatched,
                skipped + other.skipped,
                lost + other.lost,
                failed + other.failed);
    }
}
