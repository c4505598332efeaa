package io.netstacks.core.internal.net;

import io.netstacks.spi.transport.ResolvedProxy;
import java.io.IOException;

/** A proxy cannot be reached, is none, or does not do what it is asked to. Its message names the proxy. */
public final class ProxyFailure extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean login;

    private ProxyFailure(ResolvedProxy proxy, String what, boolean login) {
        super("the proxy " + proxy.endpoint() + " " + what);
        this.login = login;
    }

    static ProxyFailure because(ResolvedProxy proxy, String what) {
        return new ProxyFailure(proxy, what, false);
    }

    /** Returns the failure of a proxy that does not take the login, which must not be tried again. */
    static ProxyFailure ofLogin(ResolvedProxy proxy, String what) {
        return new ProxyFailure(proxy, what, true);
    }

    /** Tells whether the proxy refused who logged in. */
    public boolean isOfLogin() {
        return login;
    }
}
