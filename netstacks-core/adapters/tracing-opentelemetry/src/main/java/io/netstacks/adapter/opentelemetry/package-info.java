/** What happens, as spans of an OpenTelemetry that the host has. */
@NullMarked
package io.netstacks.adapter.opentelemetry;

import org.jspecify.annotations.NullMarked;
