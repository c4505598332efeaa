/** The stores that live in memory: sorted tables under one lock, with a journal that can undo. */
@NullMarked
package io.netstacks.core.internal.store;

import org.jspecify.annotations.NullMarked;
