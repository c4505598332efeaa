package io.netstacks.core.internal.cli;

import java.util.ArrayList;
import java.util.List;

/** A small SR OS with the MD-CLI in memory: a private candidate, and a prompt of two lines that shows what became of it. */
final class SrosScript implements ScriptedShell.Device {

    final List<String> running = new ArrayList<>();
    final List<String> candidate = new ArrayList<>();
    int saves;

    /** Whether there is a commit that has to be accepted. */
    boolean onTrial;

    /** Whether somebody has committed since the candidate was begun. */
    boolean outdated;

    private List<String> before = List.of();
    private String kind = "";
    private String path = "/";
    private boolean asked;

    @Override
    public String apply(ScriptedShell shell, String line) {
        String text = line.strip();
        if (asked) {
            asked = false;
            if (text.equals("y")) {
                return left();
            }
            return prompt();
        }
        if (text.isEmpty()) {
            return prompt();
        }
        if (text.startsWith("//environment")) {
            return "INFO: CLI #2052: Switching to the classic CLI engine\r\nINFO: CLI #2051: Switching to the MD-CLI engine\r\n"
                    + prompt();
        }
        if (text.startsWith("environment ")) {
            return prompt();
        }
        if (text.equals("/admin save")) {
            saves++;
            return "Writing configuration to cf3:\\config.cfg\r\nSaving configuration ... OK\r\nCompleted.\r\n"
                    + prompt();
        }
        return kind.isEmpty() ? operate(text) : configure(text);
    }

    private String operate(String text) {
        if (text.equals("edit-config private") || text.equals("edit-config exclusive")) {
            kind = text.endsWith("private") ? "pr" : "ex";
            return "INFO: CLI #2070: Entering " + text.substring(12) + " configuration mode\r\n"
                    + "INFO: CLI #2061: Uncommitted changes are discarded on configuration mode exit\r\n" + prompt();
        }
        return refused("MINOR: MGMT_CORE #2203: Invalid element - '" + text + "'");
    }

    private String configure(String text) {
        switch (text) {
            case "compare" -> {
                StringBuilder diff = new StringBuilder();
                candidate.forEach(line -> diff.append("+   ").append(line).append("\r\n"));
                return (candidate.isEmpty() ? "" : "    configure {\r\n" + diff + "    }\r\n") + prompt();
            }
            case "validate" -> {
                return invalid() ? refusedByModel() : prompt();
            }
            case "commit" -> {
                if (onTrial) {
                    return refused("MINOR: MGMT_CORE #2615: Commit confirmed in progress - accept or cancel it first");
                }
                return commit();
            }
            case "commit confirmed accept", "commit confirmed cancel" -> {
                if (!onTrial) {
                    return refused("MINOR: MGMT_CORE #2616: No commit confirmed in progress");
                }
                if (text.endsWith("cancel")) {
                    fire();
                }
                onTrial = false;
            }
            case "discard" -> candidate.clear();
            case "exit all" -> path = "/";
            case "quit-config" -> {
                if (!candidate.isEmpty()) {
                    asked = true;
                    return "INFO: CLI #2071: Uncommitted changes are present in the candidate configuration.\r\n"
                            + "Discard uncommitted changes? [y,n] ";
                }
                return left();
            }
            default -> {
                return text.matches("commit confirmed \\d+") ? commitOnTrial() : line(text);
            }
        }
        return prompt();
    }

    private String commit() {
        if (invalid()) {
            return refusedByModel();
        }
        running.addAll(candidate);
        candidate.clear();
        return prompt();
    }

    private String commitOnTrial() {
        before = List.copyOf(running);
        onTrial = !invalid();
        return commit();
    }

    private String line(String text) {
        if (text.startsWith("bad")) {
            return "^^^\r\n" + "MINOR: MGMT_CORE #2201: Unknown element - 'bad'\r\n" + prompt();
        }
        if (text.startsWith("/configure ") && text.endsWith("\"lo1\"")) {
            path = text;
        }
        candidate.add(text);
        return prompt();
    }

    private String left() {
        candidate.clear();
        String was = kind.equals("pr") ? "private" : "exclusive";
        kind = "";
        path = "/";
        outdated = false;
        return "INFO: CLI #2074: Exiting " + was + " configuration mode\r\n" + prompt();
    }

    private boolean invalid() {
        return candidate.stream().anyMatch(line -> line.contains("unwanted"));
    }

    private String refusedByModel() {
        return refused("MINOR: MGMT_CORE #4001: configure router \"Base\" - unwanted is not allowed here");
    }

    private String refused(String why) {
        return why + "\r\n" + prompt();
    }

    /** The time is over: what was on trial is taken back. */
    void fire() {
        running.clear();
        running.addAll(before);
        onTrial = false;
    }

    boolean configuring() {
        return !kind.isEmpty();
    }

    String prompt() {
        String marks =
                kind.isEmpty() ? "" : (outdated ? "!" : "") + (candidate.isEmpty() ? "" : "*") + "(" + kind + ")";
        return "\r\n" + marks + "[" + path + "]\r\nA:kim@sr1# ";
    }
}
