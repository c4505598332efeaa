package io.netstacks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.NetStacks;
import io.netstacks.core.config.Captured;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.command.Dialogue;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.session.DeviceSession;
import io.netstacks.testkit.fake.DeviceScript;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import io.netstacks.testkit.fake.FakeInput;
import io.netstacks.testkit.fake.FakeReply;
import io.netstacks.testkit.fake.FakeScripts;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What docs/sessions.md shows is what runs here. */
class SessionsGuideTest {

    private final OperationContext context = OperationContext.as(Actor.user("kim"));

    private static NetStacks over(FakeDevice device) {
        NetStacks net = NetStacks.builder()
                .storage("memory")
                .credentials(CredentialSources.of(device.credentials()))
                .build();
        net.inventory().save(device.asDevice().build());
        return net;
    }

    private static FakeReply keys() {
        return FakeReply.text("% You already have RSA keys defined named edge1.")
                .then(FakeReply.ask(
                        "% Do you really want to replace them? [yes/no]: ",
                        answer -> FakeReply.text(answer.equals("yes") ? "[OK]" : "% Invalid input: kept")));
    }

    @Test
    void what_is_asked_is_answered() {
        DeviceScript router = FakeDevices.ciscoIos("edge1")
                .with(script -> script.command(Set.of(), "crypto key generate rsa", call -> keys()));
        try (FakeDevice device = FakeDevice.start(router);
                NetStacks net = over(device);
                DeviceSession session = net.device("edge1").session(context)) {
            // tag::guide[]
            CommandResult saved =
                    session.ask("copy running-config startup-config", Dialogue.answering("Destination filename", ""));
            // end::guide[]

            // tag::guide[]
            ConfigChange keys = ConfigChange.builder()
                    .line("crypto key generate rsa")
                    .answering(Dialogue.answering("replace them\\?.*:", "yes"))
                    .build();
            ChangeResult replaced = session.configure(keys, context);
            // end::guide[]

            assertThat(saved.isOk()).as(saved.output()).isTrue();
            assertThat(replaced.status()).as(replaced.message()).isEqualTo(ChangeStatus.APPLIED);
            assertThat(device.inputs())
                    .filteredOn(input -> input.kind() == FakeInput.Kind.ANSWER)
                    .extracting(FakeInput::text)
                    .containsExactly("", "yes");
        }
    }

    @Test
    void work_is_done_in_a_context() {
        ConfigChange lines = ConfigChange.of("object network web", "host 192.0.2.9");
        try (FakeDevice device = FakeDevice.start(FakeScripts.shipped("cisco_asa", "ASA"));
                NetStacks net = over(device)) {
            try (DeviceSession session = net.device("ASA").session(context)) {
                // tag::guide[]
                CommandResult xlate = session.inContext("customer-1", inside -> inside.run("show xlate"));
                ChangeResult change = session.inContext("customer-1", inside -> inside.configure(lines, context));
                // end::guide[]

                assertThat(xlate.output()).isEqualTo("xlate of customer-1\n");
                assertThat(change.status()).as(change.message()).isEqualTo(ChangeStatus.APPLIED);
            }
            // tag::guide[]
            Captured config = net.device("ASA").config("customer-1"); // the running configuration of that context
            // end::guide[]

            assertThat(config.text().reveal()).contains("names of customer-1");
        }
    }

    @Test
    void the_page_shows_it() throws IOException {
        GuidePage.of("docs/sessions.md").showsWhatRunsIn(SessionsGuideTest.class);
    }
}
