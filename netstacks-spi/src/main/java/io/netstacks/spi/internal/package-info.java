/** What several areas compute with and nobody else needs. */
@NullMarked
package io.netstacks.spi.internal;

import org.jspecify.annotations.NullMarked;
