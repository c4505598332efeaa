/** The command line: what the library does, for people and scripts. */
@NullMarked
package io.netstacks.examples.cli;

import org.jspecify.annotations.NullMarked;
