package io.netstacks.testkit;

import io.netstacks.spi.stack.ServiceStack;
import io.netstacks.spi.stack.StackClaim;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.stack.StackWork;
import io.netstacks.spi.store.Stored;
import io.netstacks.spi.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Makes, takes and looks at the stacks that the tests of stacks and deployments are about. Confined: one thread at a time. */
record StackBench(Stores stores) {

    /** How long the tests claim stacks. */
    static final Duration LEASE = Duration.ofMinutes(5);

    static Instant second(long second) {
        return StorageSubject.NOW.truncatedTo(ChronoUnit.MICROS).plusSeconds(second);
    }

    private Stored<ServiceStack> stored(String id) {
        return stores.stacks().find(new StackId(id)).orElseThrow();
    }

    ServiceStack load(String id) {
        return stored(id).value();
    }

    long version(String id) {
        return stored(id).version();
    }

    /** Takes a stack as it is, to deploy it. */
    StackClaim claim(String id, String owner, long second) {
        return stores.stacks().claim(new StackId(id), version(id), StackWork.DEPLOY, owner, second(second), LEASE);
    }

    /** Makes a stack and takes it. */
    StackClaim claimed(String id) {
        stores.stacks().create(new StackId(id), StorageStackTests.definition("Name of " + id, "vlan", "r1"));
        return claim(id, "n1", 0);
    }
}
