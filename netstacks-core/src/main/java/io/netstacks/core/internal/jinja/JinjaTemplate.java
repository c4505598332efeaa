package io.netstacks.core.internal.jinja;

import java.util.HashMap;
import java.util.Map;

/** A template that has been read and can be run by many threads at a time. Immutable. */
public final class JinjaTemplate {

    private final String name;
    private final JinjaBody body;
    private final Map<String, JinjaStmt.Block> blocks;

    JinjaTemplate(String name, JinjaBody body, Map<String, JinjaStmt.Block> blocks) {
        this.name = name;
        this.body = body;
        this.blocks = Map.copyOf(blocks);
    }

    /** Reads a template's text. */
    public static JinjaTemplate parse(String name, String source, JinjaSyntax syntax, JinjaLibrary library) {
        try {
            return new JinjaParser(name, JinjaLexer.tokens(source, syntax), syntax, library).template();
        } catch (JinjaFault fault) {
            throw fault.in(name);
        } catch (StackOverflowError e) {
            throw JinjaFault.syntax("nested too deeply", 1, 1).in(name);
        }
    }

    /** Returns its name. */
    public String name() {
        return name;
    }

    JinjaBody body() {
        return body;
    }

    Map<String, JinjaStmt.Block> blocks() {
        return blocks;
    }

    /** Runs it and the templates that it extends. */
    void run(RenderRun run, JinjaContext context, StringBuilder out) {
        run.begin(name);
        JinjaScope scope = JinjaScope.ofTemplate(run, context);
        try {
            body.exec(scope, out);
        } catch (JinjaFault fault) {
            throw fault.in(name);
        }
        JinjaTemplate extended = scope.pass().extended();
        if (extended != null) {
            extended.run(run, context, out);
        }
        run.end();
    }

    /** Runs it as a module: for what it defines, and its text. */
    ModuleObject module(RenderRun run, Map<String, Object> given, Map<String, Object> globals) {
        JinjaContext context = new JinjaContext(this, given, globals);
        StringBuilder out = new StringBuilder();
        run(run, context, out);
        return new ModuleObject(name, new HashMap<>(context.exported()), out.toString());
    }
}
