/** The tools that come with the platform. */
@NullMarked
package io.netstacks.agent.builtin;

import org.jspecify.annotations.NullMarked;
