/** Log lines that devices print between everything else: knowing them, and judging an answer without them. */
@NullMarked
package io.netstacks.core.internal.syslog;

import org.jspecify.annotations.NullMarked;
