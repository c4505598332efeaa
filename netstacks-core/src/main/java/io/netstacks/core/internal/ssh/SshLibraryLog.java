package io.netstacks.core.internal.ssh;

import net.schmizz.sshj.common.LoggerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

/**
 * What sshj says is for whoever looks for the cause of a failure, and never an alarm: a refused login, a closed port or a
 * lost peer comes out as our own exception. So all of it is DEBUG, and its TRACE, which shows the bytes of packets with
 * the passwords in them, is nothing. Safe for use by many threads.
 */
final class SshLibraryLog implements LoggerFactory {

    @Override
    public Logger getLogger(String name) {
        return new Quiet(org.slf4j.LoggerFactory.getLogger(name));
    }

    @Override
    public Logger getLogger(Class<?> type) {
        return getLogger(type.getName());
    }

    /** A logger with one level. */
    private static final class Quiet extends LegacyAbstractLogger {

        private static final long serialVersionUID = 1L;

        private final transient Logger target;

        Quiet(Logger target) {
            this.target = target;
            name = target.getName();
        }

        @Override
        public boolean isTraceEnabled() {
            return false;
        }

        @Override
        public boolean isDebugEnabled() {
            return target.isDebugEnabled();
        }

        @Override
        public boolean isInfoEnabled() {
            return target.isDebugEnabled();
        }

        @Override
        public boolean isWarnEnabled() {
            return target.isDebugEnabled();
        }

        @Override
        public boolean isErrorEnabled() {
            return target.isDebugEnabled();
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null; // who called is told by the name
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String message,
                Object @Nullable [] arguments,
                @Nullable Throwable failure) {
            target.atDebug()
                    .setMessage(org.slf4j.helpers.MessageFormatter.basicArrayFormat(message, arguments))
                    .setCause(failure)
                    .log();
        }
    }
}
