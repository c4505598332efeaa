/** SSH over sshj: one connection per device, reads that end, host keys that are checked. */
@NullMarked
package io.netstacks.core.internal.ssh;

import org.jspecify.annotations.NullMarked;
