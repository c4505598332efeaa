/** Work on a schedule: create it, pause it, ask for it, see what came of it, and the check that begins what is due. */
@NullMarked
package io.netstacks.tasks.schedule;

import org.jspecify.annotations.NullMarked;
