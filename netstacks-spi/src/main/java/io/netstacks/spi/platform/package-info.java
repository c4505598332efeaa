/** The facts of one network operating system, as data: prompts, dialogues, paging, modes, saving, committing, errors. */
@NullMarked
package io.netstacks.spi.platform;

import org.jspecify.annotations.NullMarked;
