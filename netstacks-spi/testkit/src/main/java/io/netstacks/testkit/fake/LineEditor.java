package io.netstacks.testkit.fake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The line that is being typed, and how it shows. Confined to its session. */
final class LineEditor {

    private final FakeEcho echo;
    private byte[] line = new byte[64];
    private int length;
    private int column;
    private byte[] prompt = {};
    private boolean hidden;

    LineEditor(FakeEcho echo) {
        this.echo = echo;
    }

    /** Begins a new line behind a prompt. */
    void begin(String promptText, boolean hide) {
        String last = promptText.substring(promptText.lastIndexOf('\n') + 1);
        prompt = last.getBytes(StandardCharsets.UTF_8);
        column = prompt.length;
        length = 0;
        hidden = hide;
    }

    /** Takes one character and writes what the screen shows of it. */
    void type(byte character, ByteArrayOutputStream screen) {
        if (length == line.length) {
            line = Arrays.copyOf(line, length * 2);
        }
        line[length++] = character;
        show(character, screen);
    }

    /** Takes the last character back. */
    void erase(ByteArrayOutputStream screen) {
        if (length > 0) {
            length--;
            column--;
            show("\b \b", screen);
        }
    }

    /** Takes the whole line back. */
    void eraseAll(ByteArrayOutputStream screen) {
        while (length > 0) {
            erase(screen);
        }
    }

    boolean isEmpty() {
        return length == 0;
    }

    boolean startsWith(String text) {
        return new String(line, 0, length, StandardCharsets.UTF_8).startsWith(text);
    }

    /** Returns the line and begins an empty one. */
    String take() {
        String text = new String(line, 0, length, StandardCharsets.UTF_8);
        length = 0;
        return text;
    }

    /** Writes the prompt and the line once more. */
    void repeat(ByteArrayOutputStream screen) {
        if (!hidden && echo.style() != FakeEcho.Style.NONE) {
            screen.writeBytes(prompt);
            screen.write(line, 0, length);
        }
    }

    private void show(byte character, ByteArrayOutputStream screen) {
        if (hidden || echo.style() == FakeEcho.Style.NONE) {
            return;
        }
        if (echo.style() == FakeEcho.Style.REPAINT) {
            screen.write('\r');
            screen.writeBytes(prompt);
            screen.write(line, 0, length);
            show("\u001b[K", screen);
            return;
        }
        screen.write(character);
        column++;
        if (echo.width() > 0 && column % echo.width() == 0) {
            show(echo.wrap(), screen);
        }
    }

    private void show(String text, ByteArrayOutputStream screen) {
        if (!hidden && echo.style() != FakeEcho.Style.NONE) {
            screen.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
