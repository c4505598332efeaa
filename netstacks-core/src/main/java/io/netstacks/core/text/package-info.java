/** Text that goes out: masked, serialised, compared with what was meant. */
@NullMarked
package io.netstacks.core.text;

import org.jspecify.annotations.NullMarked;
