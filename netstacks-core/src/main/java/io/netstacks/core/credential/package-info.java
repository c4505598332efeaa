/** Ready-made sources of credentials and of the secrets that settings refer to. */
@NullMarked
package io.netstacks.core.credential;

import org.jspecify.annotations.NullMarked;
