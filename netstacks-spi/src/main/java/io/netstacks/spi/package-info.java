/** What every area shares: the provider contract, settings, secrets, deadlines, and who acts. Knows nobody. */
@NullMarked
package io.netstacks.spi;

import org.jspecify.annotations.NullMarked;
