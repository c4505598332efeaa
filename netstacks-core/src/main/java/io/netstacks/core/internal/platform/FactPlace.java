package io.netstacks.core.internal.platform;

/**
 * Where something stands, for messages. Immutable.
 *
 * @param file the name of the file
 * @param line the line, from 1
 */
record FactPlace(String file, int line) {

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
