package io.netstacks.core.internal.jinja;

import io.netstacks.core.internal.jinja.JinjaToken.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads expressions, by the precedence that Jinja2 gives its operators. */
final class JinjaExpressionParser {

    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final JinjaTokens tokens;
    private final ParseScope names;

    JinjaExpressionParser(JinjaTokens tokens, ParseScope names) {
        this.tokens = tokens;
        this.names = names;
    }

    /** Reads an expression that may be a list of several, which is a tuple. */
    JinjaExpr tuple(boolean conditional) {
        return tuple(conditional, false);
    }

    private JinjaExpr tuple(boolean conditional, boolean parentheses) {
        List<JinjaExpr> all = new ArrayList<>();
        boolean several = false;
        while (true) {
            if (!all.isEmpty()) {
                tokens.expect(",");
            }
            if (atTupleEnd()) {
                break;
            }
            all.add(conditional ? expression() : or());
            if (!tokens.current().is(",")) {
                break;
            }
            several = true;
        }
        if (!several && all.size() == 1) {
            return all.get(0);
        }
        if (!several && !parentheses) {
            throw tokens.fault(
                    "Expected an expression, got '" + tokens.current().described() + "'");
        }
        return new JinjaExpr.Items(true, all);
    }

    private boolean atTupleEnd() {
        Kind kind = tokens.current().kind();
        return kind == Kind.VARIABLE_END
                || kind == Kind.BLOCK_END
                || tokens.current().is(")");
    }

    JinjaExpr expression() {
        tokens.deeper();
        boolean soft = names.soften(names.soft());
        int unknown = names.unknown();
        JinjaExpr left = or();
        int line = tokens.current().line();
        while (tokens.skipName("if")) {
            names.soften(true);
            names.forgiveSince(unknown);
            JinjaExpr test = or();
            JinjaExpr otherwise = tokens.skipName("else") ? expression() : null;
            left = new JinjaExpr.Conditional(test, left, otherwise, line);
        }
        names.soften(soft);
        tokens.shallower();
        return left;
    }

    private JinjaExpr or() {
        JinjaExpr left = and();
        while (tokens.skipName("or")) {
            left = new JinjaExpr.Logic(false, left, and());
        }
        return left;
    }

    private JinjaExpr and() {
        JinjaExpr left = not();
        while (tokens.skipName("and")) {
            left = new JinjaExpr.Logic(true, left, not());
        }
        return left;
    }

    private JinjaExpr not() {
        if (tokens.current().isName("not")) {
            tokens.next();
            tokens.deeper();
            JinjaExpr operand = not();
            tokens.shallower();
            return new JinjaExpr.Unary("not", operand);
        }
        return compare();
    }

    private JinjaExpr compare() {
        JinjaExpr first = sum();
        List<String> operators = new ArrayList<>();
        List<JinjaExpr> others = new ArrayList<>();
        while (true) {
            JinjaToken token = tokens.current();
            if (token.kind() == Kind.OPERATOR && COMPARISONS.contains(token.text())) {
                operators.add(tokens.next().text());
            } else if (tokens.skipName("in")) {
                operators.add("in");
            } else if (token.isName("not") && tokens.ahead().isName("in")) {
                tokens.next();
                tokens.next();
                operators.add("not in");
            } else {
                break;
            }
            others.add(sum());
        }
        return others.isEmpty() ? first : new JinjaExpr.Compare(first, operators, others);
    }

    private JinjaExpr sum() {
        JinjaExpr left = concat();
        while (tokens.current().is("+") || tokens.current().is("-")) {
            left = new JinjaExpr.Binary(tokens.next().text(), left, concat());
        }
        return left;
    }

    private JinjaExpr concat() {
        List<JinjaExpr> parts = new ArrayList<>();
        parts.add(product());
        while (tokens.skip("~")) {
            parts.add(product());
        }
        return parts.size() == 1 ? parts.get(0) : new JinjaExpr.Concat(parts);
    }

    private JinjaExpr product() {
        JinjaExpr left = power();
        while (tokens.current().is("*")
                || tokens.current().is("/")
                || tokens.current().is("//")
                || tokens.current().is("%")) {
            left = new JinjaExpr.Binary(tokens.next().text(), left, power());
        }
        return left;
    }

    private JinjaExpr power() {
        JinjaExpr left = unary(true);
        while (tokens.skip("**")) {
            left = new JinjaExpr.Binary("**", left, unary(true));
        }
        return left;
    }

