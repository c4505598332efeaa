package io.netstacks.core.internal.jinja;

import java.util.List;

/** The tokens of one template, and the place that reading has come to. */
final class JinjaTokens {

    private static final int MAX_DEPTH = 120;

    private final List<JinjaToken> tokens;
    private int at;
    private int depth;

    JinjaTokens(List<JinjaToken> tokens) {
        this.tokens = tokens;
    }

    JinjaToken current() {
        return tokens.get(at);
    }

    JinjaToken ahead() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    JinjaToken next() {
        JinjaToken token = tokens.get(at);
        if (token.kind() != JinjaToken.Kind.EOF) {
            at++;
        }
        return token;
    }

    boolean skip(String operator) {
        boolean is = current().is(operator);
        at += is ? 1 : 0;
        return is;
    }

    boolean skipName(String name) {
        boolean is = current().isName(name);
        at += is ? 1 : 0;
        return is;
    }

    void expect(String operator) {
        if (!skip(operator)) {
            throw expected("'" + operator + "'");
        }
    }

    void expectName(String name) {
        if (!skipName(name)) {
            throw expected("'" + name + "'");
        }
    }

    JinjaToken expect(JinjaToken.Kind kind) {
        if (current().kind() != kind) {
            throw expected("'" + kind.shown() + "'");
        }
        return next();
    }

    JinjaFault expected(String what) {
        return fault("expected token " + what + ", got '" + current().described() + "'");
    }

    JinjaFault fault(String problem) {
        return JinjaFault.syntax(problem, current().line(), current().column());
    }

    /** Goes one level of nesting deeper. */
    void deeper() {
        if (++depth > MAX_DEPTH) {
            throw fault("nested more than " + MAX_DEPTH + " levels deep");
        }
    }

    void shallower() {
        depth--;
    }
}
