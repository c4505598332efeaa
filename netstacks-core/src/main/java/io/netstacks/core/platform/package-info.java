/** The catalogue of known network operating systems, and how one is recognised. */
@NullMarked
package io.netstacks.core.platform;

import org.jspecify.annotations.NullMarked;
