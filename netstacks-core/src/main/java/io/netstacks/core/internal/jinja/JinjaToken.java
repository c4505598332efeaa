package io.netstacks.core.internal.jinja;

/**
 * One piece of a template.
 *
 * @param text what it says: data, a name, the value of a string, the digits of a number, the sign of an operator
 * @param line from 1
 * @param column from 1
 */
record JinjaToken(Kind kind, String text, int line, int column) {

    enum Kind {
        DATA("template data / text"),
        BLOCK_BEGIN("begin of statement block"),
        BLOCK_END("end of statement block"),
        VARIABLE_BEGIN("begin of print statement"),
        VARIABLE_END("end of print statement"),
        NAME("name"),
        STRING("string"),
        INTEGER("integer"),
        FLOAT("float"),
        OPERATOR("operator"),
        EOF("end of template");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }

        String shown() {
            return shown;
        }
    }

    boolean is(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    /** Returns how messages call it. */
    String described() {
        return kind == Kind.NAME || kind == Kind.OPERATOR ? text : kind.shown();
    }
}
