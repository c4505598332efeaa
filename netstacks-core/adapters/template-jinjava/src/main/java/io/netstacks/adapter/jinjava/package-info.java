/** HubSpot's jinjava behind the port for template engines, for hosts that have templates written for it. */
@NullMarked
package io.netstacks.adapter.jinjava;

import org.jspecify.annotations.NullMarked;
