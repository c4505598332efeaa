/** Work with a record: submitted, queued per device, bounded in time, kept in a history. */
@NullMarked
package io.netstacks.tasks;

import org.jspecify.annotations.NullMarked;
