package io.netstacks.core.internal.jinja;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one place in a running template, and the way to those around it. The names of one scope are few, so they
 * stand in an array and are compared by identity; the parser interns every name. The outermost scope of a template keeps
 * its variables in the context, where blocks and importers see them.
 */
final class JinjaScope {

    private static final String[] NO_NAMES = {};
    private static final Object[] NO_VALUES = {};
    private static final Object UNSET = new Object();

    private final RenderRun run;
    private final JinjaContext context;
    private final TemplatePass pass;
    private final @Nullable JinjaScope parent;
    private final @Nullable JinjaScope forBlocks;
    private String[] names = NO_NAMES;
    private Object[] values = NO_VALUES;
    private int size;
    private boolean exporting;

    private JinjaScope(
            RenderRun run,
            JinjaContext context,
            TemplatePass pass,
            @Nullable JinjaScope parent,
            @Nullable JinjaScope forBlocks) {
        this.run = run;
        this.context = context;
        this.pass = pass;
        this.parent = parent;
        this.forBlocks = forBlocks;
    }

    /** Returns the scope of a template's own level, whose variables others may see. */
    static JinjaScope ofTemplate(RenderRun run, JinjaContext context) {
        JinjaScope scope = new JinjaScope(run, context, new TemplatePass(), null, null);
        scope.set("self", new SelfReference(scope));
        scope.exporting = true;
        return scope;
    }

    /** Returns what blocks within this scope see: the template's level, or what a scoped block around them sees. */
    JinjaScope forBlocks() {
        return forBlocks != null ? forBlocks : new JinjaScope(run, context, new TemplatePass(), null, null);
    }

    /** Returns the scope of a block that sees this one, as do the blocks within it. */
    JinjaScope asBlock() {
        return new JinjaScope(run, context, new TemplatePass(), this, this);
    }

    JinjaScope inner() {
        return new JinjaScope(run, context, pass, this, forBlocks);
    }

    /** Returns a scope within this one whose output is not that of the template's level: a macro's. */
    JinjaScope apart() {
        return new JinjaScope(run, context, new TemplatePass(), this, forBlocks);
    }

    RenderRun run() {
        return run;
    }

    JinjaContext context() {
        return context;
    }

    TemplatePass pass() {
        return pass;
    }

    /** Returns the variable; null if there is none. The name is interned. */
    @SuppressWarnings("ReferenceEquality")
    @Nullable
    Object find(String name) {
        for (JinjaScope scope = this; scope != null; scope = scope.parent) {
            String[] own = scope.names;
            for (int i = scope.size - 1; i >= 0; i--) {
                if (own[i] == name) {
                    Object value = scope.values[i];
                    return value == UNSET ? null : value;
                }
            }
        }
        return context.find(name);
    }

    /** Sets a variable of this scope. The name is interned. */
    @SuppressWarnings("ReferenceEquality")
    void set(String name, Object value) {
        for (int i = 0; i < size; i++) {
            if (names[i] == name) {
                values[i] = value;
                if (exporting) {
                    context.export(name, value);
                }
                return;
            }
        }
        if (exporting) {
            context.export(name, value);
        } else {
            add(name, value);
        }
    }

    /** Hides a variable of that name, until this scope sets it. The name is interned. */
    void unset(String name) {
        add(name, UNSET);
    }

    private void add(String name, Object value) {
        if (size == names.length) {
            names = Arrays.copyOf(names, size + 4);
            values = Arrays.copyOf(values, size + 4);
        }
        names[size] = name;
        values[size++] = value;
    }

    /** Returns all variables of this scope and those around it, without the context's. */
    Map<String, Object> locals() {
        Map<String, Object> all = parent == null ? new HashMap<>() : parent.locals();
        for (int i = 0; i < size; i++) {
            if (values[i] != UNSET) {
                all.put(names[i], values[i]);
            }
        }
        return all;
    }
}
