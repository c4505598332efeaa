/** How sessions with devices behave: the settings that a host may change. */
@NullMarked
package io.netstacks.core.session;

import org.jspecify.annotations.NullMarked;
