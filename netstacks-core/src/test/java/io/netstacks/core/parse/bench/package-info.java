/** Measures the TextFSM engine, alone with JMH and beside Python's with a driver; nothing here is run by the build. */
@NullMarked
package io.netstacks.core.parse.bench;

import org.jspecify.annotations.NullMarked;
