package io.netstacks.testkit.fake;

import org.apache.sshd.common.Factory;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.IoServiceFactoryFactory;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Lets many SSH servers share one channel group: by default each server of MINA sshd starts threads of its own, and a
 * thousand devices would be thousands of threads. Closing it leaves the shared group alone.
 */
final class SharedIoServiceFactory extends AbstractCloseable implements IoServiceFactory {

    /** Hands it to a server. */
    record Supplier(IoServiceFactory shared) implements IoServiceFactoryFactory {

        @Override
        public IoServiceFactory create(FactoryManager manager) {
            return new SharedIoServiceFactory(shared, manager.getIoServiceEventListener());
        }

        @Override
        public void setExecutorServiceFactory(Factory<CloseableExecutorService> factory) {
            throw new IllegalStateException("the executor is the farm's");
        }
    }

    private final IoServiceFactory shared;
    private @Nullable IoServiceEventListener listener;

    private SharedIoServiceFactory(IoServiceFactory shared, @Nullable IoServiceEventListener listener) {
        this.shared = shared;
        this.listener = listener;
    }

    @Override
    public IoAcceptor createAcceptor(IoHandler handler) {
        IoAcceptor acceptor = shared.createAcceptor(handler);
        acceptor.setIoServiceEventListener(listener);
        return acceptor;
    }

    @Override
    public IoConnector createConnector(IoHandler handler) {
        return shared.createConnector(handler);
    }

    @Override
    public @Nullable IoServiceEventListener getIoServiceEventListener() {
        return listener;
    }

    @Override
    public void setIoServiceEventListener(@Nullable IoServiceEventListener value) {
        listener = value;
    }
}
