package io.netstacks.core.internal.ttp;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A group of a template: its lines, its place in the results, what is done with its records, its children. Immutable.
 *
 * @param id tells groups apart as TTP does: by name and place among their siblings
 * @param parent the id of the group around it; null for a top group
 * @param path where its records go, not yet resolved
 * @param startsByDefault whether it gives a record of defaults when none of its lines is found
 * @param inputs names of the inputs it is for; empty for all that name none
 * @param outputs names of the outputs its results alone go through
 */
record TtpGroup(
        Id id,
        @Nullable Id parent,
        List<String> path,
        List<TtpLine> starts,
        List<TtpLine> ends,
        List<TtpLine> normals,
        Map<Object, @Nullable Object> defaults,
        boolean startsByDefault,
        List<GroupStep> functions,
        List<TtpGroup> children,
        List<String> inputs,
        List<String> outputs,
        int line) {

    /** Groups are what they are, however alike they look. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** A group's name, its path in dots, and its place among its siblings. */
    record Id(String name, int index) {}

    /** One function with its arguments. */
    record GroupStep(TtpCall call, GroupFunction function, int line) {}
}
