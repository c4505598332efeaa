/** What happens, as meters of a Micrometer registry that the host has. */
@NullMarked
package io.netstacks.adapter.micrometer;

import org.jspecify.annotations.NullMarked;
