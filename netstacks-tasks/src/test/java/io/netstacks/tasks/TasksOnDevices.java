package io.netstacks.tasks;

import io.netstacks.core.NetStacks;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.device.Credentials;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tasks on a simulated IOS router and a Junos router behind real SSH, new ones for each test. */
abstract class TasksOnDevices {

    final FakeDevice ios = FakeDevice.start(FakeDevices.ciscoIos("edge1"));
    final FakeDevice junos = FakeDevice.start(FakeDevices.juniperJunos("core1"));
    final NetStacks net = NetStacks.builder()
            .storage("memory")
            .credentials(CredentialSources.of(Map.of(
                    "edge1", ios.credentials(),
                    "core1", junos.credentials(),
                    "wrong", Credentials.password("admin", "Canary-wrong"))))
            .build();
    final NetStacksTasks tasks = NetStacksTasks.over(net).workers(4).build();

    @BeforeEach
    void save() {
        net.inventory().save(ios.asDevice().credential("edge1").build());
        net.inventory().save(junos.asDevice().credential("core1").build());
    }

    @AfterEach
    void close() {
        tasks.close();
        net.close();
        ios.close();
        junos.close();
    }

    static OperationContext kim() {
        return OperationContext.as(Actor.user("kim"));
    }
}
