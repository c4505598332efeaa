package io.netstacks.core.internal.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small EOS in memory: named configuration sessions, committed at once or on trial until a timer fires. */
final class EosScript implements ScriptedShell.Device {

    final List<String> running = new ArrayList<>();
    final List<String> startup = new ArrayList<>();
    final Map<String, List<String>> sessions = new LinkedHashMap<>();

    /** The session that is on trial, and what the device goes back to when its time is over. */
    String onTrial = "";

    /** Says the line that it was given once more before it answers, as it does when it is busy. */
    boolean busy;

    int mostSessions = 5;
    private List<String> before = List.of();
    private String level = "#";
    private String inside = "";
    private String interfaceName = "";

    @Override
    public String apply(ScriptedShell shell, String line) {
        String text = line.strip();
        return (busy && !text.isEmpty() ? prompt() + text + "\r\n" : "") + answer(text);
    }

    private String answer(String text) {
        if (text.isEmpty()) {
            return prompt();
        }
        if (text.startsWith("terminal width ")) {
            return "Width set to " + text.substring(15) + " columns.\r\n" + prompt();
        }
        if (text.equals("terminal length 0")) {
            return "Pagination disabled.\r\n" + prompt();
        }
        if (text.startsWith("configure session ")) {
            return session(text.split(" "));
        }
        if (!inside.isEmpty()) {
            return inSession(text);
        }
        if (text.equals("write memory")) {
            startup.clear();
            startup.addAll(running);
            return "Copy completed successfully.\r\n" + prompt();
        }
        if (text.equals("show configuration sessions detail")) {
            StringBuilder table = new StringBuilder(
                    "Maximum number of completed sessions: 1\r\n"
                            + "Maximum number of pending sessions: " + mostSessions + "\r\n\r\n"
                            + "  Name    State                User    Terminal\r\n  ------- -------------------- ------- --------\r\n");
            sessions.keySet()
                    .forEach(name -> table.append("  " + name + "  "
                            + (name.equals(onTrial) ? "pendingCommitTimer" : "pending") + "  kim  vty2\r\n"));
            return table + prompt();
        }
        String[] words = text.split(" ");
        if (text.startsWith("show session-config named ") && words.length == 5) {
            StringBuilder diff =
                    new StringBuilder("--- system:/running-config\r\n+++ session:/" + words[3] + "-session-config\r\n");
            sessions.getOrDefault(words[3], List.of())
                    .forEach(line -> diff.append("+").append(line).append("\r\n"));
            return diff + prompt();
        }
        return invalid();
    }

    private String session(String[] words) {
        String name = words[2];
        switch (words.length == 3 ? "" : words[3]) {
            case "" -> {
                if (!sessions.containsKey(name) && sessions.size() == mostSessions) {
                    return "% Maximum number of pending sessions has been reached. Please commit or abort previous"
                            + " sessions before creating a new one.\r\n" + prompt();
                }
                sessions.putIfAbsent(name, new ArrayList<>());
                inside = name;
            }
            case "commit" -> {
                if (words.length == 6 && words[4].equals("timer") && words[5].matches("\\d\\d:\\d\\d:\\d\\d")) {
                    before = List.copyOf(running);
                    onTrial = name;
                    running.addAll(sessions.get(name));
                } else if (words.length == 4 && name.equals(onTrial)) {
                    onTrial = "";
                    sessions.remove(name);
                } else if (words.length == 4) {
                    running.addAll(sessions.remove(name));
                } else {
                    return invalid();
                }
            }
            case "abort" -> {
                if (name.equals(onTrial)) {
                    fire();
                }
                sessions.remove(name);
            }
            default -> {
                return invalid();
            }
        }
        return prompt();
    }

    private String inSession(String text) {
        if (text.equals("end")) {
            inside = "";
            interfaceName = "";
            return prompt();
        }
        if (text.startsWith("bad")) {
            return invalid();
        }
        if (text.startsWith("interface ")) {
            interfaceName = text.replaceAll("interface ([A-Z][a-z])[a-z]*(\\d+)", "$1$2");
        }
        sessions.computeIfAbsent(inside, made -> new ArrayList<>()).add(text);
        return prompt();
    }

    /** The time is over: what was on trial is taken back. */
    String fire() {
        running.clear();
        running.addAll(before);
        sessions.remove(onTrial);
        onTrial = "";
        return "\r\nNov 30 12:05:00 sw1 ConfigAgent: %SYS-5-CONFIG_SESSION_COMMIT_TIMER_EXPIRED: commit timer expired\r\n"
                + prompt();
    }

    private String invalid() {
        return "% Invalid input\r\n" + prompt();
    }

    String prompt() {
        String shown = inside.length() > 6 ? inside.substring(0, 6) : inside;
        return "sw1"
                + (inside.isEmpty()
                        ? ""
                        : "(config-s-" + shown + (interfaceName.isEmpty() ? "" : "-if-" + interfaceName) + ")")
                + level;
    }
}
