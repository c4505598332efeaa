package io.netstacks.core.internal.ttp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of an input: mappings and lists, with records put at their paths. A place holds a mapping until a second record
 * comes, and a list from then on. Confined: one thread at a time.
 */
final class TtpTree {

    private final Map<Object, @Nullable Object> root;

    TtpTree(Map<Object, @Nullable Object> root) {
        this.root = root;
    }

    Map<Object, @Nullable Object> root() {
        return root;
    }

    /** Puts a record at its path, or into the last record there. */
    void save(@Nullable Object given, List<TtpPathItem> path, boolean intoLast) {
        Object place = at(path, root);
        Map<Object, @Nullable Object> record = TtpValues.map(given);
        List<@Nullable Object> list = TtpValues.list(place);
        Map<Object, @Nullable Object> map = TtpValues.map(place);
        if (list != null) {
            Map<Object, @Nullable Object> last = list.isEmpty() ? null : TtpValues.map(list.get(list.size() - 1));
            if (intoLast && last != null && record != null) {
                merge(last, record);
            } else if (record == null || !record.isEmpty()) {
                list.add(given);
            }
        } else if (map != null && record != null) {
            saveInto(map, record, path, intoLast);
        } else if (map != null) {
            throw TtpRunException.of("a value that is no record cannot be put at "
                    + path.get(path.size() - 1).name() + "; a path that ends in * takes it");
        }
    }

    private void saveInto(
            Map<Object, @Nullable Object> map,
            Map<Object, @Nullable Object> record,
            List<TtpPathItem> path,
            boolean intoLast) {
        if (intoLast) {
            merge(map, record);
        } else if (path.get(path.size() - 1).stars() == 2) {
            record.putAll(map);
            map.putAll(record);
        } else if (map.isEmpty()) {
            map.putAll(record);
        } else {
            append(root, path, record);
        }
    }

    private static void merge(Map<Object, @Nullable Object> into, Map<Object, @Nullable Object> more) {
        more.forEach((key, value) -> {
            Map<Object, @Nullable Object> inner = TtpValues.map(into.get(key));
            Map<Object, @Nullable Object> moreInner = TtpValues.map(value);
            if (inner != null && moreInner != null && inner != moreInner) {
                merge(inner, moreInner);
            } else {
                into.put(key, value);
            }
        });
    }

    /** Returns a copy of the last record at the path with the values put over it. */
    Map<Object, @Nullable Object> lastWith(List<TtpPathItem> path, Map<Object, @Nullable Object> values) {
        Object place = at(path, root);
        List<@Nullable Object> list = TtpValues.list(place);
        Object last = list == null ? place : list.isEmpty() ? null : list.get(list.size() - 1);
        Map<Object, @Nullable Object> map = TtpValues.map(last);
        Map<Object, @Nullable Object> copy = map == null ? new LinkedHashMap<>() : new LinkedHashMap<>(map);
        copy.putAll(values);
        return copy;
    }

    /** Returns what is at the path, which is made where it is missing; null if a plain value stands in the way. */
    private static @Nullable Object at(List<TtpPathItem> path, @Nullable Object from) {
        if (path.isEmpty()) {
            return from;
        }
        Map<Object, @Nullable Object> map = TtpValues.map(from);
        if (map != null) {
            if (path.get(0).isNull()) {
                return at(path.subList(1, path.size()), map);
            }
            String name = path.get(0).name();
            if (!map.containsKey(name)) {
                map.putAll(branch(path));
            }
            return at(path.subList(1, path.size()), map.get(name));
        }
        List<@Nullable Object> list = TtpValues.list(from);
        if (list == null) {
            return null;
        }
        if (list.isEmpty()) {
            list.add(branch(path));
        }
        return at(path, list.get(list.size() - 1));
    }

    private static Map<Object, @Nullable Object> branch(List<TtpPathItem> path) {
        Map<Object, @Nullable Object> branch = new LinkedHashMap<>();
        List<TtpPathItem> left = path;
        while (!left.isEmpty() && left.get(0).isNull()) {
            left = left.subList(1, left.size());
        }
        if (left.isEmpty()) {
            return branch;
        }
        List<TtpPathItem> rest = left.subList(1, left.size());
        if (left.get(0).stars() == 1) {
            List<@Nullable Object> list = new ArrayList<>();
            if (!rest.isEmpty()) {
                list.add(branch(rest));
            }
            branch.put(left.get(0).name(), list);
        } else {
            branch.put(left.get(0).name(), branch(rest));
        }
        return branch;
    }

    /** Makes what is at the path a list, with the record after it. */
    private static Object append(@Nullable Object data, List<TtpPathItem> path, Map<Object, @Nullable Object> record) {
        if (path.isEmpty()) {
            List<@Nullable Object> list = new ArrayList<>();
            list.add(data);
            list.add(record);
            return list;
        }
        List<@Nullable Object> list = TtpValues.list(data);
        Map<Object, @Nullable Object> map = TtpValues.map(list == null ? data : list.get(list.size() - 1));
        if (map == null) {
            throw TtpRunException.of("the path " + path.get(0).name() + " leads through a plain value");
        }
        if (path.get(0).isNull()) {
            if (path.size() == 1) {
                map.putAll(record);
            } else {
                append(data, path.subList(1, path.size()), record);
            }
        } else {
            String name = path.get(0).name();
            map.put(name, append(map.get(name), path.subList(1, path.size()), record));
        }
        return data == null ? map : data;
    }
}
