package io.netstacks.core.internal.cli;

import java.util.ArrayList;
import java.util.List;

/** A small IOS XR in memory: a candidate, committed for good or on trial, and a time stamp above every answer. */
final class XrScript implements ScriptedShell.Device {

    private static final int LONGEST_HOST_IN_CONFIG = 31;

    final List<String> running = new ArrayList<>();
    final List<String> candidate = new ArrayList<>();
    final List<String> answers = new ArrayList<>();
    String host = "xr1";

    /** Whether there is a commit that has to be confirmed. */
    boolean onTrial;

    private List<String> before = List.of();
    private boolean stamps = true;
    private boolean configuring;
    private String mode = "config";
    private String asked = "";

    @Override
    public String apply(ScriptedShell shell, String line) {
        String text = line.strip();
        if (!asked.isEmpty()) {
            shell.echo(true);
            return answered(text);
        }
        if (text.isEmpty()) {
            return prompt();
        }
        String stamp = stamps ? "Mon Nov 30 12:00:00.123 UTC\r\n" : "";
        if (text.equals("terminal exec prompt no-timestamp")) {
            stamps = false;
            return stamp + prompt();
        }
        return stamp + (configuring ? configure(shell, text) : operate(text));
    }

    private String operate(String text) {
        if (text.equals("configure terminal")) {
            configuring = true;
            return prompt();
        }
        if (text.startsWith("terminal ")) {
            return prompt();
        }
        return "                 ^\r\n% Invalid input detected at '^' marker.\r\n" + prompt();
    }

    private String configure(ScriptedShell shell, String text) {
        switch (text) {
            case "show commit changes diff" -> {
                StringBuilder diff =
                        new StringBuilder("Building configuration...\r\n!! IOS XR Configuration 7.5.2\r\n");
                candidate.forEach(line -> diff.append("+  ").append(line).append("\r\n"));
                return diff + "end\r\n\r\n" + prompt();
            }
            case "clear" -> candidate.clear();
            case "abort" -> {
                candidate.clear();
                configuring = false;
            }
            case "commit" -> {
                onTrial = false;
                return commit();
            }
            case "commit replace" -> {
                asked = text;
                shell.echo(false); // 'y' and 'yes' are not shown on some releases
                return "\r\nThis commit will replace or remove the entire running configuration. This\r\n"
                        + "operation can be service affecting.\r\nDo you wish to proceed? [no]: ";
            }
            case "end" -> {
                if (!candidate.isEmpty()) {
                    asked = text;
                    return "Uncommitted changes found, commit them before exiting(yes/no/cancel)? [cancel]:";
                }
                configuring = false;
                mode = "config";
            }
            default -> {
                return text.startsWith("commit confirmed ") ? commitOnTrial(text) : line(text);
            }
        }
        return prompt();
    }

    private String commit() {
        if (candidate.isEmpty()) {
            return prompt();
        }
        if (candidate.stream().anyMatch(line -> line.startsWith("unwanted"))) {
            return "\r\n% Failed to commit one or more configuration items during a pseudo-atomic operation. All changes"
                    + " made have been reverted. Please issue 'show configuration failed [inheritance]' from this session"
                    + " to view the errors\r\n" + prompt();
        }
        running.addAll(candidate);
        candidate.clear();
        return prompt();
    }

    private String commitOnTrial(String text) {
        if (!text.matches("commit confirmed (?:\\d+|minutes \\d+)")) {
            return "            ^\r\n% Invalid input detected at '^' marker.\r\n" + prompt();
        }
        before = List.copyOf(running);
        String answer = commit();
        onTrial = !answer.contains("Failed");
        return answer;
    }

    private String line(String text) {
        if (text.startsWith("bad")) {
            return "     ^\r\n% Invalid input detected at '^' marker.\r\n" + prompt();
        }
        if (text.startsWith("interface ")) {
            mode = "config-if";
        }
        candidate.add(text);
        return prompt();
    }

    private String answered(String text) {
        String question = asked;
        asked = "";
        answers.add(text);
        if (question.equals("end")) {
            if (text.equals("no")) {
                candidate.clear();
                configuring = false;
                mode = "config";
            }
            return prompt();
        }
        return "\r\n" + (text.startsWith("y") ? commit() : prompt());
    }

    /** The time is over: what was on trial is taken back. */
    String fire() {
        running.clear();
        running.addAll(before);
        onTrial = false;
        return "\r\nRP/0/RSP0/CPU0:Nov 30 12:02:00.001 UTC: cfgmgr_trial_confirm[65830]: %MGBL-CONFIG-6-DB_COMMIT :"
                + " Configuration rolled back by trial commit timer.\r\n" + prompt();
    }

    boolean configuring() {
        return configuring;
    }

    String prompt() {
        String shown = configuring && host.length() > LONGEST_HOST_IN_CONFIG
                ? host.substring(0, LONGEST_HOST_IN_CONFIG)
                : host;
        return "RP/0/RSP0/CPU0:" + shown + (configuring ? "(" + mode + ")#" : "#");
    }
}
