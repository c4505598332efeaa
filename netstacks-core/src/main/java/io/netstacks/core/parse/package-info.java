/**
 * Turning what devices print into rows: TextFSM templates on their own, tables from several of them, libraries of them in the
 * layout of ntc-templates, and one parser that finds the right one by platform and command.
 */
@NullMarked
package io.netstacks.core.parse;

import org.jspecify.annotations.NullMarked;
