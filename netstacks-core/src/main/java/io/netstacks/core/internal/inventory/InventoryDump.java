package io.netstacks.core.internal.inventory;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Writes trees as YAML that every reader takes the same way: texts are quoted unless they are plain words. Pure function. */
final class InventoryDump {

    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*");
    private static final Set<String> NOT_TEXT =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf");

    private InventoryDump() {}

    static String of(Object tree) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setSplitLines(false);
        options.setMaxSimpleKeyLength(1024);
        options.setIndent(2);
        return new Yaml(new QuotingRepresenter(options), options).dump(tree);
    }

    private static final class QuotingRepresenter extends Representer {

        QuotingRepresenter(DumperOptions options) {
            super(options);
            representers.put(
                    String.class,
                    text -> representScalar(
                            Tag.STR,
                            String.valueOf(text),
                            isWord(String.valueOf(text)) ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED));
        }

        private static boolean isWord(String text) {
            return WORD.matcher(text).matches() && !NOT_TEXT.contains(text.toLowerCase(Locale.ROOT));
        }
    }
}
