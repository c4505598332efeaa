/** Three processes that share their tasks, and what becomes of the tasks when one of them is killed. */
@NullMarked
package io.netstacks.examples.cluster;

import org.jspecify.annotations.NullMarked;
