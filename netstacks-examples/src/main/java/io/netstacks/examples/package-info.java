/** See it run: the quick start, and a command line over the library. */
@NullMarked
package io.netstacks.examples;

import org.jspecify.annotations.NullMarked;
