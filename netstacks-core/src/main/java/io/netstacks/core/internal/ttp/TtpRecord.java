package io.netstacks.core.internal.ttp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record while it is put together. Confined: one thread at a time. */
final class TtpRecord {

    final @Nullable TtpGroup group;
    final List<String> path;
    final Map<Object, @Nullable Object> defaults;
    final TtpRecorder recorder;
    /** Whether it goes into the last record at its path instead of beside it. */
    final boolean continues;

    /** The values by name; a group's function may put anything in its place. */
    private @Nullable Object value;

    // Newest first, not yet in the value
    private final Deque<Map<Object, @Nullable Object>> added = new ArrayDeque<>(4);

    TtpRecord(
            @Nullable TtpGroup group,
            List<String> path,
            Map<Object, @Nullable Object> defaults,
            TtpRecorder recorder,
            boolean continues,
            Map<Object, @Nullable Object> values) {
        this.group = group;
        this.path = new ArrayList<>(path);
        this.defaults = defaults;
        this.recorder = recorder;
        this.continues = continues;
        this.value = values;
    }

    static TtpRecord none(TtpRecorder recorder) {
        return new TtpRecord(null, List.of(), Map.of(), recorder, false, new LinkedHashMap<>());
    }

    /** Adds values beside those that are there; of two by one name the first stays. */
    void add(Map<Object, @Nullable Object> more) {
        added.addFirst(more);
    }

    @Nullable
    Object value() {
        if (!added.isEmpty()) {
            // What came first wins, yet stands behind what came later, as in the reference's mappings
            Map<Object, @Nullable Object> all = added.removeFirst();
            added.forEach(all::putAll);
            added.clear();
            Map<Object, @Nullable Object> before = TtpValues.map(value);
            if (before != null) {
                all.putAll(before);
            }
            value = all;
        }
        return value;
    }

    void value(@Nullable Object other) {
        value();
        value = other;
    }

    /** Returns the values by name; an empty mapping if a function put something else in their place. */
    Map<Object, @Nullable Object> values() {
        Map<Object, @Nullable Object> values = TtpValues.map(value());
        return values == null ? new LinkedHashMap<>() : values;
    }

    boolean is(TtpGroup.Id id) {
        return group != null && group.id().equals(id);
    }
}
