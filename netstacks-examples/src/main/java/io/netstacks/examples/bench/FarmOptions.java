package io.netstacks.examples.bench;

import java.util.HashMap;
import java.util.Map;

/** The arguments of the driver, {@code --name value}. Immutable. */
record FarmOptions(Map<String, String> values) {

    static FarmOptions parse(String[] args) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            values.put(args[i].replaceFirst("^--", ""), args[i + 1]);
        }
        return new FarmOptions(values);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise) {
        return Integer.parseInt(text(name, String.valueOf(otherwise)));
    }
}
