/** The main job in one run: devices, backups, a change, the difference. */
@NullMarked
package io.netstacks.examples.quickstart;

import org.jspecify.annotations.NullMarked;
