/** Changes of a configuration, line by line, with a report of what the device took. */
@NullMarked
package io.netstacks.core.internal.change;

import org.jspecify.annotations.NullMarked;
