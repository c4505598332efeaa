/** Telnet (RFC 854) as a second transport: option negotiation below, the login is a dialogue above. */
@NullMarked
package io.netstacks.core.internal.telnet;

import org.jspecify.annotations.NullMarked;
