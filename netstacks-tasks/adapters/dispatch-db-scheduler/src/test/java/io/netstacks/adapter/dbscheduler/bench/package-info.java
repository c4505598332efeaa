/** How fast tasks are dispatched, measured by hand. */
@NullMarked
package io.netstacks.adapter.dbscheduler.bench;

import org.jspecify.annotations.NullMarked;
