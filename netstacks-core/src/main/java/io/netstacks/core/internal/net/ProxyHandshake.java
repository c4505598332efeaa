package io.netstacks.core.internal.net;

import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.device.ProxySpec;
import io.netstacks.spi.transport.ResolvedProxy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Asks a proxy for a connection: SOCKS5 (RFC 1928, with RFC 1929) or HTTP {@code CONNECT} (RFC 9110, 9.3.6). */
final class ProxyHandshake {

    private static final int LONGEST_HEADER = 16 * 1024;
    private static final int SOCKS = 5;
    private static final int NO_LOGIN = 0;
    private static final int USER_LOGIN = 2;
    private static final Pattern LITERAL_V4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

    private final ResolvedProxy proxy;
    private final InputStream in;
    private final OutputStream out;

    ProxyHandshake(ResolvedProxy proxy, InputStream in, OutputStream out) {
        this.proxy = proxy;
        this.in = in;
        this.out = out;
    }

    void reach(Endpoint target) throws IOException {
        if (proxy.kind() == ProxySpec.Kind.SOCKS5) {
            socks(target);
        } else {
            http(target);
        }
    }

    private ProxyFailure refused(String why) {
        return ProxyFailure.because(proxy, why);
    }

    private void http(Endpoint target) throws IOException {
        StringBuilder request = new StringBuilder("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n");
        proxy.credentials()
                .ifPresent(who -> request.append("Proxy-Authorization: Basic ")
                        .append(Base64.getEncoder()
                                .encodeToString(
                                        (who.username() + ":" + password(who)).getBytes(StandardCharsets.UTF_8)))
                        .append("\r\n"));
        out.write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        String status = header().lines().findFirst().orElse("");
        if (status.matches("HTTP/1\\.[01] 407.*")) {
            throw ProxyFailure.ofLogin(
                    proxy,
                    proxy.credentials()
                            .map(who -> "refuses the login of \"" + who.username() + "\" (" + PeerText.of(status) + ")")
                            .orElse("wants a login (" + PeerText.of(status) + ")"));
        }
        if (!status.matches("HTTP/1\\.[01] 2\\d\\d.*")) {
            throw refused("answers \"" + PeerText.of(status) + "\" to CONNECT");
        }
    }

    /** Reads byte by byte: what follows the empty line is the peer's already. */
    private String header() throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n") && !text.endsWith("\n\n")) {
            header.write(next());
            if (header.size() > LONGEST_HEADER) {
                throw refused("sends a header without end");
            }
            text = header.toString(StandardCharsets.ISO_8859_1);
        }
        return text;
    }

    private void socks(Endpoint target) throws IOException {
        Optional<Credentials> who = proxy.credentials();
        out.write(who.isPresent() ? new byte[] {SOCKS, 2, NO_LOGIN, USER_LOGIN} : new byte[] {SOCKS, 1, NO_LOGIN});
        out.flush();
        if (next() != SOCKS) {
            throw refused("does not speak SOCKS5");
        }
        int method = next();
        if (method == USER_LOGIN && who.isPresent()) {
            login(who.get());
        } else if (method != NO_LOGIN) {
            throw ProxyFailure.ofLogin(
                    proxy, who.isPresent() ? "takes no login with a user name and a password" : "wants a login");
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(new byte[] {SOCKS, 1, 0});
        request.write(address(target.host()));
        request.write(new byte[] {(byte) (target.port() >> 8), (byte) target.port()});
        out.write(request.toByteArray());
        out.flush();
        readAnswer();
    }

    /** Returns a literal address as such, and any other name for the proxy to look up. */
    private byte[] address(String host) throws IOException {
        ByteArrayOutputStream address = new ByteArrayOutputStream();
        if (host.indexOf(':') >= 0 || LITERAL_V4.matcher(host).matches()) {
            byte[] bytes = InetAddress.getByName(host).getAddress(); // a literal: nobody is asked
            address.write(bytes.length == 4 ? 1 : 4);
            address.write(bytes);
        } else {
            byte[] name = host.getBytes(StandardCharsets.UTF_8);
            address.write(3);
            address.write(oneByte(name.length, "the host name"));
            address.write(name);
        }
        return address.toByteArray();
    }

    private int oneByte(int length, String what) throws IOException {
        if (length > 255) {
            throw refused("speaks SOCKS5, and " + what + " is longer than its 255 bytes");
        }
        return length;
    }

    private void login(Credentials who) throws IOException {
        byte[] user = who.username().getBytes(StandardCharsets.UTF_8);
        byte[] secret = password(who).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(1);
        request.write(oneByte(user.length, "the user name"));
        request.write(user);
        request.write(oneByte(secret.length, "the password"));
        request.write(secret);
        out.write(request.toByteArray());
        out.flush();
        next();
        if (next() != 0) {
            throw ProxyFailure.ofLogin(proxy, "refuses the login of \"" + who.username() + "\"");
        }
    }

    private void readAnswer() throws IOException {
        next();
        int status = next();
        if (status != 0) {
            throw refused("cannot connect: " + words(status) + " (SOCKS status " + status + ")");
        }
        next();
        int kind = next();
        int length = kind == 1 ? 4 : kind == 4 ? 16 : next();
        for (int i = 0; i < length + 2; i++) {
            next();
        }
    }

    /** RFC 1928, section 6. */
    private static String words(int status) {
        return switch (status) {
            case 1 -> "it failed";
            case 2 -> "its rules do not allow it";
            case 3 -> "the network is unreachable";
            case 4 -> "the host is unreachable";
            case 5 -> "the connection is refused";
            case 6 -> "it took too long";
            case 7 -> "it does not do that";
            case 8 -> "it does not take this kind of address";
            default -> "it does not say why";
        };
    }

    private int next() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw refused("closed the connection");
        }
        return value;
    }

    private static String password(Credentials who) {
        return who.password().map(secret -> secret.use(String::new)).orElse("");
    }
}
