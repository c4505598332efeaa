package io.netstacks.testkit.fake;

/**
 * Ready-made scripts of common platforms: prompts, paging, privileged and configuration mode, a configuration that
 * changes and is saved, errors, and a few show commands. All admit {@code admin} with the password {@code admin}.
 * Stateless.
 */
public final class FakeDevices {

    private FakeDevices() {}

    /** Returns a Cisco IOS router that begins in exec mode; its enable secret is {@code enable-secret}. */
    public static DeviceScript ciscoIos(String hostname) {
        return CiscoIos.script(hostname);
    }
}
