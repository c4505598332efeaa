/**
 * Simulated network devices behind real SSH and telnet servers on the loopback interface. {@link
 * io.netstacks.testkit.fake.FakeDevices} has ready-made ones, {@link io.netstacks.testkit.fake.DeviceScript} describes
 * others, {@link io.netstacks.testkit.fake.FakeDevice} is one that runs, and {@link io.netstacks.testkit.fake.FakeFarm}
 * runs many on one set of threads.
 */
@NullMarked
package io.netstacks.testkit.fake;

import org.jspecify.annotations.NullMarked;
