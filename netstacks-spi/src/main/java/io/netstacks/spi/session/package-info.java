/** The conversation with one device, and the ports by which others get one. */
@NullMarked
package io.netstacks.spi.session;

import org.jspecify.annotations.NullMarked;
