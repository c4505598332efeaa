package io.netstacks.core.internal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small ASA with several contexts in memory, whose prompt names the context, as long as nobody says otherwise. */
final class AsaScript implements ScriptedShell.Device {

    static final String SYSTEM = "system";

    final Map<String, List<String>> config = new TreeMap<>();
    final List<String> saved = new ArrayList<>();
    boolean namesContexts = true;
    String context = SYSTEM;
    String level = "#";
    private boolean asked;

    AsaScript(String... contexts) {
        config.put(SYSTEM, new ArrayList<>());
        for (String name : contexts) {
            config.put(name, new ArrayList<>());
        }
    }

    @Override
    public String apply(ScriptedShell shell, String line) {
        String text = line.strip();
        if (asked) {
            asked = false;
            shell.echo(true);
            level = "#";
            return "\r\n" + prompt();
        }
        if (text.isEmpty() || text.startsWith("terminal ")) {
            return prompt();
        }
        if (text.equals("enable") && level.equals(">")) {
            asked = true;
            shell.echo(false);
            return "Password: ";
        }
        if (level.equals(">")) {
            return "ERROR: % Invalid input detected at '^' marker.\r\n" + prompt();
        }
        if (text.equals("disable")) {
            level = ">";
            return prompt();
        }
        if (text.equals("changeto system")) {
            context = SYSTEM;
            return prompt();
        }
        if (text.startsWith("changeto context ")) {
            String name = text.substring(17);
            if (!config.containsKey(name) || name.equals(SYSTEM)) {
                return "ERROR: Context " + name + " does not exist\r\n" + prompt();
            }
            context = name;
            return prompt();
        }
        return level.equals("#") ? privileged(text) : configure(text);
    }

    private String privileged(String text) {
        return switch (text) {
            case "configure terminal" -> {
                level = "(config)#";
                yield prompt();
            }
            case "write memory" -> {
                saved.add(context);
                yield "Building configuration...\r\nCryptochecksum: 5a8d 4e31\r\n\r\n2 bytes copied in 0.10 secs\r\n[OK]\r\n"
                        + prompt();
            }
            case "more system:running-config" ->
                ": Saved\r\n: Serial Number: 9A\r\n:\r\nASA Version 9.16(4) <context>\r\n!\r\nhostname "
                        + context + "\r\n" + String.join("\r\n", config.get(context))
                        + "\r\nCryptochecksum:5a8d\r\n: end\r\n" + prompt();
            default -> "answer of " + context + "\r\n" + prompt();
        };
    }

    private String configure(String text) {
        if (text.equals("end") || text.equals("exit")) {
            level = "#";
            return prompt();
        }
        if (text.startsWith("bad")) {
            return "ERROR: % Invalid input detected at '^' marker.\r\n" + prompt();
        }
        config.computeIfAbsent(context, made -> new ArrayList<>()).add(text);
        return prompt();
    }

    String prompt() {
        return "ASA" + (context.equals(SYSTEM) || !namesContexts ? "" : "/" + context) + level + " ";
    }
}
