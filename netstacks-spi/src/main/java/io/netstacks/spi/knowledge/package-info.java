/** Knowledge that agents search: collections of documents, cut into chunks, with vectors where something made them. */
@NullMarked
package io.netstacks.spi.knowledge;

import org.jspecify.annotations.NullMarked;
