/** What devices ask while somebody logs in, whether the transport or the shell asks it. */
@NullMarked
package io.netstacks.core.internal.login;

import org.jspecify.annotations.NullMarked;
