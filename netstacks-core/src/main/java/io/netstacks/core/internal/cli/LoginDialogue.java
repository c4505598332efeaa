package io.netstacks.core.internal.cli;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.platform.EchoStyle;
import io.netstacks.spi.platform.EnableRules;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.transport.ConnectionReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Comes from an open shell to a session that is ready: login inside the shell where the transport has none, first
 * prompt, paging off, privileged level where there is a secret for it.
 */
final class LoginDialogue {

    private static final Pattern REFUSAL = Pattern.compile(
            "(?i)(?:authentication|login|access|permission|password)\\s+(?:has\\s+)?(?:failed|failure|incorrect|invalid|denied)"
                    + "|invalid (?:login|password|user\\S*|credentials)|bad passwords?|(?:login|password) incorrect"
                    + "|unable to authenticate|wrong password");

    private final Platform platform;
    private final Credentials credentials;
    private final boolean loginInShell;
    private final SessionParts parts;

    LoginDialogue(Platform platform, Credentials credentials, ConnectionReport report, SessionParts parts) {
        this.platform = platform;
        this.credentials = credentials;
        this.parts = parts;
        loginInShell =
                report.authentication().filter(method -> !method.equals("none")).isEmpty();
    }

    void perform(Deadline deadline) {
        firstPrompt(deadline);
        prepare(deadline);
    }

    /** Comes from the first prompt to a session that is ready. */
    void prepare(Deadline deadline) {
        if (platform.enable().flatMap(EnableRules::from).isPresent()) {
            parts.walker().enter(parts.graph().operational(), deadline);
        }
        prepareTerminal(deadline);
        parts.walker().begin();
        if (credentials.enableSecret().isPresent() && mayEnable()) {
            parts.walker().enter("privileged", deadline);
        }
    }

    /** Waits for the first prompt and logs in inside the shell on the way, if the device asks for that. */
    void firstPrompt(Deadline deadline) {
        List<Response> responses = new ArrayList<>();
        responses.add(parts.responses().newPassword());
        responses.addAll(parts.responses().ofLogin(platform.session().login()));
        responses.addAll(parts.responses().login());
        try {
            parts.conversation().firstPrompt(responses, provesItself(), deadline);
        } catch (SessionFailedException e) {
            if (loginInShell
                    && e.code() != ErrorCode.DEVICE_REFUSED
                    && REFUSAL.matcher(e.seen()).find()) {
                throw parts.responses().loginFailed(e);
            }
            if (loginInShell
                    && e.code() == ErrorCode.SESSION_LOST
                    && parts.responses().isPasswordLast(e.seen())) {
                throw parts.responses().hungUp(e);
            }
            throw e;
        }
    }

    /**
     * After a login by the transport no password can be asked for, so the first line that has the form of a prompt is
     * answered with the first harmless command; its echo shows what the prompt really is.
     */
    private boolean provesItself() {
        return !loginInShell
                && platform.session().echo() == EchoStyle.NORMAL
                && platform.enable().flatMap(EnableRules::from).isEmpty()
                && !beginnings().isEmpty();
    }

    private List<String> beginnings() {
        List<String> lines = new ArrayList<>(platform.session().init());
        if (parts.settings().persistentPaging() && platform.paging().persistent()) {
            lines.addAll(platform.paging().disable());
        }
        return lines;
    }

    /** What these commands answer does not matter: where they fail, the pager is answered page by page. */
    private void prepareTerminal(Deadline deadline) {
        List<String> lines = beginnings();
        if (lines.isEmpty()) {
            return;
        }
        if (platform.session().echo() == EchoStyle.NONE) {
            lines.forEach(line -> parts.conversation().exchange(Exchange.of(line), deadline));
            return;
        }
        TypedAhead ahead = parts.conversation().typeAhead(lines, deadline);
        while (ahead.waiting() > 0) {
            if (ahead.dropped()) {
                Optional<String> again = ahead.takeDropped();
                again.ifPresent(line -> parts.conversation().exchange(Exchange.of(line), deadline));
            } else {
                parts.conversation().next(ahead, deadline);
            }
        }
    }

    private boolean mayEnable() {
        return platform.level("privileged").isPresent()
                && parts.graph().step(parts.walker().current(), "privileged").isPresent();
    }
}
