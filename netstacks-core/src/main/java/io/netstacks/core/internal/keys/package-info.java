/** What is typed for a line, where line editors act on some keys at once. */
@NullMarked
package io.netstacks.core.internal.keys;

import org.jspecify.annotations.NullMarked;
