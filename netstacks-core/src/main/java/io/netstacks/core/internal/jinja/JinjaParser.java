package io.netstacks.core.internal.jinja;

import io.netstacks.core.internal.jinja.JinjaBody.Flow;
import io.netstacks.core.internal.jinja.JinjaToken.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads statements. */
final class JinjaParser {

    private static final Set<String> CONSTANTS = Set.of("true", "True", "false", "False", "none", "None");

    private final String name;
    private final JinjaTokens tokens;
    private final JinjaSyntax syntax;
    private final ParseScope names;
    private final JinjaExpressionParser expressions;
    private final Map<String, JinjaStmt.Block> blocks = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private int loops;
    private int fors;
    private boolean captured;

    JinjaParser(String name, List<JinjaToken> tokens, JinjaSyntax syntax, JinjaLibrary library) {
        this.name = name;
        this.tokens = new JinjaTokens(tokens);
        this.syntax = syntax;
        this.names = new ParseScope(library);
        this.expressions = new JinjaExpressionParser(this.tokens, names);
    }

    JinjaTemplate template() {
        JinjaBody body = body(Set.of());
        names.failOnUnknown();
        JinjaFrames.settle(body);
        return new JinjaTemplate(name, body, blocks);
    }

    /** Reads statements up to one of the tags, which stays to be read; with no tags, to the end of the template. */
    private JinjaBody body(Set<String> ends) {
        List<JinjaStmt> statements = new ArrayList<>();
        tokens.deeper();
        while (true) {
            JinjaToken token = tokens.current();
            switch (token.kind()) {
                case DATA -> statements.add(new JinjaStmt.Data(tokens.next().text(), token.line(), token.column()));
                case VARIABLE_BEGIN -> statements.add(print());
                case BLOCK_BEGIN -> {
                    tokens.next();
                    if (tokens.current().kind() == Kind.NAME
                            && ends.contains(tokens.current().text())) {
                        tokens.shallower();
                        return new JinjaBody(List.copyOf(statements));
                    }
                    statements.add(statement(ends));
                    tokens.expect(Kind.BLOCK_END);
                }
                default -> {
                    if (!ends.isEmpty()) {
                        throw tokens.fault("Unexpected end of template. Jinja was looking for the following tags: "
                                + listed(ends) + ". The innermost block that needs to be closed is '" + open.peek()
                                + "'.");
                    }
                    tokens.shallower();
                    return new JinjaBody(List.copyOf(statements));
                }
            }
        }
    }

    private static String listed(Set<String> tags) {
        return "'" + String.join("' or '", tags.stream().sorted().toList()) + "'";
    }

    private JinjaStmt print() {
        JinjaToken begin = tokens.next();
        JinjaExpr value = expressions.tuple(true);
        tokens.expect(Kind.VARIABLE_END);
        return new JinjaStmt.Print(value, begin.line(), begin.column());
    }

    private JinjaStmt statement(Set<String> ends) {
        JinjaToken tag = tokens.current();
        if (tag.kind() != Kind.NAME) {
            throw tokens.fault("tag name expected");
        }
        tokens.next();
        int line = tag.line();
        int column = tag.column();
        return switch (tag.text()) {
            case "for" -> loop(line, column);
            case "if" -> conditional(line, column);
            case "set" -> set(line, column);
            case "with" -> with(line, column);
            case "macro" -> macro(line, column);
            case "call" -> call(line, column);
            case "filter" -> filterBlock(line, column);
            case "block" -> block(line, column);
            case "autoescape" -> autoescape(line, column);
            case "print" -> printTag(line, column);
            case "extends" -> new JinjaLink.Extends(expressions.expression(), line, column);
            case "include" -> include(line, column);
            case "import" -> importAs(line, column);
            case "from" -> fromImport(line, column);
            default -> extension(tag, ends);
        };
    }

    private JinjaStmt autoescape(int line, int column) {
        boolean soft = names.soften(false);
        JinjaExpr on = expressions.expression();
        if (!(on instanceof JinjaExpr.Const)) {
            // What is escaped would depend on where a macro was written, which nobody can see
            throw JinjaFault.syntax("autoescape takes true or false here, nothing that is computed", line, column);
        }
        JinjaBody body = rest("autoescape");
        names.soften(soft);
        return new JinjaStmt.Autoescape(on, body, line, column);
    }

