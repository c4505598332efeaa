/** How news reaches the host. */
@NullMarked
package io.netstacks.core.event;

import org.jspecify.annotations.NullMarked;
