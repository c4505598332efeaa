/** The tasks on stored configurations: take, check, clean up. */
@NullMarked
package io.netstacks.tasks.backup;

import org.jspecify.annotations.NullMarked;
