package io.netstacks.core.internal.jinja;

import java.math.BigInteger;
import java.util.List;

/** Names and kinds of values, as Python calls them. */
final class PyTypes {

    private PyTypes() {}

    static String name(Object value) {
        if (value instanceof String) {
            return "str";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        if (isInt(value)) {
            return "int";
        }
        if (value instanceof Double) {
            return "float";
        }
        if (value instanceof List) {
            return "list";
        }
        if (value instanceof PyDict) {
            return "dict";
        }
        return otherName(value);
    }

    private static String otherName(Object value) {
        if (value == PyNone.NONE) {
            return "NoneType";
        }
        if (value instanceof PyTuple) {
            return "tuple";
        }
        if (value instanceof JinjaUndefined) {
            return "Undefined";
        }
        if (value instanceof PyIterator) {
            return "generator";
        }
        if (value instanceof PyRange) {
            return "range";
        }
        if (value instanceof PyView pyView) {
            return pyView.kind().typeName();
        }
        if (value instanceof JinjaObject jinjaObject) {
            return jinjaObject.typeName();
        }
        return value instanceof JinjaCallable ? "function" : value.getClass().getSimpleName();
    }

    /** Tells whether it is a whole number; a boolean is none here. */
    static boolean isInt(Object value) {
        return value instanceof Long || value instanceof BigInteger;
    }

    /** Tells whether it counts as a whole number in arithmetic. */
    static boolean isIntLike(Object value) {
        return value instanceof Long || value instanceof BigInteger || value instanceof Boolean;
    }

    static boolean isNumber(Object value) {
        return value instanceof Long
                || value instanceof Double
                || value instanceof BigInteger
                || value instanceof Boolean;
    }

    static boolean isText(Object value) {
        return value instanceof String || value instanceof Markup;
    }
}
