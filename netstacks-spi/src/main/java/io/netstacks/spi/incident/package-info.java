/** Alerts that other systems send, and the incidents that people work on. */
@NullMarked
package io.netstacks.spi.incident;

import org.jspecify.annotations.NullMarked;
