package io.netstacks.examples;

import io.netstacks.testkit.fake.DeviceScript;
import io.netstacks.testkit.fake.FakeConfig;
import io.netstacks.testkit.fake.FakeReply;
import java.util.Set;

/** A simulated ASA with the contexts {@code customer-1}, {@code customer-2} and so on, whose prompt names them. */
public final class AsaWithContexts {

    private static final Set<String> PRIVILEGED = Set.of("privileged");

    private AsaWithContexts() {}

    /** Returns the script. */
    public static DeviceScript script() {
        return DeviceScript.named("ASA")
                .platform("cisco_asa")
                .mode("privileged", "${hostname}${context}# ", "ERROR: % Invalid input detected at '^' marker.")
                .mode("config", "${hostname}${context}(config)# ", "")
                .config(FakeConfig::empty)
                .greeting(FakeReply.assign("context", ""))
                .command(PRIVILEGED, "changeto system", call -> FakeReply.assign("context", ""))
                .pattern(
                        PRIVILEGED,
                        "changeto context (customer-\\d)",
                        call -> FakeReply.assign("context", "/" + call.group(1)))
                .pattern(
                        PRIVILEGED,
                        "changeto context ((?!customer-)\\w+)",
                        call -> FakeReply.refused("ERROR: Context " + call.group(1) + " does not exist"))
                .command("terminal pager 0", FakeReply.none())
                .command(
                        PRIVILEGED,
                        "show xlate",
                        call -> FakeReply.text(
                                "xlate of" + call.variable("context").orElse("")))
                .command(
                        PRIVILEGED,
                        "more system:running-config",
                        call -> FakeReply.text(": Saved\n:\nASA Version 9.16(4) <context>\n!\nhostname ASA\n! of"
                                + call.variable("context").orElse("") + "\n: end"))
                .transition("configure terminal", "privileged", "config")
                .transition("end", "config", "privileged")
                .command(PRIVILEGED, "write memory", call -> FakeReply.text("Building configuration...\n[OK]"))
                .build();
    }
}
