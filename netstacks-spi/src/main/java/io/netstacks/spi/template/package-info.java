/** Configuration templates: what is kept of them with every version, rendering them, and where included ones come from. */
@NullMarked
package io.netstacks.spi.template;

import org.jspecify.annotations.NullMarked;
