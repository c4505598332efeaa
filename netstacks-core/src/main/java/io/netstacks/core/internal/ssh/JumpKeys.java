package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.ResolvedHop;
import io.netstacks.spi.transport.ResolvedProxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the names under which connections to jump hosts are shared. Secrets go in as digests under a key that nobody else
 * has: their owner may wipe them while the connection lives. Safe for use by many threads.
 */
final class JumpKeys {

    private static final String DIGEST = "HmacSHA256";

    private final SecretKeySpec key;

    JumpKeys() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, DIGEST);
    }

    /** Returns the name of the connection to the last of the first {@code count} jump hosts. */
    JumpKey of(ConnectRequest request, int count) {
        List<ResolvedHop> hops = request.hops().subList(0, count);
        List<Endpoint> hosts = hops.stream().map(ResolvedHop::endpoint).toList();
        List<String> logins = new ArrayList<>();
        hops.forEach(
                hop -> logins.add(digest(hop.credentials(), hop.hostKeyPin().orElse(""))));
        request.proxy().ifPresent(proxy -> logins.add(digest(proxy)));
        return new JumpKey(hosts, List.copyOf(logins), request.profile(), request.hostKeyPolicy(), request.hostKeys());
    }

    private String digest(ResolvedProxy proxy) {
        return digest(
                proxy.credentials().orElseGet(() -> Credentials.of("").build()), proxy.kind() + " " + proxy.endpoint());
    }

    private String digest(Credentials who, String more) {
        try {
            Mac mac = Mac.getInstance(DIGEST);
            mac.init(key);
            add(mac, more);
            add(mac, who.username());
            add(mac, who.password());
            add(mac, who.privateKey());
            add(mac, who.passphrase());
            for (Credentials.Answer answer : who.answers()) {
                add(mac, answer.question().pattern());
                add(mac, Optional.of(answer.answer()));
            }
            return Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + DIGEST, e);
        }
    }

    private static void add(Mac mac, String text) {
        add(mac, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(Mac mac, Optional<Secret> secret) {
        mac.update((byte) (secret.isPresent() ? 1 : 0));
        secret.ifPresent(present -> present.useUtf8(bytes -> add(mac, bytes)));
    }

    /** Adds the length too, so that no two lists of parts look the same. */
    private static int add(Mac mac, byte[] part) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
        mac.update(part);
        return part.length;
    }
}
