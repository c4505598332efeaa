/** What can be said about configurations without touching a device: differences, checks, scripts, policies. */
@NullMarked
package io.netstacks.core.config;

import org.jspecify.annotations.NullMarked;
