/**
 * The TextFSM engine: reads templates into states and rules, and runs them over text. Knows neither files nor the types that
 * callers see.
 */
@NullMarked
package io.netstacks.core.internal.textfsm;

import org.jspecify.annotations.NullMarked;
