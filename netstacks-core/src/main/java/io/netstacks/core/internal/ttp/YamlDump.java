package io.netstacks.core.internal.ttp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Trees as YAML in block style with keys in order, as {@code yaml.dump} of Python writes them. */
final class YamlDump {

    private YamlDump() {}

    static String of(@Nullable Object tree) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        return new Yaml(options).dump(sorted(tree));
    }

    private static @Nullable Object sorted(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            map.forEach((key, item) -> sorted.put(String.valueOf(key), sorted(item)));
            return sorted;
        }
        // Without identity, so that nothing becomes an alias
        return value instanceof List<?> list
                ? new ArrayList<>(list.stream().map(YamlDump::sorted).toList())
                : value;
    }
}
