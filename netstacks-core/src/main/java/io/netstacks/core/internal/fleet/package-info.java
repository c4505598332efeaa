/** How work is spread over devices. */
@NullMarked
package io.netstacks.core.internal.fleet;

import org.jspecify.annotations.NullMarked;
