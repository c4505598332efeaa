package io.netstacks.core.internal.cli;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.platform.SessionRules;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves a device politely and quickly: what the session changed is put back, then the logout command is typed. Nobody
 * waits for its answer, unless the platform is known to ask something.
 */
record Farewell(SessionParts parts, Duration patience) {

    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

    void say() {
        Deadline deadline = Deadline.after(patience);
        SessionRules rules = parts.platform().session();
        try {
            for (String restore : rules.restore()) {
                parts.conversation().exchange(Exchange.of(restore), deadline);
            }
            if (rules.logoutCommand().isEmpty()) {
                return;
            }
            String logout = rules.logoutCommand().get();
            if (rules.logoutDialogue().isEmpty()) {
                parts.conversation().write(logout + "\n", deadline);
            } else {
                List<Response> asked = parts.responses().of(rules.logoutDialogue());
                parts.conversation().exchange(Exchange.of(logout).responding(asked), deadline);
            }
        } catch (NetStacksException e) {
            LOG.debug("op=logout ended early: {}", e.code()); // the connection is closed next, which is what matters
        }
    }
}
