package io.netstacks.core.internal.jinja;

import java.util.Iterator;
import java.util.List;

/** Where a value is put: a name, an attribute of a namespace, or several of them that share its items. */
sealed interface JinjaTarget {

    void assign(JinjaScope scope, Object value);

    record Variable(String name) implements JinjaTarget {
        @Override
        public void assign(JinjaScope scope, Object value) {
            scope.set(name, value);
        }
    }

    record Field(String name, String field) implements JinjaTarget {
        @Override
        public void assign(JinjaScope scope, Object value) {
            Object owner = scope.find(name);
            if (!(owner instanceof NamespaceObject namespaceObject)) {
                throw JinjaFault.value("cannot assign attribute on non-namespace object");
            }
            namespaceObject.set(field, value);
        }
    }

    record Several(List<JinjaTarget> targets) implements JinjaTarget {
        @Override
        public void assign(JinjaScope scope, Object value) {
            if (!PySequences.isIterable(value)) {
                throw JinjaFault.type("cannot unpack non-iterable " + PyTypes.name(value) + " object");
            }
            Iterator<Object> items = PySequences.iterate(scope.run(), value);
            for (int i = 0; i < targets.size(); i++) {
                if (!items.hasNext()) {
                    throw JinjaFault.value(
                            "not enough values to unpack (expected " + targets.size() + ", got " + i + ")");
                }
                targets.get(i).assign(scope, items.next());
            }
            if (items.hasNext()) {
                throw JinjaFault.value("too many values to unpack (expected " + targets.size() + ")");
            }
        }
    }
}
