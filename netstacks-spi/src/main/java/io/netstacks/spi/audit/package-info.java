/** What was done, by whom and to what: the log that people ask afterwards. */
@NullMarked
package io.netstacks.spi.audit;

import org.jspecify.annotations.NullMarked;
