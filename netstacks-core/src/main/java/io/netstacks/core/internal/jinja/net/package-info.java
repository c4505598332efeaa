/** Filters for network configurations, by the names that Ansible gives them. */
@NullMarked
package io.netstacks.core.internal.jinja.net;

import org.jspecify.annotations.NullMarked;
