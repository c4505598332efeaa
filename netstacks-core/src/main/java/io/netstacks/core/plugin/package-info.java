/** What was found on the class path, what is used, what was refused and why. */
@NullMarked
package io.netstacks.core.plugin;

import org.jspecify.annotations.NullMarked;
