package io.netstacks.adapter.dbscheduler;

import io.netstacks.core.store.KeyProviders;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.run.TaskDispatcherContract;
import java.time.Duration;

/** The cluster's dispatcher keeps what every dispatcher keeps. */
class ClusterDispatchContractTest extends TaskDispatcherContract {

    private static final int WAITING = 8;

    private final ClusterDatabase database = new ClusterDatabase();

    @Override
    protected NetStacksTasks.Builder with(NetStacksTasks.Builder builder) {
        return builder.dispatcher(ClusterDispatch.over(database, KeyProviders.of(KeyProviders.generate()))
                .inSchema(database.schema())
                .as("alone")
                .atOnce(4)
                .waiting(WAITING)
                .polling(Duration.ofMillis(100)));
    }

    @Override
    protected void closeRest() {
        database.close();
    }
}
