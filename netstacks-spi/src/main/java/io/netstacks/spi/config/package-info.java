/** Configurations and changes of them: text that hides itself, lines, outcomes, differences, assertions. */
@NullMarked
package io.netstacks.spi.config;

import org.jspecify.annotations.NullMarked;
