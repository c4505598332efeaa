/**
 * Finding templates: the index that maps platforms and commands to them, and the places where they are kept. Formats as in
 * clitable of TextFSM 2.1 and in ntc-templates.
 */
@NullMarked
package io.netstacks.core.internal.clitable;

import org.jspecify.annotations.NullMarked;
