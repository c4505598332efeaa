/** The one gate to devices: who may have a session, when, and how it comes about. */
@NullMarked
package io.netstacks.core.internal.gate;

import org.jspecify.annotations.NullMarked;
