package io.netstacks.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.fleet.ConnectivityReport;
import io.netstacks.core.fleet.FleetResult;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.tasks.backup.BackupDeviceConfig;
import io.netstacks.tasks.device.GetConfig;
import io.netstacks.tasks.device.SetConfig;
import io.netstacks.tasks.device.TestConnectivity;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.run.TaskRequest;
import io.netstacks.testkit.CanarySecrets;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import io.netstacks.testkit.fake.FakeFarm;
import io.netstacks.testkit.fake.FakeLogin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Logins that are refused, and secrets that nobody gets to see. */
class TaskLoginsTest extends TasksOnDevices {

    @Test
    void a_refused_login_is_reachable() {
        net.inventory().save(ios.asDevice().credential("wrong").build());

        ConnectivityReport report = tasks.run(new TestConnectivity("edge1"), kim());

        assertThat(report.reachable()).isTrue();
        assertThat(report.ok()).isFalse();
        assertThat(report.failure().orElseThrow().step()).isEqualTo(ConnectivityReport.Step.AUTHENTICATION);
        assertThat(report.toString()).doesNotContain("Canary");
    }

    @Test
    void a_refused_login_is_tried_once() {
        net.inventory().save(ios.asDevice().credential("wrong").build());
        int before = ios.loginAttempts();

        assertThatThrownBy(() -> tasks.run(GetConfig.of("edge1", "show version"), kim()))
                .isInstanceOfSatisfying(
                        NetStacksException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED));
        assertThat(ios.loginAttempts() - before).isEqualTo(1);
    }

    @Test
    void a_wrong_password_is_tried_on_three_of_many_devices() throws Exception {
        try (FakeFarm farm = FakeFarm.open()) {
            for (int i = 0; i < 40; i++) {
                net.inventory()
                        .save(farm.start(FakeDevices.ciscoIos("acc" + i))
                                .asDevice()
                                .credential("wrong")
                                .tag("access")
                                .build());
            }

            FleetResult<CommandResult> results =
                    net.devices(DeviceSelector.tag("access")).parallelism(20).run("show version");

            assertThat(results.failed().values())
                    .hasSize(40)
                    .allSatisfy(e -> assertThat(e.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED));
            assertThat(farm.devices().stream()
                            .mapToInt(FakeDevice::loginAttempts)
                            .sum())
                    .isEqualTo(3);
        }
    }

    @Test
    void the_history_has_no_output_and_no_secret() {
        tasks.run(GetConfig.of("edge1", "show running-config"), kim());

        List<TaskRecord> records =
                tasks.history(TaskQuery.all(), PageRequest.first()).items();

        assertThat(records).hasSize(1);
        assertThat(records.toString()).doesNotContain("interface").doesNotContain("enable-secret");
    }

    @Test
    void no_secret_of_a_login_is_in_what_tasks_say_keep_and_throw() {
        CanarySecrets canary = CanarySecrets.planted();
        try (FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("edge8")
                .with(script -> script.login(FakeLogin.as("kim").withPassword(canary.password()))
                        .enableSecret(canary.enableSecret())))) {
            net.stores().credentials().save("planted", canary.credentials("kim"));
            net.stores().credentials().save("stale", canary.credentials("lee"));
            net.inventory().save(device.asDevice().credential("planted").build());
            net.inventory()
                    .save(Device.named("edge7")
                            .platform("cisco_ios")
                            .at(device.endpoint().host(), device.endpoint().port())
                            .credential("stale")
                            .build());

            List<Object> said = new ArrayList<>();
            for (TaskRequest<?> request : List.<TaskRequest<?>>of(
                    GetConfig.of("edge8", "show version"),
                    SetConfig.of("edge8", "interface GigabitEthernet0/1", " mtu 1400"),
                    new BackupDeviceConfig("edge8"),
                    GetConfig.of("edge7", "show version"))) {
                TaskHandle<?> handle = tasks.submit(request, kim());
                said.add(request);
                handle.future()
                        .handle((result, failure) -> said.add(failure == null ? result : failure))
                        .join();
                said.add(handle.record());
            }

            assertThat(said).hasSize(12);
            assertThat(device.loginAttempts()).isPositive();
            said.forEach(text -> {
                canary.assertNotInText(text.toString());
                if (text instanceof Throwable failure) {
                    canary.assertNotIn(failure);
                }
            });
        }
    }
}
