/** Which tools there are, who sees them, and how a call is checked. */
@NullMarked
package io.netstacks.agent.registry;

import org.jspecify.annotations.NullMarked;
