/** Work on many devices at once: a runner that knows nothing of the work, and results in the order of the devices. */
@NullMarked
package io.netstacks.core.fleet;

import org.jspecify.annotations.NullMarked;
