package io.netstacks.core.internal.inventory;

/** A line of a file; line 0 is the file as a whole. */
record InventoryPlace(String file, int line) {

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
