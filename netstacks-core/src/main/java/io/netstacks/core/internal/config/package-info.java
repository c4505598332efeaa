/** How configurations are compared and checked. */
@NullMarked
package io.netstacks.core.internal.config;

import org.jspecify.annotations.NullMarked;
