/** Tasks of several processes on one PostgreSQL: db-scheduler picks the device, a lease with a number guards each write. */
@NullMarked
package io.netstacks.adapter.dbscheduler;

import org.jspecify.annotations.NullMarked;