    private JinjaStmt extension(JinjaToken tag, Set<String> ends) {
        boolean known = Set.of("do", "break", "continue").contains(tag.text());
        if (known && syntax.extensions()) {
            if (tag.text().equals("do")) {
                return new JinjaStmt.Do(expressions.tuple(true), tag.line(), tag.column());
            }
            if (loops == 0) {
                throw JinjaFault.syntax("'" + tag.text() + "' outside of a loop", tag.line(), tag.column());
            }
            return new JinjaStmt.Jump(
                    tag.text().equals("break") ? Flow.BREAK : Flow.CONTINUE, tag.line(), tag.column());
        }
        String looking = ends.isEmpty() ? "" : " Jinja was looking for the following tags: " + listed(ends) + ".";
        String hint = known ? " It belongs to an extension; RenderOptions.withExtensions(true) allows it." : "";
        throw JinjaFault.syntax(
                "Encountered unknown tag '" + tag.text() + "'." + looking + hint, tag.line(), tag.column());
    }

    /** Reads a body up to its end tag, that tag included. */
    private JinjaBody rest(String tag) {
        tokens.expect(Kind.BLOCK_END);
        JinjaBody body = until(tag, Set.of("end" + tag));
        tokens.next();
        return body;
    }

    private JinjaBody until(String tag, Set<String> ends) {
        open.push(tag);
        JinjaBody body = body(ends);
        open.pop();
        return body;
    }

    private JinjaBody hardRest(String tag) {
        boolean soft = names.soften(false);
        JinjaBody body = rest(tag);
        names.soften(soft);
        return body;
    }

    private JinjaStmt loop(int line, int column) {
        fors++;
        JinjaTarget target = target(false);
        tokens.expectName("in");
        JinjaExpr items = expressions.tuple(false);
        boolean soft = names.soften(false);
        JinjaExpr test = tokens.skipName("if") ? expressions.expression() : null;
        boolean recursive = tokens.skipName("recursive");
        tokens.expect(Kind.BLOCK_END);
        loops++;
        boolean outerCaptured = captured;
        captured |= recursive;
        names.enterLoop();
        JinjaBody body = until("for", Set.of("endfor", "else"));
        boolean extended = names.leaveLoop() || recursive;
        captured = outerCaptured;
        loops--;
        JinjaBody otherwise = JinjaBody.EMPTY;
        if (tokens.next().isName("else")) {
            tokens.expect(Kind.BLOCK_END);
            otherwise = until("for", Set.of("endfor"));
            tokens.next();
        }
        names.soften(soft);
        fors--;
        return new JinjaStmt.For(target, items, test, body, otherwise, recursive, extended, line, column);
    }

    private JinjaStmt conditional(int line, int column) {
        List<JinjaExpr> tests = new ArrayList<>();
        List<JinjaBody> bodies = new ArrayList<>();
        boolean soft = names.soften(true);
        while (true) {
            tests.add(expressions.tuple(false));
            tokens.expect(Kind.BLOCK_END);
            bodies.add(until("if", Set.of("elif", "else", "endif")));
            JinjaToken tag = tokens.next();
            if (tag.isName("elif")) {
                continue;
            }
            if (tag.isName("else")) {
                tokens.expect(Kind.BLOCK_END);
                bodies.add(until("if", Set.of("endif")));
                tokens.next();
            } else {
                bodies.add(JinjaBody.EMPTY);
            }
            names.soften(soft);
            return new JinjaStmt.If(tests, bodies, line, column);
        }
    }

    private JinjaStmt set(int line, int column) {
        JinjaTarget target = target(true);
        if (tokens.skip("=")) {
            return new JinjaStmt.Assign(target, expressions.tuple(true), line, column);
        }
        boolean soft = names.soften(false);
        JinjaExpr.Filter filter = tokens.skip("|") ? expressions.blockFilter() : null;
        JinjaBody body = capturedRest("set", true);
        names.soften(soft);
        return new JinjaStmt.AssignBlock(target, filter, body, line, column);
    }

