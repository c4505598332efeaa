package io.netstacks.core.config;

import io.netstacks.spi.command.Command;
import io.netstacks.spi.platform.Platform;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Decides whether a command that claims to read really only reads. Commands of kind {@code EXEC} claim nothing and pass.
 * Immutable.
 */
public final class CommandPolicy {

    private static final int LONGEST = 1024;

    /** Verbs that only read on the platforms that have them. */
    private static final Set<String> READING = Set.of("show", "display", "get", "dir", "ping", "traceroute", "uname");

    /** What an escape needs at least; most commands have none of them, and need no pattern. */
    private static final String SUSPICIOUS = ";&`>$|";

    /** A redirection, a second command, a shell's substitution. */
    private static final Pattern ESCAPES = Pattern.compile("[;&`>]|\\$\\(|\\|\\s*(?:redirect|append|tee|save)\\b");

    /** Begins with a reading verb and yet is a burden or a change. */
    private static final Pattern HEAVY =
            Pattern.compile("(?:show|display)\\s+(?:tech\\S*|diagnostic-information)\\b.*");

    private final Set<String> verbs;
    private final boolean heavyAllowed;

    private CommandPolicy(Set<String> verbs, boolean heavyAllowed) {
        this.verbs = Set.copyOf(verbs);
        this.heavyAllowed = heavyAllowed;
    }

    /** Returns the policy that holds by default: commands that begin with a reading verb, and the platform's own. */
    public static CommandPolicy readOnly() {
        return new CommandPolicy(READING, false);
    }

    /** Returns a copy that takes another verb for a reading one. */
    public CommandPolicy allowing(String verb) {
        Set<String> more = new TreeSet<>(verbs);
        more.add(verb.toLowerCase(Locale.ROOT));
        return new CommandPolicy(more, heavyAllowed);
    }

    /** Returns a copy that lets support dumps such as {@code show tech-support} pass. */
    public CommandPolicy allowingSupportDumps() {
        return new CommandPolicy(verbs, true);
    }

    /**
     * Returns why the command may not run.
     *
     * @return a sentence that says what to do instead; empty if it may run
     */
    public Optional<String> refusal(Platform platform, Command command) {
        if (command.kind() == Command.Kind.EXEC) {
            return Optional.empty();
        }
        // what the platform itself reads with is not asked about, and is seldom refused
        return refusal(platform, command.text())
                .filter(reason -> !platform.config().show().containsValue(command.text()));
    }

    private Optional<String> refusal(Platform platform, String text) {
        if (text.length() > LONGEST || !isPrintable(text)) {
            return Optional.of("a show command has at most " + LONGEST + " printable ASCII characters");
        }
        int blank = text.indexOf(' ');
        String verb = (blank < 0 ? text : text.substring(0, blank)).toLowerCase(Locale.ROOT);
        if (!verbs.contains(verb)) {
            return Optional.of("\"" + verb + "\" is not known to only read on " + platform.id()
                    + "; use Command.exec(…) if it is meant, or allow the verb in the command policy");
        }
        if (isSuspicious(text) && ESCAPES.matcher(text).find()) {
            return Optional.of("a show command must not redirect, chain or save; use Command.exec(…) if it is meant");
        }
        if (!heavyAllowed && isHeavy(text)) {
            return Optional.of("support dumps load the device; allow them in the command policy");
        }
        return Optional.empty();
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isSuspicious(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (SUSPICIOUS.indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHeavy(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return (lower.contains("tech") || lower.contains("diagnostic"))
                && HEAVY.matcher(lower).matches();
    }
}
