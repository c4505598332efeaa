/** Lets a model, or an interface, ask for what the floors below can do. */
@NullMarked
package io.netstacks.agent;

import org.jspecify.annotations.NullMarked;
