/** When work is due, what is to be done then, and who may do it: schedules, scheduled operations, claims, runs. */
@NullMarked
package io.netstacks.spi.schedule;

import org.jspecify.annotations.NullMarked;
