/** Reads platform files: YAML with places, layers of files, checks against samples, and what comes out of them. */
@NullMarked
package io.netstacks.core.internal.platform;

import org.jspecify.annotations.NullMarked;
