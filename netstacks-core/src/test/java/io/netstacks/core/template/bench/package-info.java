/** Benchmarks of the template engine; run by hand, see docs/templates.md. */
@NullMarked
package io.netstacks.core.template.bench;

import org.jspecify.annotations.NullMarked;
