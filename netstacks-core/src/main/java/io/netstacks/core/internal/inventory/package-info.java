/** How inventories are read from files. */
@NullMarked
package io.netstacks.core.internal.inventory;

import org.jspecify.annotations.NullMarked;
