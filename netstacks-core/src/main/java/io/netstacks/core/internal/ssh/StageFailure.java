package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.SshProfile;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import net.schmizz.sshj.userauth.UserAuthException;

/**
 * Turns what the libraries below throw in a stage of a login into our codes, with what was tried and what to do. Immutable.
 *
 * @param own when the time of the stage is over
 * @param whole when the time of the caller is over
 */
record StageFailure(ConnectRequest request, Endpoint endpoint, String stage, Deadline own, Deadline whole) {

    private static final String AUTHENTICATION = "authentication";

    NetStacksException because(Throwable failure, Optional<String> refusedKey) {
        if (isInterrupt(failure)) {
            return cancelled(failure);
        }
        if (refusedKey.isPresent()) {
            return failed(
                    ErrorCode.HOST_KEY_REJECTED,
                    "the host key of " + endpoint + " is not trusted: " + refusedKey.get(),
                    failure);
        }
        if (whole.hasPassed()) {
            return new DeadlineExceededException(
                    request.device() + ": no time left of " + whole.budget() + " at " + endpoint + " (" + stage + ")");
        }
        if (own.hasPassed()) {
            return failed(
                    ErrorCode.UNREACHABLE,
                    endpoint + " did not finish the " + stage + " within " + own.budget(),
                    failure);
        }
        return fromCause(failure);
    }

    /** Returns the failure of an interrupted thread, and sets the thread's flag again. */
    OperationCancelledException cancelled(Throwable failure) {
        Thread.currentThread().interrupt();
        return new OperationCancelledException(
                request.device() + ": cancelled while connecting to " + endpoint + " (" + stage + ")", failure);
    }

    private NetStacksException fromCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (stage.equals(AUTHENTICATION) && cause instanceof UserAuthException) {
                return failed(
                        ErrorCode.AUTHENTICATION_FAILED,
                        "the login at " + endpoint + " failed: " + text(cause),
                        failure);
            }
            if (text(cause).contains("Unable to reach a settlement")) {
                SshProfile profile = request.profile();
                return failed(
                        ErrorCode.NO_COMMON_ALGORITHM,
                        endpoint + " shares no algorithm with the profile "
                                + profile.name().toLowerCase(Locale.ROOT) + " (" + text(cause) + "); " + next(profile),
                        failure);
            }
        }
        return failed(
                ErrorCode.UNREACHABLE,
                "no connection to " + endpoint + " (" + stage + "): " + reason(failure),
                failure);
    }

    private ConnectionFailedException failed(ErrorCode code, String what, Throwable cause) {
        return new ConnectionFailedException(code, request.device() + ": " + what, cause);
    }

    private static String next(SshProfile profile) {
        return switch (profile) {
            case MODERN -> "the profile compat, or legacy, may have one";
            case COMPAT -> "the profile legacy may have one";
            case LEGACY -> "there is no weaker profile";
        };
    }

    /** Tells whether a thread was interrupted; one that waited for a socket still has its flag. */
    static boolean isInterrupt(Throwable failure) {
        if (Thread.currentThread().isInterrupted()) {
            return true;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }

    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "the name has no address";
            }
            if (cause instanceof SocketTimeoutException) {
                return "no answer in time";
            }
            if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
                return text(cause);
            }
        }
        return text(failure);
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
