package io.netstacks.core.internal.ttp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts other templates' content in the place of {@code <extend>} tags. Used once. */
final class TtpExtender {

    private static final int MAX_DEPTH = 20;

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("g", "groups"),
            Map.entry("grp", "groups"),
            Map.entry("group", "groups"),
            Map.entry("v", "vars"),
            Map.entry("vars", "vars"),
            Map.entry("variables", "vars"),
            Map.entry("i", "inputs"),
            Map.entry("in", "inputs"),
            Map.entry("input", "inputs"),
            Map.entry("o", "outputs"),
            Map.entry("out", "outputs"),
            Map.entry("output", "outputs"),
            Map.entry("lookup", "lookups"));

    private final TtpSources sources;
    private final Set<String> open = new LinkedHashSet<>();

    TtpExtender(TtpSources sources) {
        this.sources = sources;
    }

    /** Replaces all such tags within the element. */
    void extend(TtpElement element) {
        List<TtpElement> replaced = new ArrayList<>();
        for (TtpElement child : element.children()) {
            if (child.tag().equals("extend")) {
                replace(element, child, replaced);
            } else {
                if (child.isGroup() || child.tag().equals("template")) {
                    extend(child);
                }
                replaced.add(child);
            }
        }
        element.children().clear();
        element.children().addAll(replaced);
    }

    private void replace(TtpElement around, TtpElement tag, List<TtpElement> before) {
        String path = Optional.ofNullable(tag.attributes().get("template"))
                .orElseThrow(() -> TtpSyntaxException.at(tag.line(), "<extend> needs the attribute template", ""));
        if (tag.attributes().containsKey("macro")) {
            throw TtpSyntaxException.at(tag.line(), "<extend> with a macro is not available here", path);
        }
        if (!open.add(path) || open.size() > MAX_DEPTH) {
            throw TtpSyntaxException.at(
                    tag.line(), "<extend> comes back to itself: " + String.join(" -> ", open), path);
        }
        TtpElement loaded = load(path, tag);
        extend(loaded);
        open.remove(path);
        boolean inGroup = around.isGroup();
        if (loaded.children().isEmpty() && inGroup) {
            textBefore(around, before).add("\n" + loaded.text() + "\n", tag.line());
        } else if (loaded.children().isEmpty()) {
            TtpElement group = TtpElement.of("group", tag.line());
            group.text().add(loaded.text().toString(), tag.line());
            before.add(group);
        } else {
            before.addAll(wanted(loaded.children(), tag));
        }
        textBefore(around, before).add(tag.tail().toString(), tag.tail().line());
    }

    // What stands behind the last child, or before the first
    private static TtpElement.Text textBefore(TtpElement around, List<TtpElement> before) {
        return before.isEmpty() ? around.text() : before.get(before.size() - 1).tail();
    }

    private TtpElement load(String path, TtpElement tag) {
        String text = sources.read(path).orElseThrow(() -> TtpLoaders.noFile(path, tag));
        try {
            TtpElement loaded = TtpXml.read(text);
            boolean single = loaded.children().size() == 1
                    && loaded.children().get(0).tag().equals("template")
                    && loaded.text().toString().isBlank();
            boolean plain = single && !loaded.children().get(0).attributes().containsKey("name");
            return plain ? loaded.children().get(0) : named(loaded);
        } catch (TtpSyntaxException e) {
            throw TtpSyntaxException.at(
                    tag.line(), "the extended template, line " + e.line() + ": " + e.reason(), path);
        }
    }

    // A template with a name stays one, beside others
    private static TtpElement named(TtpElement loaded) {
        if (!loaded.attributes().containsKey("name")) {
            return loaded;
        }
        TtpElement around = TtpElement.of("template", loaded.line());
        around.children().add(loaded);
        return around;
    }

    private static List<TtpElement> wanted(List<TtpElement> children, TtpElement tag) {
        Map<String, Integer> seen = new HashMap<>();
        List<TtpElement> wanted = new ArrayList<>();
        for (TtpElement child : children) {
            String kind = KINDS.getOrDefault(child.tag(), "");
            int index = seen.merge(kind, 1, Integer::sum) - 1;
            String filter = tag.attributes().get(kind);
            List<String> names = filter == null ? List.of() : TtpGroupBuilder.names(filter);
            if (filter == null
                    || names.contains(child.attribute("name", ""))
                    || names.contains(String.valueOf(index))) {
                wanted.add(child);
            }
        }
        return wanted;
    }
}
