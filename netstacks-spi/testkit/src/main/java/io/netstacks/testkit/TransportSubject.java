package io.netstacks.testkit;

import io.netstacks.spi.Deadline;
import io.netstacks.testkit.fake.DeviceScript;
import java.time.Duration;

/** What the parts of {@link TransportContract} work on. Confined: one thread at a time. */
interface TransportSubject {

    /** How long something may take that should happen soon. */
    Duration SOON = Duration.ofSeconds(15);

    /** What the simulated devices say when they are ready. */
    String PROMPT = "box#";

    /** Returns the transport under test. */
    TransportBench transport();

    /** Starts a simulated device. */
    static DeviceScript.Builder box() {
        return DeviceScript.named("box").mode("exec", PROMPT, "% Unknown command: ${line}");
    }

    static Deadline soon() {
        return Deadline.after(SOON);
    }
}
