package io.netstacks.core.transport;

import io.netstacks.core.internal.ssh.KnownHostsFile;
import io.netstacks.spi.transport.HostKeyStore;
import java.nio.file.Path;

/** Ready-made host-key stores. What they return is safe for use by many threads. */
public final class HostKeyStores {

    private HostKeyStores() {}

    /**
     * Returns a store over an OpenSSH {@code known_hosts} file: plain and hashed names, {@code [host]:port}, patterns with
     * {@code *} and {@code ?}, {@code @revoked} marks. Lines of certificate authorities ({@code @cert-authority}) are left alone
     * and trust nobody: certificates are not supported. It is read anew when it has changed, and held in memory until then; a
     * key that is trusted for the first time is appended. The file is made when the first key is.
     */
    public static HostKeyStore knownHosts(Path file) {
        return new KnownHostsFile(file);
    }
}
