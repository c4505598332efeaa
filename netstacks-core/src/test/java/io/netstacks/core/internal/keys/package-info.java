/** Which keys a line is typed with. */
@NullMarked
package io.netstacks.core.internal.keys;

import org.jspecify.annotations.NullMarked;
