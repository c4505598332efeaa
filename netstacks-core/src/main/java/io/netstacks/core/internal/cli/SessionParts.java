package io.netstacks.core.internal.cli;

import io.netstacks.core.session.SessionSettings;
import io.netstacks.spi.platform.Platform;

/** What a session is made of, after its login. */
record SessionParts(
        Platform platform,
        SessionSettings settings,
        ChannelReader reader,
        PromptMatcher prompts,
        SessionTranscript transcript,
        Conversation conversation,
        LevelGraph graph,
        LevelWalker walker,
        ContextWalker contexts,
        Responses responses) {}
