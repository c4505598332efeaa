/** Tests against real FRR routers. */
@NullMarked
package io.netstacks.examples.lab;

import org.jspecify.annotations.NullMarked;