    JinjaExpr unary(boolean withFilters) {
        tokens.deeper();
        JinjaExpr value;
        if (tokens.current().is("-") || tokens.current().is("+")) {
            String operator = tokens.next().text();
            value = new JinjaExpr.Unary(operator, unary(false));
        } else {
            value = primary();
        }
        value = postfix(value);
        if (withFilters) {
            value = filtersAndTests(value);
        }
        tokens.shallower();
        return value;
    }

    private JinjaExpr primary() {
        JinjaToken token = tokens.next();
        return switch (token.kind()) {
            case NAME -> name(token);
            case STRING -> text(token);
            case INTEGER -> new JinjaExpr.Const(integer(token));
            case FLOAT -> new JinjaExpr.Const(Double.parseDouble(token.text().replace("_", "")));
            case OPERATOR -> container(token);
            default -> throw unexpected(token);
        };
    }

    private JinjaExpr name(JinjaToken token) {
        return switch (token.text()) {
            case "true", "True" -> new JinjaExpr.Const(true);
            case "false", "False" -> new JinjaExpr.Const(false);
            case "none", "None" -> new JinjaExpr.Const(PyNone.NONE);
            default -> {
                names.use(token.text());
                yield new JinjaExpr.Name(token.text(), token.line(), token.column());
            }
        };
    }

    private JinjaExpr text(JinjaToken first) {
        StringBuilder all = new StringBuilder(first.text());
        while (tokens.current().kind() == Kind.STRING) {
            all.append(tokens.next().text());
        }
        return new JinjaExpr.Const(all.toString().intern());
    }

    private static Object integer(JinjaToken token) {
        String digits = token.text().replace("_", "");
        int radix = digits.length() < 2 ? 10 : "bBoOxX".indexOf(digits.charAt(1)) < 0 ? 10 : radix(digits.charAt(1));
        return PyInt.parse(radix == 10 ? digits : digits.substring(2), radix);
    }

    private static int radix(char letter) {
        return letter == 'x' || letter == 'X' ? 16 : letter == 'o' || letter == 'O' ? 8 : 2;
    }

    private JinjaExpr container(JinjaToken token) {
        switch (token.text()) {
            case "(" -> {
                JinjaExpr inner = tuple(true, true);
                tokens.expect(")");
                return inner;
            }
            case "[" -> {
                return list();
            }
            case "{" -> {
                return dict();
            }
            default -> throw unexpected(token);
        }
    }

    private static JinjaFault unexpected(JinjaToken token) {
        return JinjaFault.syntax("unexpected '" + token.described() + "'", token.line(), token.column());
    }

    private JinjaExpr list() {
        List<JinjaExpr> items = new ArrayList<>();
        while (!tokens.current().is("]")) {
            if (!items.isEmpty()) {
                tokens.expect(",");
            }
            if (tokens.current().is("]")) {
                break;
            }
            items.add(expression());
        }
        tokens.expect("]");
        return new JinjaExpr.Items(false, items);
    }

    private JinjaExpr dict() {
        List<JinjaExpr> keys = new ArrayList<>();
        List<JinjaExpr> values = new ArrayList<>();
        while (!tokens.current().is("}")) {
            if (!keys.isEmpty()) {
                tokens.expect(",");
            }
            if (tokens.current().is("}")) {
                break;
            }
            keys.add(expression());
            tokens.expect(":");
            values.add(expression());
        }
        tokens.expect("}");
        return new JinjaExpr.Dict(keys, values);
    }

    /** Reads attributes, items and calls behind a value. */
    JinjaExpr postfix(JinjaExpr target) {
        JinjaExpr value = target;
        while (true) {
            if (tokens.skip(".")) {
                value = attribute(value);
            } else if (tokens.skip("[")) {
                value = subscript(value);
            } else if (tokens.current().is("(")) {
                value = new JinjaExpr.Call(value, arguments());
            } else {
                return value;
            }
        }
    }

    private JinjaExpr attribute(JinjaExpr target) {
        JinjaToken token = tokens.next();
        if (token.kind() == Kind.NAME) {
            return new JinjaExpr.Attribute(target, token.text());
        }
        if (token.kind() == Kind.INTEGER) {
            return new JinjaExpr.Subscript(target, new JinjaExpr.Const(integer(token)));
        }
        throw JinjaFault.syntax("expected name or number", token.line(), token.column());
    }

    private JinjaExpr subscript(JinjaExpr target) {
        List<JinjaExpr> keys = new ArrayList<>();
        while (!tokens.current().is("]")) {
            if (!keys.isEmpty()) {
                tokens.expect(",");
            }
            keys.add(key());
        }
        tokens.expect("]");
        return new JinjaExpr.Subscript(target, keys.size() == 1 ? keys.get(0) : new JinjaExpr.Items(true, keys));
    }

