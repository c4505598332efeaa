/** What is asked of a device and what it answers: commands that read, dialogues, results. */
@NullMarked
package io.netstacks.spi.command;

import org.jspecify.annotations.NullMarked;
