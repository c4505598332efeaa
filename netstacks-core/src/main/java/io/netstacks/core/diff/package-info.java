/** Configurations side by side: what changed, line by line and section by section, and how it is shown. */
@NullMarked
package io.netstacks.core.diff;

import org.jspecify.annotations.NullMarked;
