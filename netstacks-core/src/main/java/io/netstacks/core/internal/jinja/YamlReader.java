package io.netstacks.core.internal.jinja;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** YAML 1.1 as PyYAML's safe loader reads it: {@code yes} is true, {@code 010} is 8, {@code 1:30} is 90, {@code 1e3} is text. */
final class YamlReader {

    private YamlReader() {}

    /** Returns the documents of a text, each as maps, lists, text, numbers and booleans. */
    static List<Object> documents(String text) {
        LoaderOptions limits = new LoaderOptions();
        limits.setAllowDuplicateKeys(false); // PyYAML takes the last one, at the place of the first: surely a mistake
        DumperOptions unused = new DumperOptions();
        Yaml yaml = new Yaml(new Values(limits), new Representer(unused), unused, limits, new PyYamlResolver());
        List<Object> documents = new ArrayList<>();
        try {
            for (Object document : yaml.loadAll(text)) {
                documents.add(HostValues.in(document, "YAML", 0));
            }
        } catch (YAMLException e) {
            throw JinjaFault.value("not YAML: " + e.getMessage());
        }
        return documents;
    }

    /** A date prints as it is written; a moment does not, and a set has no order. */
    private static final class Values extends SafeConstructor {

        Values(LoaderOptions limits) {
            super(limits);
            yamlConstructors.put(Tag.TIMESTAMP, new AbstractConstruct() {
                @Override
                public @Nullable Object construct(Node node) {
                    String text = ((ScalarNode) node).getValue();
                    if (text.length() > 10) {
                        throw JinjaFault.unsupported("a time in YAML (" + text + "; write it in quotes)");
                    }
                    return text;
                }
            });
            AbstractConstruct refused = new AbstractConstruct() {
                @Override
                public @Nullable Object construct(Node node) {
                    throw JinjaFault.unsupported(node.getTag().getValue() + " in YAML");
                }
            };
            yamlConstructors.put(Tag.SET, refused);
            yamlConstructors.put(Tag.OMAP, refused);
            yamlConstructors.put(Tag.PAIRS, refused);
            yamlConstructors.put(Tag.BINARY, refused);
        }
    }
}
