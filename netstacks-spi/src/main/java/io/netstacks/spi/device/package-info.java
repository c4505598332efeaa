/** What a device is, which devices are meant, and where devices and credentials come from. */
@NullMarked
package io.netstacks.spi.device;

import org.jspecify.annotations.NullMarked;
