package io.netstacks.core.internal.cli;

import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.platform.EchoStyle;
import io.netstacks.spi.platform.EnableRules;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.session.DeviceSession;

/**
 * A device of one platform, set up for a session: what it does, how it greets, and whom it lets in. Take a shell, say how it
 * greets, then open.
 *
 * @param script what the device does and what has come of it
 */
record PlatformBench(Platform platform, PlatformScript script) {

    static PlatformBench of(String id) {
        Platform platform = Platforms.builtIn().get(id);
        return new PlatformBench(platform, new PlatformScript(platform));
    }

    /**
     * Returns a shell of the device that shows what is typed as its kind does.
     *
     * @param largest how many bytes it gives at once at most
     */
    ScriptedShell shell(long seed, int largest) {
        ScriptedShell shell = new ScriptedShell(seed, largest, script);
        shell.prompt = lastLine(script.prompt());
        if (platform.session().echo() == EchoStyle.REPAINT) {
            shell.echoing(Echoes.repaint());
        }
        return shell;
    }

    /** The transport has logged in. */
    ScriptedShell greeted(ScriptedShell shell) {
        return shell.greeting(script.greeting());
    }

    /** Tells whether devices of this kind can ask for the login inside the shell. */
    boolean asksForLogin() {
        return PlatformDialect.of(platform.id()).has("login");
    }

    /** The device asks for the login inside the shell. */
    ScriptedShell askedForLogin(ScriptedShell shell) {
        return shell.loginInShell().greeting(script.loginQuestion(shell));
    }

    /** The device asks for the login inside the shell where its kind does. */
    ScriptedShell met(ScriptedShell shell) {
        return asksForLogin() ? askedForLogin(shell) : greeted(shell);
    }

    DeviceSession open(ScriptedShell shell) {
        return Sessions.open(shell, platform.id(), credentials(), Sessions.INSTANT);
    }

    private Credentials credentials() {
        Credentials.Builder credentials = Credentials.of("kim").password(Secret.of("pa55word"));
        if (platform.enable().isPresent()
                && platform.enable().flatMap(EnableRules::from).isEmpty()) {
            credentials.enableUsername("root").enableSecret(Secret.of(PlatformScript.SECRET));
        }
        return credentials.build();
    }

    static String lastLine(String text) {
        return text.substring(text.lastIndexOf('\n') + 1);
    }
}
