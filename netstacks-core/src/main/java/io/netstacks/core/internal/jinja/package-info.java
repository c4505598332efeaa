/** The Jinja2 language: reading templates into a tree, and running that tree with Python's meaning of every expression. */
@NullMarked
package io.netstacks.core.internal.jinja;

import org.jspecify.annotations.NullMarked;
