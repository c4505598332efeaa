package io.netstacks.core.internal.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A small Cisco IOS in memory, with levels, a configuration that keeps its lines, and whatever else a test adds. */
final class IosScript implements ScriptedShell.Device {

    final Map<String, String> answers = new HashMap<>();
    final List<String> config = new ArrayList<>();
    String host = "sw1";
    String level = "#";
    String secret = "";
    boolean saved;
    private String asked = "";
    private String banner = "";

    @Override
    public String apply(ScriptedShell shell, String line) {
        if (!asked.isEmpty()) {
            return answered(shell, line);
        }
        if (!banner.isEmpty()) {
            config.add(line);
            if (line.contains(banner)) {
                banner = "";
                return prompt();
            }
            return "";
        }
        String text = line.strip();
        if (answers.containsKey(text)) {
            return answers.get(text) + prompt();
        }
        return switch (text) {
            case "" -> prompt();
            case "terminal length 0", "terminal width 511" -> prompt();
            case "enable" -> enable(shell);
            case "configure terminal" -> {
                level = "(config)#";
                yield "Enter configuration commands, one per line.  End with CNTL/Z.\r\n" + prompt();
            }
            case "end" -> {
                level = "#";
                yield prompt();
            }
            case "write memory" -> {
                saved = true;
                yield "Building configuration...\r\n[OK]\r\n" + prompt();
            }
            default -> level.startsWith("(") ? configure(text) : invalid();
        };
    }

    /** Tells whether it reads a text and no line. */
    boolean readsText() {
        return !banner.isEmpty() || !asked.isEmpty();
    }

    private String enable(ScriptedShell shell) {
        if (secret.isEmpty()) {
            level = "#";
            return prompt();
        }
        asked = "enable";
        shell.echo(false);
        return "Password: ";
    }

    private String answered(ScriptedShell shell, String line) {
        asked = "";
        shell.echo(true);
        if (line.equals(secret)) {
            level = "#";
            return "\r\n" + prompt();
        }
        return "\r\n% Access denied\r\n\r\n" + prompt();
    }

    private String configure(String line) {
        if (line.startsWith("bad")) {
            return "          ^\r\n% Invalid input detected at '^' marker.\r\n\r\n" + prompt();
        }
        config.add(line);
        if (line.startsWith("banner motd ")) {
            banner = line.substring(12, 13);
            return "Enter TEXT message.  End with the character '" + banner + "'.\r\n";
        }
        if (line.startsWith("hostname ")) {
            host = line.substring(9);
        }
        if (line.startsWith("interface ")) {
            level = "(config-if)#";
        }
        return prompt();
    }

    private String invalid() {
        return "      ^\r\n% Invalid input detected at '^' marker.\r\n\r\n" + prompt();
    }

    String prompt() {
        return host + level;
    }
}
