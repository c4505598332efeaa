/** The conversation with one device: bytes become lines, lines become prompts, echoes, questions and answers. */
@NullMarked
package io.netstacks.core.internal.cli;

import org.jspecify.annotations.NullMarked;
