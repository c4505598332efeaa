package io.netstacks.tasks.internal;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.error.ProviderException;
import io.netstacks.tasks.run.TaskOperation;
import io.netstacks.tasks.run.TaskOperationProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds operations on the class path. */
public final class DiscoveredOperations {

    private DiscoveredOperations() {}

    /**
     * Returns the operations of all providers that a class loader finds.
     *
     * @throws ProviderException if one is broken: work that nobody can do should be known before it is asked for
     */
    public static List<TaskOperation<?, ?>> by(ClassLoader loader, NetStacks net) {
        List<TaskOperation<?, ?>> found = new ArrayList<>();
        try {
            for (TaskOperationProvider provider : ServiceLoader.load(TaskOperationProvider.class, loader)) {
                found.addAll(provider.operations(net));
            }
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) { // a provider may be anybody's
            throw new ProviderException(
                    "task operations on the class path cannot be used: " + e
                            + "; repair the plug-in, or leave its jar out",
                    e);
        }
        return found;
    }
}
