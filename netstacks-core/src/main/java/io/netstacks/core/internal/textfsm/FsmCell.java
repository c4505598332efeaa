package io.netstacks.core.internal.textfsm;

import io.netstacks.core.internal.pyregex.PyMatcher;
import io.netstacks.core.internal.pyregex.PyText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one value holds while a run is at it. The options act in the order in which they were written, which shows where
 * List and Required meet. Confined to one run.
 */
final class FsmCell {

    private final FsmValue value;
    private final FsmOption[] options;
    private final boolean keepsList;
    private final boolean nested;
    /** Text, a list, or nothing yet. */
    private @Nullable Object current;

    private @Nullable Object remembered;
    private final List<@Nullable Object> collected = new ArrayList<>();

    FsmCell(FsmValue value) {
        this.value = value;
        this.options = value.options().toArray(FsmOption[]::new);
        this.keepsList = value.has(FsmOption.FILLDOWN);
        this.nested = value.regex().groupCount() > 1;
    }

    @Nullable
    Object current() {
        return current;
    }

    /**
     * Takes the text of a group, null for one that took no part.
     *
     * @return whether the records above are to be filled up with it
     */
    boolean assign(@Nullable String text, PyText scratch) {
        current = text;
        boolean fillUp = false;
        for (FsmOption option : options) {
            switch (option) {
                case FILLDOWN -> remembered = text;
                case LIST -> collected.add(nested && text != null ? named(text, scratch) : text);
                case FILLUP -> fillUp = !isEmpty(text);
                default -> {}
            }
        }
        return fillUp;
    }

    /** A value with named groups inside gives what they took: its own expression is matched again, on its text alone. */
    private Object named(String text, PyText scratch) {
        Map<String, Integer> names = value.regex().groupNames();
        if (names.isEmpty()) {
            return text;
        }
        scratch.set(text);
        PyMatcher matcher = value.regex().matcher(scratch);
        if (!matcher.matchStart()) {
            return text;
        }
        Map<String, @Nullable String> parts = new LinkedHashMap<>();
        names.forEach((name, group) -> parts.put(name, matcher.group(group)));
        return Collections.unmodifiableMap(parts);
    }

    /** Gets ready to be put out; tells whether the record may be. */
    boolean save() {
        for (FsmOption option : options) {
            if (option == FsmOption.LIST) {
                current = Collections.unmodifiableList(Arrays.asList(collected.toArray()));
            } else if (option == FsmOption.REQUIRED && isEmpty(current)) {
                return false;
            }
        }
        return true;
    }

    void clear() {
        current = null;
        for (FsmOption option : options) {
            if (option == FsmOption.FILLDOWN) {
                current = remembered;
            } else if (option == FsmOption.LIST && !keepsList) {
                collected.clear();
            }
        }
    }

    void clearAll() {
        current = null;
        remembered = null;
        collected.clear();
    }

    /** Returns how many entries of a list it holds. */
    int size() {
        return collected.size();
    }

    static boolean isEmpty(@Nullable Object cell) {
        return cell == null || "".equals(cell) || (cell instanceof List<?> list && list.isEmpty());
    }
}
