package io.netstacks.core.internal.jinja;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods of one type of value. Filled once, then only read. */
final class PyMethodTable {

    /** What a method does with its value. */
    @FunctionalInterface
    interface Body<T> {
        Object apply(T self, CallBinding arguments);
    }

    /** The signature of a function that takes whatever it is given. */
    static final String ANY = "*";

    private final Class<?> type;
    private final Map<String, Method> methods = new HashMap<>();
    private final Set<String> refused = new HashSet<>();

    PyMethodTable(Class<?> type) {
        this.type = type;
    }

    /** Adds a method; its signature is written as in {@link JinjaFunction}. */
    <T> PyMethodTable add(Class<T> self, String name, String signature, Body<T> body) {
        methods.put(name, new Method(name, signature, (value, arguments) -> body.apply(self.cast(value), arguments)));
        return this;
    }

    /** Names methods that Python has and this engine has not, so that their use is an error instead of nothing. */
    PyMethodTable refuse(String... names) {
        refused.addAll(Set.of(names));
        return this;
    }

    boolean has(String name) {
        return methods.containsKey(name) || refused.contains(name);
    }

    @Nullable
    JinjaCallable bind(Object self, String name) {
        Method method = methods.get(name);
        if (method == null && refused.contains(name)) {
            throw JinjaFault.unsupported("the method " + PyTypes.name(self) + "." + name);
        }
        if (method == null || !type.isInstance(self)) {
            return null;
        }
        return new JinjaFunction(
                name, method.signature(), arguments -> method.body().apply(self, arguments));
    }

    private record Method(String name, String signature, Body<Object> body) {}
}
