package io.netstacks.core.internal.ssh;

import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.transport.SshProfile;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import net.schmizz.sshj.userauth.UserAuthException;

/** Turns what the libraries below throw into our codes, with what was tried and what to do. */
final class SshFailures {

    private SshFailures() {}

    static NetStacksException of(
            String device, String endpoint, String stage, SshProfile profile, TrustedHostKeys keys, Throwable failure) {
        if (keys.refusal().isPresent()) {
            return new ConnectionFailedException(
                    ErrorCode.HOST_KEY_REJECTED,
                    device + ": the host key of " + endpoint + " is not trusted: "
                            + keys.refusal().get(),
                    failure);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                return new OperationCancelledException(device + ": cancelled while connecting", failure);
            }
            if (cause instanceof UserAuthException && stage.equals("authentication")) {
                return new ConnectionFailedException(
                        ErrorCode.AUTHENTICATION_FAILED,
                        device + ": the login at " + endpoint + " failed: " + text(cause),
                        failure);
            }
            if (text(cause).toLowerCase(Locale.ROOT).contains("settlement")) {
                return new ConnectionFailedException(
                        ErrorCode.NO_COMMON_ALGORITHM,
                        device + ": " + endpoint + " shares no algorithm with the profile "
                                + profile.name().toLowerCase(Locale.ROOT) + " (" + text(cause) + "); " + next(profile),
                        failure);
            }
        }
        return new ConnectionFailedException(
                ErrorCode.UNREACHABLE,
                device + ": no connection to " + endpoint + " (" + stage + "): " + reason(failure),
                failure);
    }

    private static String next(SshProfile profile) {
        return switch (profile) {
            case MODERN -> "the profile compat, or legacy, may have one";
            case COMPAT -> "the profile legacy may have one";
            case LEGACY -> "there is no weaker profile";
        };
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