    /** Reads what a value is put into: names, also several and nested ones; attributes of namespaces if allowed. */
    private JinjaTarget target(boolean fields) {
        List<JinjaTarget> all = new ArrayList<>();
        boolean several = false;
        while (true) {
            all.add(oneTarget(fields));
            if (!tokens.skip(",")) {
                break;
            }
            several = true;
            if (tokens.current().is("=")
                    || tokens.current().is(")")
                    || tokens.current().kind() == Kind.BLOCK_END) {
                break;
            }
            if (tokens.current().isName("in")) {
                throw tokens.fault("a comma is not expected before 'in'");
            }
        }
        return several ? new JinjaTarget.Several(all) : all.get(0);
    }

    private JinjaTarget oneTarget(boolean fields) {
        if (tokens.skip("(")) {
            tokens.deeper();
            JinjaTarget inner = target(fields);
            tokens.shallower();
            tokens.expect(")");
            return inner;
        }
        if (tokens.current().kind() != Kind.NAME) {
            throw tokens.fault("can't assign to '" + tokens.current().described() + "'");
        }
        if (fields && tokens.ahead().is(".")) {
            String owner = tokens.next().text();
            tokens.next();
            return new JinjaTarget.Field(owner, tokens.expect(Kind.NAME).text());
        }
        JinjaToken at = tokens.current();
        String variable = targetName();
        if (fors > 0 && variable.equals("loop")) {
            throw JinjaFault.syntax("Can't assign to special loop variable in for-loop", at.line(), at.column());
        }
        return new JinjaTarget.Variable(variable);
    }

    private String targetName() {
        JinjaToken token = tokens.expect(Kind.NAME);
        if (CONSTANTS.contains(token.text())) {
            throw JinjaFault.syntax("can't assign to '" + token.text() + "'", token.line(), token.column());
        }
        return token.text();
    }

    private JinjaStmt with(int line, int column) {
        List<JinjaTarget> targets = new ArrayList<>();
        List<JinjaExpr> values = new ArrayList<>();
        while (tokens.current().kind() != Kind.BLOCK_END) {
            if (!targets.isEmpty()) {
                tokens.expect(",");
            }
            targets.add(oneTarget(false));
            tokens.expect("=");
            values.add(expressions.expression());
        }
        return new JinjaStmt.With(targets, values, hardRest("with"), line, column);
    }

    private JinjaStmt.Macro macro(int line, int column) {
        String macroName = targetName();
        List<String> parameters = new ArrayList<>();
        names.enterMacro();
        boolean soft = names.soften(false);
        List<Optional<JinjaExpr>> defaults = signature(parameters);
        JinjaBody body = macroBody("macro");
        names.soften(soft);
        return new JinjaStmt.Macro(macroName, parameters, defaults, names.leaveMacro(), body, line, column);
    }

    private JinjaBody macroBody(String tag) {
        int outerLoops = loops;
        loops = 0;
        boolean soft = names.soften(false);
        JinjaBody body = capturedRest(tag, !tag.equals("block"));
        names.soften(soft);
        loops = outerLoops;
        return body;
    }

    private JinjaBody capturedRest(String tag, boolean isCaptured) {
        boolean outer = captured;
        captured = isCaptured;
        JinjaBody body = rest(tag);
        captured = outer;
        return body;
    }

    private List<Optional<JinjaExpr>> signature(List<String> parameters) {
        List<Optional<JinjaExpr>> defaults = new ArrayList<>();
        boolean defaulted = false;
        tokens.expect("(");
        while (!tokens.current().is(")")) {
            if (!parameters.isEmpty()) {
                tokens.expect(",");
            }
            parameters.add(targetName());
            if (tokens.skip("=")) {
                defaulted = true;
                defaults.add(Optional.of(expressions.expression()));
            } else if (defaulted) {
                throw tokens.fault("non-default argument follows default argument");
            } else {
                defaults.add(Optional.empty());
            }
        }
        tokens.expect(")");
        return defaults;
    }

