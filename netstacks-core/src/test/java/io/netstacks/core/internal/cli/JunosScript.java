package io.netstacks.core.internal.cli;

import java.util.ArrayList;
import java.util.List;

/** A small Junos in memory: a candidate that is compared, committed and rolled back. */
final class JunosScript implements ScriptedShell.Device {

    final List<String> running = new ArrayList<>();
    final List<String> candidate = new ArrayList<>();
    boolean configuring;
    boolean refusesCommit;
    private boolean asked;

    @Override
    public String apply(ScriptedShell shell, String line) {
        if (asked) {
            asked = false;
            configuring = false;
            candidate.clear();
            return prompt();
        }
        String text = line.strip();
        if (text.isEmpty()) {
            return prompt();
        }
        if (text.startsWith("set cli")) {
            return "Screen length set to 0\r\n\r\n" + prompt();
        }
        return configuring ? inConfiguration(text) : inOperation(text);
    }

    private String inOperation(String text) {
        if (text.equals("configure")) {
            configuring = true;
            return "Entering configuration mode\r\n\r\n" + prompt();
        }
        if (text.equals("show version")) {
            return "Hostname: mx1\r\nModel: mx204\r\nJunos: 21.4R3.15\r\n\r\n" + prompt();
        }
        return "                ^\r\nunknown command.\r\n\r\n" + prompt();
    }

    private String inConfiguration(String text) {
        return switch (text) {
            case "show | compare" ->
                (candidate.isEmpty() ? "" : "[edit system]\r\n+  " + candidate + ";\r\n\r\n") + prompt();
            case "commit check" -> "configuration check succeeds\r\n\r\n" + prompt();
            case "commit", "commit comment \"CHG-1\"" -> {
                if (refusesCommit) {
                    yield "error: mgd: no\r\nerror: configuration check-out failed\r\n\r\n" + prompt();
                }
                running.addAll(candidate);
                candidate.clear();
                yield "commit complete\r\n\r\n" + prompt();
            }
            case "rollback 0" -> {
                candidate.clear();
                yield "load complete\r\n\r\n" + prompt();
            }
            case "exit configuration-mode" -> {
                if (!candidate.isEmpty()) {
                    asked = true;
                    yield "The configuration has been changed but not committed\r\n"
                            + "Exit with uncommitted changes? [yes,no] (yes) ";
                }
                configuring = false;
                yield "Exiting configuration mode\r\n\r\n" + prompt();
            }
            default -> {
                if (text.startsWith("set bad")) {
                    yield "                  ^\r\nsyntax error.\r\n\r\n" + prompt();
                }
                candidate.add(text);
                yield "\r\n" + prompt();
            }
        };
    }

    String prompt() {
        return configuring ? "[edit]\r\nkim@mx1# " : "kim@mx1> ";
    }
}
