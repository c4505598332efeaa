package io.netstacks.core.internal.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A small FortiGate in memory: config, edit, set, next, end; what was set counts from the next or end on; with VDOMs or
 * without. An edit of a VDOM that is missing makes one, as it does on the real thing.
 */
final class FortiScript implements ScriptedShell.Device {

    private static final String TOP = "";
    private static final String GLOBAL = "global";
    private static final String VDOMS = "vdom";

    /** The lines that are in effect, by the place where they were typed: a VDOM, {@code global}, or nothing. */
    final Map<String, List<String>> applied = new TreeMap<>();

    final boolean virtual;
    String host = "FW";
    int pageLines = 1000;
    private final Deque<String> blocks = new ArrayDeque<>();
    private final List<String> open = new ArrayList<>();
    private final Deque<String> page = new ArrayDeque<>();
    private String place = TOP;

    FortiScript(String... vdoms) {
        virtual = vdoms.length > 0;
        for (String vdom : vdoms) {
            applied.put(vdom, new ArrayList<>());
        }
    }

    boolean atTop() {
        return place.equals(TOP) && blocks.isEmpty();
    }

    @Override
    public String apply(ScriptedShell shell, String line) {
        if (!page.isEmpty()) {
            return "\r        \r" + turned(shell);
        }
        String text = line.strip();
        if (text.isEmpty()) {
            return prompt();
        }
        if (text.equals("show system interface") && !(virtual && place.equals(TOP))) {
            for (int i = 1; i <= 9; i++) {
                page.add("    edit \"port" + i + "\"\r\n");
            }
            return turned(shell);
        }
        if (virtual && place.equals(TOP)) {
            return atTop(text);
        }
        if (place.equals(VDOMS)) {
            return amongVdoms(text);
        }
        return blocks.isEmpty() ? inPlace(text) : inBlock(text);
    }

    private String turned(ScriptedShell shell) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < pageLines && !page.isEmpty(); i++) {
            lines.append(page.removeFirst());
        }
        shell.keysAtOnce(!page.isEmpty());
        shell.echo(page.isEmpty());
        return lines + (page.isEmpty() ? "\r\n" + prompt() : "--More-- ");
    }

    private String atTop(String text) {
        switch (text) {
            case "config global" -> place = GLOBAL;
            case "config vdom" -> place = VDOMS;
            default -> {
                return refused("command parse error before '" + text + "'", -61);
            }
        }
        return "\r\n" + prompt();
    }

    private String amongVdoms(String text) {
        if (text.equals("end")) {
            place = TOP;
            return "\r\n" + prompt();
        }
        if (!text.startsWith("edit ")) {
            return refused("command parse error before '" + text + "'", -61);
        }
        place = text.substring(5);
        applied.computeIfAbsent(place, made -> new ArrayList<>());
        return "current vf=" + place + ":1\r\n\r\n" + prompt();
    }

    private String inPlace(String text) {
        if (virtual && text.equals("end")) {
            place = TOP;
            return "\r\n" + prompt();
        }
        if (virtual && text.equals("next") && !place.equals(GLOBAL)) {
            place = VDOMS;
            return "\r\n" + prompt();
        }
        if (text.equals("show system vdom-property") && place.equals(GLOBAL)) {
            StringBuilder list = new StringBuilder("config system vdom-property\r\n");
            applied.keySet().stream()
                    .filter(vdom -> !vdom.equals(GLOBAL))
                    .forEach(vdom -> list.append("    edit \"" + vdom + "\"\r\n    next\r\n"));
            return list + "end\r\n\r\n" + prompt();
        }
        if (text.equals("show")) {
            return "#config-version=FGT100F-7.0.12:opmode=0:vdom=1:user=kim\r\nconfig system object-tagging\r\n"
                    + "    comment of " + (place.isEmpty() ? "all" : place) + "\r\nend\r\n\r\n" + prompt();
        }
        if (text.startsWith("config ")) {
            return entered(text);
        }
        return refused("Unknown action 0", -1);
    }

    private String inBlock(String text) {
        switch (text.split(" ")[0]) {
            case "config", "edit" -> {
                return entered(text);
            }
            case "set", "unset" -> {
                if (text.endsWith(" bad")) {
                    return refused("value parse error before 'bad'", -8);
                }
                open.add(text);
            }
            case "next" -> {
                apply();
                blocks.pop();
            }
            case "end" -> {
                apply();
                if (blocks.pop().startsWith("edit ")) {
                    blocks.pop();
                }
            }
            case "abort" -> {
                open.clear();
                blocks.clear();
            }
            default -> {
                return refused("command parse error before '" + text + "'", -61);
            }
        }
        return "\r\n" + prompt();
    }

    private String entered(String text) {
        blocks.push(text);
        return "\r\n" + prompt();
    }

    private void apply() {
        applied.computeIfAbsent(place, made -> new ArrayList<>()).addAll(open);
        open.clear();
    }

    private String refused(String why, int code) {
        return "\r\n" + why + "\r\nCommand fail. Return code " + code + "\r\n\r\n" + prompt();
    }

    String prompt() {
        if (blocks.isEmpty()) {
            return host + (place.isEmpty() ? " # " : " (" + place + ") # ");
        }
        String[] words = blocks.peek().split(" ");
        return host + " (" + words[words.length - 1].replace("\"", "") + ") # ";
    }
}
