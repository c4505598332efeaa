/** Backups of configurations: run, compare, keep, clean up. */
@NullMarked
package io.netstacks.core.backup;

import org.jspecify.annotations.NullMarked;
