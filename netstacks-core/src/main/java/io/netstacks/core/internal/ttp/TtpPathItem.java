package io.netstacks.core.internal.ttp;

/**
 * One step of a path in the results.
 *
 * @param stars 1 for always a list, 2 for always a mapping
 */
record TtpPathItem(String name, int stars) {

    /** Tells whether it is the step that leads nowhere: what is there belongs to the parent. */
    boolean isNull() {
        return name.equals("_");
    }
}
