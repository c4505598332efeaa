/** What all storages need: keys that protect secrets at rest, pages, times, checks of versions and claims. */
@NullMarked
package io.netstacks.core.store;

import org.jspecify.annotations.NullMarked;
