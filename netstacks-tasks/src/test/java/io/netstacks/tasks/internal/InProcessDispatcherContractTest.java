package io.netstacks.tasks.internal;

import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.run.TaskDispatcherContract;

/** The dispatcher of one process, which is there when nobody names another. */
class InProcessDispatcherContractTest extends TaskDispatcherContract {

    @Override
    protected NetStacksTasks.Builder with(NetStacksTasks.Builder builder) {
        return builder;
    }
}
