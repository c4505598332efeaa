/** What a task is, who can do it, and how it runs: requests, operations, handles. */
@NullMarked
package io.netstacks.tasks.run;

import org.jspecify.annotations.NullMarked;
