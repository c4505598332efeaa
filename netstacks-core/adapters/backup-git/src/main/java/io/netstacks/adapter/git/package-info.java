/** The history of backups as a git repository for people's own tools, and histories of others taken in. */
@NullMarked
package io.netstacks.adapter.git;

import org.jspecify.annotations.NullMarked;
