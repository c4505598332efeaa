/** Proves that the contract kits can be passed, and that the helpers do what they promise. */
@NullMarked
package io.netstacks.testkit;

import org.jspecify.annotations.NullMarked;
