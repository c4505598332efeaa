package io.netstacks.core.store;

import io.netstacks.spi.mop.MopCancelRequest;
import io.netstacks.spi.mop.MopProgress;
import io.netstacks.spi.mop.MopStart;
import io.netstacks.spi.mop.MopStepResult;
import io.netstacks.spi.mop.MopStepRun;
import io.netstacks.spi.mop.NewMopExecution;

/** Cuts the times of what is written about executions of MOPs to {@link StoreTime#micros}. Without state. */
public final class MopTimes {

    private MopTimes() {}

    /** Returns the execution with a shorter time. */
    public static NewMopExecution micros(NewMopExecution given) {
        MopStart start = given.start();
        return new NewMopExecution(
                new MopStart(
                        start.id(),
                        start.mopId(),
                        start.mopVersion(),
                        start.mopHash(),
                        start.startedBy(),
                        start.correlationId(),
                        start.trigger(),
                        start.triggerId(),
                        StoreTime.micros(start.createdAt())),
                given.targets(),
                given.variables());
    }

    /** Returns the progress with a shorter time. */
    public static MopProgress micros(MopProgress given) {
        return given.wakingAt(given.wakeAt().map(StoreTime::micros));
    }

    /** Returns the request with a shorter time. */
    public static MopCancelRequest micros(MopCancelRequest given) {
        return new MopCancelRequest(given.by(), given.reason(), StoreTime.micros(given.at()));
    }

    /** Returns the step run with a shorter time. */
    public static MopStepRun micros(MopStepRun given) {
        return given.startedAt(StoreTime.micros(given.startedAt()));
    }

    /** Returns the result with a shorter time. */
    public static MopStepResult micros(MopStepResult given) {
        return new MopStepResult(given.outcome(), given.summary(), StoreTime.micros(given.endedAt()));
    }
}