    private JinjaStmt call(int line, int column) {
        List<String> parameters = new ArrayList<>();
        boolean soft = names.soften(false);
        List<Optional<JinjaExpr>> defaults = tokens.current().is("(") ? signature(parameters) : List.of();
        names.soften(soft);
        JinjaExpr target = expressions.expression();
        if (!(target instanceof JinjaExpr.Call call)) {
            throw tokens.fault("expected call");
        }
        names.enterMacro();
        JinjaBody body = macroBody("call");
        JinjaStmt.Macro caller = new JinjaStmt.Macro("", parameters, defaults, names.leaveMacro(), body, line, column);
        return new JinjaStmt.CallBlock(call, caller, line, column);
    }

    private JinjaStmt filterBlock(int line, int column) {
        boolean soft = names.soften(false);
        JinjaExpr.Filter filter = expressions.blockFilter();
        JinjaBody body = capturedRest("filter", true);
        names.soften(soft);
        return new JinjaStmt.FilterBlock(filter, body, line, column);
    }

    private JinjaStmt block(int line, int column) {
        String blockName = tokens.expect(Kind.NAME).text();
        boolean scoped = tokens.skipName("scoped");
        boolean required = tokens.skipName("required");
        if (tokens.current().is("-")) {
            throw tokens.fault("Block names may not contain hyphens, use an underscore instead.");
        }
        if (blocks.containsKey(blockName)) {
            throw tokens.fault("block '" + blockName + "' defined twice");
        }
        JinjaStmt.Block place = new JinjaStmt.Block(blockName, scoped, required, JinjaBody.EMPTY, line, column);
        blocks.put(blockName, place);
        if (scoped) {
            names.extendLoops();
        }
        names.enterBlock();
        JinjaBody body = macroBody("block");
        names.leaveBlock();
        if (required && !body.statements().stream().allMatch(JinjaParser::isBlank)) {
            throw JinjaFault.syntax("Required blocks can only contain comments or whitespace", line, column);
        }
        tokens.skipName(blockName);
        JinjaStmt.Block block = new JinjaStmt.Block(blockName, scoped, required, body, line, column);
        blocks.put(blockName, block);
        return block;
    }

    private static boolean isBlank(JinjaStmt statement) {
        return statement instanceof JinjaStmt.Data data && data.text().isBlank();
    }

    private JinjaStmt printTag(int line, int column) {
        List<JinjaExpr> parts = new ArrayList<>();
        while (tokens.current().kind() != Kind.BLOCK_END) {
            if (!parts.isEmpty()) {
                tokens.expect(",");
            }
            parts.add(expressions.expression());
        }
        return new JinjaStmt.Print(new JinjaExpr.Concat(parts), line, column);
    }

    private JinjaStmt include(int line, int column) {
        JinjaExpr template = expressions.expression();
        boolean ignore = tokens.current().isName("ignore") && tokens.ahead().isName("missing");
        if (ignore) {
            tokens.next();
            tokens.next();
        }
        return new JinjaLink.Include(template, ignore, context(true), captured, line, column);
    }

    private boolean context(boolean otherwise) {
        boolean with = tokens.current().isName("with");
        boolean stated =
                (with || tokens.current().isName("without")) && tokens.ahead().isName("context");
        if (stated) {
            tokens.next();
            tokens.next();
        }
        return stated ? with : otherwise;
    }

    private JinjaStmt importAs(int line, int column) {
        JinjaExpr template = expressions.expression();
        tokens.expectName("as");
        String target = targetName();
        return new JinjaLink.Import(template, target, context(false), line, column);
    }

    private JinjaStmt fromImport(int line, int column) {
        JinjaExpr template = expressions.expression();
        tokens.expectName("import");
        List<String> imported = new ArrayList<>();
        List<String> targets = new ArrayList<>();
        while (!atContext()) {
            if (tokens.current().kind() != Kind.NAME) {
                throw tokens.expected("'name'");
            }
            String wanted = targetName();
            if (wanted.startsWith("_")) {
                throw tokens.fault("names starting with an underline can not be imported");
            }
            imported.add(wanted);
            targets.add(tokens.skipName("as") ? targetName() : wanted);
            if (!tokens.skip(",")) {
                break;
            }
        }
        return new JinjaLink.FromImport(template, imported, targets, context(false), line, column);
    }

    private boolean atContext() {
        return (tokens.current().isName("with") || tokens.current().isName("without"))
                && tokens.ahead().isName("context");
    }
}
