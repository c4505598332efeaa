/** How providers are found, chosen and asked, one at a time, so that a broken one cannot hide the others. */
@NullMarked
package io.netstacks.core.internal.plugin;

import org.jspecify.annotations.NullMarked;
