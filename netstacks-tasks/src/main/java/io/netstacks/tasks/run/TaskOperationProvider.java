package io.netstacks.tasks.run;

import io.netstacks.core.NetStacks;
import java.util.List;

/**
 * Brings operations of a host or a plug-in, found by {@code ServiceLoader} where {@code NetStacksTasks.Builder.discover} asks
 * for it. Called once for each {@code NetStacksTasks}, by the thread that builds it.
 */
public interface TaskOperationProvider {

    /**
     * Returns the operations; none of them has the name or the type of requests of another.
     *
     * @param net what they work with, open as long as they are used
     */
    List<TaskOperation<?, ?>> operations(NetStacks net);
}
