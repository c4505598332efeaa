package io.netstacks.core.internal.gate;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.ResolvedHop;
import io.netstacks.spi.transport.ResolvedProxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps a wrong password from being tried on one device after the other: whoever checks it for all of them locks the account.
 * Until some device has taken credentials, only a few logins with them are on their way at once; when a few devices have refused
 * them and none has taken them since, there are no more for a while. Remembers a salted hash of credentials, never a secret.
 * Safe for use by many threads.
 */
final class LoginCaution {

    /** So many devices may refuse credentials, one after the other; with the fifth try many servers lock an account. */
    static final int MOST_REFUSALS = 3;

    /** After it one more login may find out whether somebody has put things right. */
    static final Duration PAUSE = Duration.ofMinutes(10);

    /** A login that takes longer is most likely not refused but waits for a device that is away: others need not wait for it. */
    static final Duration SLOW = Duration.ofSeconds(3);

    /** Credentials that are remembered; those that were not used for longest are forgotten first. */
    private static final int MOST_REMEMBERED = 4096;

    private final LongSupplier nanos;
    private final byte[] salt = new byte[16];
    private final Map<ByteBuffer, Experience> experiences = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Experience> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** Creates it. */
    LoginCaution(LongSupplier nanos) {
        this.nanos = nanos;
        new SecureRandom().nextBytes(salt);
    }

    /** A login that is on its way, until it is closed. */
    interface Attempt extends AutoCloseable {

        /** The device has taken the credentials. */
        void taken();

        /** The device has refused them. */
        void refused();

        /** It is over; what was told is what counts. Never throws. */
        @Override
        void close();
    }

    /**
     * Waits until a login may be tried.
     *
     * @throws ConnectionFailedException with {@code AUTHENTICATION_FAILED} if it must not
     * @throws DeadlineExceededException if others were on their way for all the time
     */
    Attempt begin(ConnectRequest request, Deadline deadline) {
        return experience(request).begin(request.device(), deadline);
    }

    private Experience experience(ConnectRequest request) {
        ByteBuffer key = key(request);
        synchronized (experiences) {
            return experiences.computeIfAbsent(key, unknown -> new Experience());
        }
    }

    /** A jump host or a proxy on the way may refuse what it is shown, which says nothing of the device's. */
    private ByteBuffer key(ConnectRequest request) {
        MessageDigest digest = sha256();
        digest.update(salt);
        add(digest, request.credentials());
        for (ResolvedHop hop : request.hops()) {
            add(digest, hop.credentials());
        }
        request.proxy().flatMap(ResolvedProxy::credentials).ifPresent(who -> {
            add(digest, "proxy");
            add(digest, who);
        });
        return ByteBuffer.wrap(digest.digest());
    }

    private static void add(MessageDigest digest, Credentials who) {
        add(digest, who.realm());
        add(digest, who.username());
        add(digest, who.password());
        add(digest, who.enableSecret());
        add(digest, who.privateKey());
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static void add(MessageDigest digest, Optional<Secret> secret) {
        secret.ifPresent(there -> there.useUtf8(bytes -> {
            digest.update(bytes);
            return bytes.length;
        }));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What was seen of one set of credentials. */
    private final class Experience {

        private final Set<String> refusedBy = new LinkedHashSet<>();
        private final List<Login> onTheirWay = new ArrayList<>();
        private boolean proven;
        private long lastRefusal;

        synchronized Attempt begin(String device, Deadline deadline) {
            while (!mayBegin(device)) {
                long left = deadline.remainingNanos();
                if (left <= 0) {
                    throw new DeadlineExceededException(
                            device + ": no turn for a login after " + deadline.budget()
                                    + "; others with the same credentials were on their way, and nobody knew whether they are right");
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, SLOW.toNanos() / 4));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new OperationCancelledException(device + ": cancelled while waiting for a login");
                }
            }
            Login login = new Login(device);
            onTheirWay.add(login);
            return login;
        }

        private boolean mayBegin(String device) {
            long now = nanos.getAsLong();
            if (refusedBy.size() >= MOST_REFUSALS) {
                if (now - lastRefusal < PAUSE.toNanos()) {
                    throw new ConnectionFailedException(
                            ErrorCode.AUTHENTICATION_FAILED,
                            device + ": not logged in, because " + String.join(", ", refusedBy)
                                    + " have refused the same credentials and none has taken them since; tried on and on, a"
                                    + " wrong password locks the account. Put the credentials right, or try again after "
                                    + PAUSE.toMinutes() + " minutes");
                }
                refusedBy.remove(refusedBy.iterator().next());
            }
            return proven || refusedBy.size() + quickOnes(now) < MOST_REFUSALS;
        }

        private long quickOnes(long now) {
            return onTheirWay.stream()
                    .filter(login -> now - login.begun < SLOW.toNanos())
                    .count();
        }

        private final class Login implements Attempt {

            private final String device;
            private final long begun = nanos.getAsLong();

            Login(String device) {
                this.device = device;
            }

            @Override
            public void taken() {
                synchronized (Experience.this) {
                    proven = true;
                    refusedBy.clear();
                    Experience.this.notifyAll();
                }
            }

            @Override
            public void refused() {
                synchronized (Experience.this) {
                    proven = false;
                    refusedBy.add(device);
                    lastRefusal = nanos.getAsLong();
                }
            }

            @Override
            public void close() {
                synchronized (Experience.this) {
                    onTheirWay.remove(this);
                    Experience.this.notifyAll();
                }
            }
        }
    }
}