    private JinjaExpr key() {
        JinjaExpr none = new JinjaExpr.Const(PyNone.NONE);
        JinjaExpr start = none;
        if (!tokens.current().is(":")) {
            start = expression();
            if (!tokens.current().is(":")) {
                return start;
            }
        }
        tokens.expect(":");
        JinjaExpr stop = atBound() ? expression() : none;
        JinjaExpr step = tokens.skip(":") && atBound() ? expression() : none;
        return new JinjaExpr.Slice(start, stop, step);
    }

    private boolean atBound() {
        JinjaToken token = tokens.current();
        return !token.is(":") && !token.is("]") && !token.is(",");
    }

    private JinjaExpr filtersAndTests(JinjaExpr target) {
        JinjaExpr value = target;
        while (true) {
            if (tokens.current().is("|")) {
                value = filter(value);
            } else if (tokens.current().isName("is")) {
                value = test(value);
            } else if (tokens.current().is("(")) {
                value = new JinjaExpr.Call(value, arguments());
            } else {
                return value;
            }
        }
    }

    /** Reads filters behind their bars. */
    JinjaExpr filter(@Nullable JinjaExpr target) {
        JinjaExpr value = target;
        while (tokens.skip("|")) {
            value = oneFilter(value);
        }
        return Objects.requireNonNull(value);
    }

    /** Reads a chain of filters, the first without its bar, on the text of a block. */
    JinjaExpr.Filter blockFilter() {
        return (JinjaExpr.Filter) filter(oneFilter(null));
    }

    private JinjaExpr oneFilter(@Nullable JinjaExpr target) {
        JinjaToken at = tokens.current();
        String name = dottedName();
        names.checkFilter(name, at);
        JinjaExpr.Arguments arguments = tokens.current().is("(") ? arguments() : JinjaExpr.Arguments.NONE;
        return new JinjaExpr.Filter(name, target, arguments);
    }

    private String dottedName() {
        StringBuilder name = new StringBuilder(tokens.expect(Kind.NAME).text());
        while (tokens.skip(".")) {
            name.append('.').append(tokens.expect(Kind.NAME).text());
        }
        return name.toString();
    }

    private JinjaExpr test(JinjaExpr target) {
        tokens.expectName("is");
        boolean negated = tokens.skipName("not");
        JinjaToken at = tokens.current();
        String name = dottedName();
        names.checkTest(name, at);
        JinjaExpr.Arguments arguments = JinjaExpr.Arguments.NONE;
        if (tokens.current().is("(")) {
            arguments = arguments();
        } else if (atTestArgument()) {
            if (tokens.current().isName("is")) {
                throw tokens.fault("You cannot chain multiple tests with is");
            }
            arguments = new JinjaExpr.Arguments(List.of(postfix(primary())), Map.of(), null, null);
        }
        JinjaExpr test = new JinjaExpr.Test(name, target, arguments);
        return negated ? new JinjaExpr.Unary("not", test) : test;
    }

    private boolean atTestArgument() {
        JinjaToken token = tokens.current();
        return switch (token.kind()) {
            case NAME -> !token.isName("else") && !token.isName("or") && !token.isName("and");
            case STRING, INTEGER, FLOAT -> true;
            default -> token.is("[") || token.is("{");
        };
    }

    private JinjaExpr.Arguments arguments() {
        List<JinjaExpr> values = new ArrayList<>();
        Map<String, JinjaExpr> named = new LinkedHashMap<>();
        JinjaExpr list = null;
        JinjaExpr dict = null;
        tokens.expect("(");
        boolean first = true;
        while (!tokens.current().is(")")) {
            if (!first) {
                tokens.expect(",");
                if (tokens.current().is(")")) {
                    break;
                }
            }
            first = false;
            if (tokens.skip("*")) {
                ensure(list == null && dict == null);
                list = expression();
            } else if (tokens.skip("**")) {
                ensure(dict == null);
                dict = expression();
            } else if (tokens.current().kind() == Kind.NAME && tokens.ahead().is("=")) {
                ensure(dict == null);
                String name = tokens.next().text();
                tokens.next();
                if (named.put(name, expression()) != null) {
                    throw tokens.fault("keyword argument repeated: " + name);
                }
            } else {
                ensure(list == null && dict == null && named.isEmpty());
                values.add(expression());
            }
        }
        tokens.expect(")");
        return new JinjaExpr.Arguments(values, named, list, dict);
    }

    private void ensure(boolean valid) {
        if (!valid) {
            throw tokens.fault("invalid syntax for function call expression");
        }
    }
}
