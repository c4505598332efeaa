/** Proves that simulated devices do what their scripts say, with a real SSH client and with raw sockets. */
@NullMarked
package io.netstacks.testkit.fake;

import org.jspecify.annotations.NullMarked;
