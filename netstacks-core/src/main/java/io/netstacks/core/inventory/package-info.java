/** Which devices there are, and ready-made sources of them. */
@NullMarked
package io.netstacks.core.inventory;

import org.jspecify.annotations.NullMarked;
