/** Rendering configuration templates in the language of Jinja2, and telling what a template needs before it is rendered. */
@NullMarked
package io.netstacks.core.template;

import org.jspecify.annotations.NullMarked;
