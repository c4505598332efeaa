package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.backup.ConfigSearch;
import io.netstacks.core.backup.SearchHit;
import io.netstacks.core.backup.SearchResult;
import io.netstacks.core.text.VisibleText;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = "Finds lines in the latest backup of each device, secrets masked. Exits with 1 if there is none.")
final class BackupsSearchCommand extends DeviceCommand {

    @Parameters(paramLabel = "TEXT", description = "What the line contains.")
    private String wanted = "";

    @Mixin
    private TargetOptions targets = new TargetOptions();

    @Option(
            names = {"-e", "--regex"},
            description = "TEXT is a regular expression (RE2 syntax).")
    private boolean regex;

    @Option(
            names = {"-y", "--ignore-case"},
            description = "Capital and small letters are the same.")
    private boolean ignoreCase;

    @Option(names = "--limit", paramLabel = "N", description = "Stop after so many lines; 10000 when not given.")
    private int limit = 10_000;

    @Override
    boolean run(NetStacks net) {
        ConfigSearch search = (regex ? ConfigSearch.regex(wanted) : ConfigSearch.text(wanted))
                .on(targets.selectorOrAll())
                .atMost(limit);
        SearchResult result = net.backups().search(ignoreCase ? search.ignoringCase() : search, common().context());
        if (common().json()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put(
                    "hits",
                    result.hits().stream().map(BackupsSearchCommand::tree).toList());
            tree.put("more", result.more());
            tree.put("searched", result.searched());
            tree.put("without_backup", result.withoutBackup());
            printJson(tree);
        } else {
            result.hits()
                    .forEach(hit -> out().println(VisibleText.of(hit.backup().device() + ":" + hit.line() + ": "
                            + String.join(" > ", hit.section()) + (hit.section().isEmpty() ? "" : " > ")
                            + hit.text())));
            if (result.more()) {
                out().println("there are more; --limit is " + limit);
            }
        }
        return !result.hits().isEmpty();
    }

    private static Map<String, Object> tree(SearchHit hit) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("device", hit.backup().device());
        tree.put("backup", hit.backup().id().value());
        tree.put("taken_at", hit.backup().takenAt().toString());
        tree.put("line", hit.line());
        tree.put("section", hit.section());
        tree.put("text", hit.text());
        return tree;
    }
}
