package io.netstacks.core.internal.ssh;

import io.netstacks.core.internal.net.PeerText;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * What a peer sends first: lines for people, then its identification (RFC 4253, section 4.2). Keeps them for messages and
 * the report, and ends a peer that never comes to the point. Later reads go through. Confined: one thread at a time.
 */
final class Greeting extends InputStream {

    private static final String SSH = "SSH-";
    private static final int LONGEST_IDENTIFICATION = 255;

    /** As OpenSSH takes it. */
    private static final int LONGEST_LINE = 8 * 1024;

    private static final int LONGEST = 64 * 1024;

    private final InputStream source;
    private final StringBuilder said = new StringBuilder();
    private int lineStart;
    private boolean over;

    Greeting(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        int octet = source.read();
        if (!over && octet >= 0) {
            note((char) octet);
        }
        return octet;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (over || length == 0) {
            return source.read(target, offset, length);
        }
        int octet = read();
        if (octet < 0) {
            return -1;
        }
        target[offset] = (byte) octet;
        return 1;
    }

    private void note(char octet) throws IOException {
        said.append(octet);
        boolean identification = said.indexOf(SSH, lineStart) == lineStart;
        if (octet == '\n') {
            over = identification;
            lineStart = over ? lineStart : said.length();
        } else if (identification && said.length() - lineStart > LONGEST_IDENTIFICATION) {
            throw new IOException("its SSH identification has more than " + LONGEST_IDENTIFICATION + " characters");
        }
        if (said.length() - lineStart > LONGEST_LINE || said.length() > LONGEST) {
            throw new IOException("what it says has no end");
        }
    }

    /** Returns the identification, for example {@code SSH-2.0-Cisco-1.25}; empty until it has come. */
    String identification() {
        return over ? said.substring(lineStart).strip() : "";
    }

    /** Returns what came instead of an identification, as it may be shown. */
    Optional<String> instead() {
        return over || said.toString().isBlank() ? Optional.empty() : Optional.of(PeerText.of(said.toString()));
    }

    @Override
    public int available() throws IOException {
        return source.available();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
