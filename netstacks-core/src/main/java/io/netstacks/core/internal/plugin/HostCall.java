package io.netstacks.core.internal.plugin;

import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.ProviderException;
import java.util.Objects;
import java.util.function.Supplier;

/** Asks what a host has handed in, which may be anybody's. Without state. */
public final class HostCall {

    private HostCall() {}

    /**
     * Returns what it answers.
     *
     * @param who what is asked and for what, the beginning of the sentence about its failure
     * @throws NetStacksException as it threw it
     * @throws ProviderException if it throws anything else, or answers with null; the message quotes nothing of it, because it may
     *     hold a secret that was asked with
     */
    public static <T> T ask(String who, Supplier<T> asking) {
        try {
            return Objects.requireNonNull(asking.get(), "an answer is never null");
        } catch (NetStacksException e) {
            throw e;
        } catch (LinkageError | RuntimeException e) {
            throw new ProviderException(who + " failed with " + e.getClass().getName(), e);
        }
    }
}
