/** Tasks of several processes over one PostgreSQL: db-scheduler leases and wakes, the queue table holds the requests. */
@NullMarked
package io.netstacks.adapter.dbscheduler;

import org.jspecify.annotations.NullMarked;
