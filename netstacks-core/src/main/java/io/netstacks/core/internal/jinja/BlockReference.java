package io.netstacks.core.internal.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code super} or a block of {@code self}: called, it gives the block's text.
 *
 * @param around what the block sees, and those that it calls
 */
record BlockReference(JinjaScope around, String name, int depth) implements JinjaCallable, JinjaObject {

    /** Returns what {@code super} is in a block that is the implementation at that depth. */
    private Object above() {
        return depth + 1 < around.context().blocks(name).size()
                ? new BlockReference(around, name, depth + 1)
                : new JinjaUndefined(around.run(), "super", "there is no parent block called '" + name + "'.");
    }

    @Override
    public Object call(RenderRun run, CallArguments arguments) {
        StringBuilder out = new StringBuilder();
        render(run, out);
        return run.autoescape() ? new Markup(out.toString()) : out.toString();
    }

    /** Renders the block where it stands. */
    void render(RenderRun run, StringBuilder out) {
        List<JinjaBlock> all = around.context().blocks(name);
        JinjaBlock block = all.get(depth);
        JinjaScope scope = around.asBlock();
        scope.set("super", above());
        scope.set("self", new SelfReference(scope));
        run.enter("block '" + name + "'");
        try {
            block.block().body().exec(scope, out);
        } catch (JinjaFault fault) {
            throw fault.in(block.template().name());
        } finally {
            run.leave();
        }
    }

    @Override
    public @Nullable Object attribute(RenderRun run, String attribute) {
        return attribute.equals("super") ? above() : null;
    }

    @Override
    public String typeName() {
        return "BlockReference";
    }

    @Override
    public String printed() {
        throw JinjaFault.type("block '" + name + "' is printed without being called; write super()");
    }
}
