/** Inventories in the layouts of several tools: read from files and from NetBox, asked by queries, and written. */
@NullMarked
package io.netstacks.core.internal.inventory;

import org.jspecify.annotations.NullMarked;
