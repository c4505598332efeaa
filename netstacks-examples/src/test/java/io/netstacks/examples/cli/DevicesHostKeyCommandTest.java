package io.netstacks.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.JumpHop;
import io.netstacks.spi.transport.HostKey;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A device that was exchanged shows another host key, over a real SSH connection. */
class DevicesHostKeyCommandTest extends CommandFixture {

    private final FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("edge1"));

    @BeforeEach
    void an_inventory() {
        save(device, far -> far.via(JumpHop.via("jump.example.net", 2022, "lab")));
        save(Device.named("near1")
                .at(device.endpoint().host(), device.endpoint().port())
                .platform("cisco_ios")
                .credential("lab")
                .build());
    }

    @AfterEach
    void the_device_goes() {
        device.close();
    }

    private void isForgottenWhereItIsKept(String... kept) {
        HostKey old = device.hostKey();
        assertThat(run(with(kept, "run", "-d", "near1", "show version"))).isZero();
        assertThat(run(with(kept, "devices", "host-key", "near1"))).isZero();
        assertThat(out.toString()).contains(device.endpoint() + ": trusted is " + old);

        HostKey changed = device.changeHostKey();
        assertThat(run(with(kept, "run", "-d", "near1", "show version"))).isEqualTo(NetstacksCommand.A_DEVICE_FAILED);
        assertThat(out.toString()).contains("HOST_KEY_REJECTED", old.toString(), changed.toString());

        assertThat(run(with(kept, "devices", "host-key", "near1", "--forget"))).isZero();
        assertThat(out.toString()).contains("forgotten is " + old);
        assertThat(run(with(kept, "run", "-d", "near1", "show version"))).isZero();
        assertThat(run(with(kept, "devices", "host-key", "near1", "--json"))).isZero();
        assertThat(out.toString()).contains(changed.fingerprint()).doesNotContain(old.fingerprint());
    }

    private static String[] with(String[] kept, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(kept));
        return all.toArray(String[]::new);
    }

    @Test
    void a_changed_key_is_refused_until_the_old_one_is_forgotten() {
        isForgottenWhereItIsKept();
    }

    @Test
    void the_same_goes_for_a_file_of_known_hosts() {
        isForgottenWhereItIsKept("--known-hosts", folder.resolve("known_hosts").toString());
    }

    @Test
    void the_key_of_a_jump_host_is_looked_up_by_its_name() {
        assertThat(run("devices", "host-key", "edge1", "--hop", "JUMP.example.net"))
                .isZero();
        assertThat(out.toString()).contains("jump.example.net:2022: no host key is trusted");
        assertThat(run("devices", "host-key", "edge1", "--hop", "elsewhere")).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString()).contains("is not reached through elsewhere");
    }
}
