package io.netstacks.core.internal.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code super} or a block of {@code self}: called, it gives the block's text. */
record BlockReference(JinjaScope caller, String name, int depth, boolean scoped) implements JinjaCallable, JinjaObject {

    /** Returns what {@code super} is in a block that is the implementation at that depth. */
    static Object above(JinjaScope caller, String name, int depth) {
        return depth + 1 < caller.context().blocks(name).size()
                ? new BlockReference(caller, name, depth + 1, false)
                : new JinjaUndefined(caller.run(), "super", "there is no parent block called '" + name + "'.");
    }

    @Override
    public Object call(RenderRun run, CallArguments arguments) {
        StringBuilder out = new StringBuilder();
        render(run, out);
        return run.autoescape() ? new Markup(out.toString()) : out.toString();
    }

    /** Renders the block where it stands. */
    void render(RenderRun run, StringBuilder out) {
        List<JinjaBlock> all = caller.context().blocks(name);
        JinjaBlock block = all.get(depth);
        JinjaScope scope = scoped ? caller.apart() : JinjaScope.ofBlock(run, caller.context());
        scope.set("super", above(scope, name, depth));
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
        return attribute.equals("super") ? above(caller, name, depth) : null;
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
