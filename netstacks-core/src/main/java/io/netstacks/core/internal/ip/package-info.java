/** IP addresses and networks as values, for the engines that compute with them. */
@NullMarked
package io.netstacks.core.internal.ip;

import org.jspecify.annotations.NullMarked;
