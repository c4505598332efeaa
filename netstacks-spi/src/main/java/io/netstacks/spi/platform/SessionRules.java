package io.netstacks.spi.platform;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a session begins, reads and ends. Immutable.
 *
 * @param enter what the enter key sends over SSH
 * @param telnetEnter what the enter key sends over Telnet
 * @param echo how typed text is shown
 * @param ansi whether output may hold terminal escape sequences; a fact for hosts, sessions take them out in any case
 * @param charset how text is encoded
 * @param settle how long a channel has to stay quiet before a doubtful prompt is believed; 30 ms unless a file says otherwise
 * @param usernameSuffix appended to the user name at login; empty for most
 * @param login in-channel login and banner dialogues
 * @param authentication the keyboard-interactive dialogue of the platform; empty for most
 * @param init sent once after login, in this order; paging and width are among them, unless they would change a saved
 *     setting; a platform whose CLI starts in a shell ({@link EnableRules#from()}) needs {@code enable} before
 * @param initOk what a successful init command answers, by the beginning of the command; a fact for hosts, sessions go on
 *     in any case
 * @param width the command that widens the terminal, if there is one that changes no configuration
 * @param restore sent before logout, because {@code init} changed more than the session
 * @param logoutCommand ends the session
 * @param logoutDialogue what the device may ask at logout
 * @param promptTruncate how many characters of the host name a level's prompt keeps, by level
 * @param joinLines what to remove from output because the device breaks long lines there
 * @param editing the keys that the line editor acts on at once
 */
public record SessionRules(
        String enter,
        String telnetEnter,
        EchoStyle echo,
        boolean ansi,
        Charset charset,
        Duration settle,
        String usernameSuffix,
        List<Expectation> login,
        List<Expectation> authentication,
        List<String> init,
        Map<String, Pattern> initOk,
        Optional<String> width,
        List<String> restore,
        Optional<String> logoutCommand,
        List<Expectation> logoutDialogue,
        Map<String, Integer> promptTruncate,
        Optional<Pattern> joinLines,
        LineEditing editing) {

    /** Copies the collections. */
    public SessionRules {
        login = List.copyOf(login);
        authentication = List.copyOf(authentication);
        init = List.copyOf(init);
        initOk = Collections.unmodifiableMap(new LinkedHashMap<>(initOk));
        restore = List.copyOf(restore);
        logoutDialogue = List.copyOf(logoutDialogue);
        promptTruncate = Map.copyOf(promptTruncate);
    }
}
