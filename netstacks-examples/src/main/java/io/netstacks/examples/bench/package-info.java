/** Measures the library against a farm of simulated devices. */
@NullMarked
package io.netstacks.examples.bench;

import org.jspecify.annotations.NullMarked;
