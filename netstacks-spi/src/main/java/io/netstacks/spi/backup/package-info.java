/** Stored configurations: one text of one device, the set of one run, and where they are kept. */
@NullMarked
package io.netstacks.spi.backup;

import org.jspecify.annotations.NullMarked;
