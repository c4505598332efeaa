/**
 * Regular expressions in Python's {@code re} dialect, run by {@code java.util.regex}: parsed and checked by Python's rules,
 * rewritten so that they mean the same here, and matched under a deadline that interrupts a runaway pattern. For the engines
 * whose templates are written in that dialect.
 */
@NullMarked
package io.netstacks.core.internal.pyregex;

import org.jspecify.annotations.NullMarked;
