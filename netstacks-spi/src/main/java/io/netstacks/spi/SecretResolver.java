package io.netstacks.spi;

/** Turns a reference such as {@code env:ROUTER_PASSWORD} into the secret, as late as possible. Safe for use by many threads. */
public interface SecretResolver {

    /**
     * Returns the secret that a reference names.
     *
     * @param reference {@code scheme:rest}
     * @throws io.netstacks.spi.error.NotFoundException if there is none; the message has the reference, never a value
     */
    Secret resolve(String reference);
}
