package io.netstacks.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.credential.CredentialSources;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeScripts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the testkit ships for hosts is what this library takes it for. */
class SimulatedDevicesTest {

    @ParameterizedTest
    @ValueSource(strings = {"huawei_vrp", "mikrotik_routeros", "cisco_asa"})
    void a_shipped_script_can_be_backed_up_as_it_is(String platform) {
        try (FakeDevice device = FakeDevice.start(FakeScripts.shipped(platform, "box1"));
                NetStacks net = NetStacks.builder()
                        .discovery(false)
                        .credentials(CredentialSources.of(device.credentials()))
                        .build()) {
            net.inventory().save(device.asDevice().build());

            net.backups().run("box1", OperationContext.as(Actor.user("kim")));

            assertThat(net.backups().latest("box1")).isPresent();
        }
    }
}
