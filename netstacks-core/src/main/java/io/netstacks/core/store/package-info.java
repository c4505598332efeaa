/** Ready storage: everything in memory, the keys that protect secrets at rest, and what a storage adapter needs. */
@NullMarked
package io.netstacks.core.store;

import org.jspecify.annotations.NullMarked;
