package io.netstacks.core.session;

import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.session.SessionLog;
import java.time.Duration;
import java.util.Optional;

/** How sessions read and type, where a platform does not say. The defaults suit real devices. Immutable. */
public final class SessionSettings {

    private final Optional<Duration> settle;
    private final Duration quiet;
    private final Duration questionPause;
    private final boolean persistentPaging;
    private final int pipelineWindow;
    private final SessionLog log;
    private final boolean logging;

    private SessionSettings(Builder builder) {
        settle = builder.settle;
        quiet = builder.quiet;
        questionPause = builder.questionPause;
        persistentPaging = builder.persistentPaging;
        pipelineWindow = builder.pipelineWindow;
        log = builder.log;
        logging = builder.logging;
    }

    /** Returns the settings that hold when nobody sets any. */
    public static SessionSettings standard() {
        return builder().build();
    }

    /** Starts settings with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns how long a doubtful prompt has to stay the last thing; empty for what the platform says (30 ms). */
    public Optional<Duration> settle() {
        return settle;
    }

    /** Returns after how long without bytes a covered prompt is asked for again; 1 s. */
    public Duration quiet() {
        return quiet;
    }

    /** Returns how long what looks like a question has to stay the last thing before it is one; 250 ms. */
    public Duration questionPause() {
        return questionPause;
    }

    /** Tells whether paging is turned off even where that changes a saved setting; it is not. */
    public boolean persistentPaging() {
        return persistentPaging;
    }

    /** Returns how many configuration lines may be on their way at once in a pipelined change; 256. */
    public int pipelineWindow() {
        return pipelineWindow;
    }

    /** Returns who gets the lines of all sessions. */
    public SessionLog log() {
        return log;
    }

    /** Tells whether there is a log to write. */
    public boolean logging() {
        return logging;
    }

    /** Collects settings. Confined: one thread at a time. */
    public static final class Builder {

        private Optional<Duration> settle = Optional.empty();
        private Duration quiet = Duration.ofSeconds(1);
        private Duration questionPause = Duration.ofMillis(250);
        private boolean persistentPaging;
        private int pipelineWindow = 256;
        private SessionLog log = SessionLog.none();
        private boolean logging;

        private Builder() {}

        /** Sets how long a doubtful prompt has to stay the last thing, whatever the platform says. */
        public Builder settle(Duration value) {
            settle = Optional.of(positive("settle", value));
            return this;
        }

        /** Sets after how long without bytes a covered prompt is asked for again. */
        public Builder quiet(Duration value) {
            quiet = positive("quiet", value);
            return this;
        }

        /** Sets how long what looks like a question has to stay the last thing before it is one. */
        public Builder questionPause(Duration value) {
            questionPause = positive("questionPause", value);
            return this;
        }

        /** Turns paging off even where that changes a saved setting of the device. */
        public Builder persistentPaging(boolean value) {
            persistentPaging = value;
            return this;
        }

        /**
         * Sets how many configuration lines may be on their way at once in a pipelined change, from 1 to 1000; 256 when never set. So
         * many may have been carried out behind a line that the device refuses.
         */
        public Builder pipelineWindow(int lines) {
            if (lines < 1 || lines > 1000) {
                throw InvalidInputException.of("pipelineWindow must be from 1 to 1000 but is " + lines);
            }
            pipelineWindow = lines;
            return this;
        }

        /** Sets who gets the lines of all sessions, secrets masked. */
        public Builder log(SessionLog value) {
            log = value;
            logging = true;
            return this;
        }

        /** Returns the settings. */
        public SessionSettings build() {
            return new SessionSettings(this);
        }

        private static Duration positive(String name, Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw InvalidInputException.of(name + " must be positive but is " + value);
            }
            return value;
        }
    }
}
