package io.netstacks.core.internal.cli;

/** The ways in which line editors show what is typed. */
final class Echoes {

    private Echoes() {}

    /** The device shows nothing, not even the line break. */
    static ScriptedShell.Echo none() {
        return (shell, typed) -> "";
    }

    /** The whole line with its prompt again for each key, as RouterOS and others do. */
    static ScriptedShell.Echo repaint() {
        return (shell, typed) -> "\r" + shell.prompt + typed + "\u001b[K";
    }

    /** Each key is shown at the end, taken back and shown again with an escape sequence, as ProCurve does. */
    static ScriptedShell.Echo restless() {
        return (shell, typed) -> {
            String key = typed.substring(typed.length() - 1);
            return key + "\b \b\u001b[1;24r\u001b[24;1H\u001b[24;" + (shell.prompt.length() + typed.length()) + "H"
                    + key + "\u001b[?25h";
        };
    }

    /** A terminal that goes on in the next line at its width. */
    static ScriptedShell.Echo wrapped(int width) {
        return (shell, typed) -> {
            String key = typed.substring(typed.length() - 1);
            return (shell.prompt.length() + typed.length()) % width == 0 ? key + "\r\n" : key;
        };
    }

    /** A line editor that pushes the beginning of a long line out of sight, as IOS does at its width. */
    static ScriptedShell.Echo scrolled(int width) {
        return (shell, typed) -> {
            int room = width - shell.prompt.length() - 1;
            if (typed.length() < room || (typed.length() - room) % 10 != 0) {
                return typed.substring(typed.length() - 1);
            }
            String tail = typed.substring(typed.length() - (room - 11));
            return typed.substring(typed.length() - 1) + "\r" + shell.prompt + "$" + tail + " ".repeat(10)
                    + "\b".repeat(10);
        };
    }
}
