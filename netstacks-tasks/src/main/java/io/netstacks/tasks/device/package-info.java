/** The tasks on one device: read, change, check, reach. */
@NullMarked
package io.netstacks.tasks.device;

import org.jspecify.annotations.NullMarked;
