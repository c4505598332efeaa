/**
 * What a host and a plug-in author test with: contract kits that a provider's test extends, secrets that must not leak,
 * and a clock that stands still until it is told to move. Simulated devices are in {@code io.netstacks.testkit.fake}.
 */
@NullMarked
package io.netstacks.testkit;

import org.jspecify.annotations.NullMarked;
