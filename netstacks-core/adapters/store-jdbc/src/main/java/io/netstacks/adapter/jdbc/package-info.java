/** Storage in a database: H2 inside the process, or PostgreSQL. */
@NullMarked
package io.netstacks.adapter.jdbc;

import org.jspecify.annotations.NullMarked;
