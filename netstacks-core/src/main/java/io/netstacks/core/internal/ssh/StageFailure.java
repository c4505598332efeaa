package io.netstacks.core.internal.ssh;

import io.netstacks.core.internal.net.PeerText;
import io.netstacks.core.internal.net.ProxyFailure;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.SshProfile;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.userauth.UserAuthException;

/**
 * Turns what the libraries below throw in a stage of a login into our codes, with what was tried, on which way, what was seen,
 * and what to do. Immutable.
 *
 * @param endpoint the device, or the jump host that it was about
 * @param own when the time of the stage is over
 * @param whole when the time of the caller is over
 */
public record StageFailure(ConnectRequest request, Endpoint endpoint, String stage, Deadline own, Deadline whole) {

    private static final String AUTHENTICATION = "authentication";

    /** What sshj says when two lists have nothing in common. */
    private static final Pattern NO_SETTLEMENT =
            Pattern.compile("Unable to reach a settlement of (\\w+): \\[.*?\\] and \\[(.*?)\\]");

    /**
     * What the peer has shown until then. Immutable.
     *
     * @param refusedKey why its host key was refused
     * @param instead what it said where it should have said that it speaks SSH
     */
    public record Seen(Optional<String> refusedKey, Optional<String> instead) {

        /** Of a peer that has shown nothing. */
        public static final Seen NOTHING = new Seen(Optional.empty(), Optional.empty());
    }

    /** Returns the failure; a refused host key is told before all that follows from it. */
    public NetStacksException because(Throwable failure, Seen seen) {
        if (isInterrupt(failure)) {
            return cancelled(failure);
        }
        if (seen.refusedKey().isPresent()) {
            return failed(
                    ErrorCode.HOST_KEY_REJECTED,
                    "the host key of " + place() + " is not trusted: "
                            + seen.refusedKey().get(),
                    failure);
        }
        String instead = seen.instead()
                .map(said -> "; instead of an SSH identification it sent \"" + said + "\"")
                .orElse("");
        if (whole.hasPassed()) {
            return new DeadlineExceededException(
                    request.device() + ": no time left of " + whole.budget() + " at " + place() + way() + " (" + stage
                            + ")" + instead,
                    fromCause(failure, instead));
        }
        if (own.hasPassed()) {
            return failed(
                    ErrorCode.UNREACHABLE,
                    place() + " did not finish the " + stage + " within " + own.budget() + way() + instead,
                    failure);
        }
        return fromCause(failure, instead);
    }

    /** Returns the failure of an interrupted thread, and sets the thread's flag again. */
    OperationCancelledException cancelled(Throwable failure) {
        Thread.currentThread().interrupt();
        return new OperationCancelledException(
                request.device() + ": cancelled while connecting to " + place() + way() + " (" + stage + ")", failure);
    }

    private NetStacksException fromCause(Throwable failure, String instead) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreException ours) {
                return ours; // of host keys, through the threads of the library
            }
            if (cause instanceof ProxyFailure proxy && proxy.isOfLogin()) {
                return failed(ErrorCode.AUTHENTICATION_FAILED, "no way to " + place() + ": " + text(proxy), failure);
            }
            Matcher lists = NO_SETTLEMENT.matcher(String.valueOf(cause.getMessage()));
            if (lists.find()) {
                return failed(ErrorCode.NO_COMMON_ALGORITHM, noCommon(lists), failure);
            }
            if (stage.equals(AUTHENTICATION) && cause instanceof UserAuthException) {
                return failed(
                        ErrorCode.AUTHENTICATION_FAILED,
                        "the login at " + place() + " failed: " + text(cause),
                        failure);
            }
        }
        return failed(
                ErrorCode.UNREACHABLE,
                "no connection to " + place() + way() + " (" + stage + "): " + reason(failure) + instead,
                failure);
    }

    private String noCommon(Matcher lists) {
        SshProfile profile = request.profile();
        List<String> offered = List.of(lists.group(2).split(", ", -1));
        return place() + " shares no algorithm with the profile " + name(profile) + "; as "
                + lists.group(1).replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT) + " it has "
                + PeerText.of(offered.toString())
                + AlgorithmProfiles.weakerWith(profile, offered)
                        .map(weaker -> "; the profile " + name(weaker) + " has one of these")
                        .orElse("; no weaker profile has one of these");
    }

    private static String name(SshProfile profile) {
        return profile.name().toLowerCase(Locale.ROOT);
    }

    /** Whoever reads this may not know which of the addresses is a jump host. */
    String place() {
        return hop() < 0 ? endpoint.toString() : "the jump host " + endpoint;
    }

    private String way() {
        List<Endpoint> hops = SshjTransportProvider.via(request);
        int before = hop() < 0 ? hops.size() - 1 : hop() - 1;
        if (before >= 0) {
            return " through the jump host " + hops.get(before);
        }
        return request.proxy()
                .map(proxy -> " through the proxy " + proxy.endpoint())
                .orElse("");
    }

    private int hop() {
        return endpoint.equals(request.endpoint())
                ? -1
                : SshjTransportProvider.via(request).indexOf(endpoint);
    }

    private ConnectionFailedException failed(ErrorCode code, String what, Throwable cause) {
        return new ConnectionFailedException(code, request.device() + ": " + what, cause);
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

    /** Returns why something failed, in the words of whoever knows most. */
    static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "the name \"" + PeerText.of(String.valueOf(cause.getMessage())) + "\" has no address";
            }
            if (cause instanceof ForwardChannel.BrokenHop hop) {
                return text(hop);
            }
            if (cause instanceof SocketTimeoutException) {
                return "no answer in time";
            }
            if (cause instanceof IndexOutOfBoundsException) { // of the library, whose message tells nobody anything
                return "it sent what cannot be read";
            }
            if (cause instanceof OpenFailException refused) {
                String words =
                        refused.getReason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
                return text(refused).isBlank() ? words : words + " (" + text(refused) + ")";
            }
        }
        return text(failure);
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        if (message == null) {
            return failure.getClass().getSimpleName();
        }
        return message.contains("encountered EOF") ? "it closed the connection" : PeerText.of(message);
    }
}
