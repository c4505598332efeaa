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

    /**
     * Returns an Arista EOS switch that begins in exec mode; {@code enable} asks for nothing. It has configuration sessions
     * with diffs and a commit timer.
     */
    public static DeviceScript aristaEos(String hostname) {
        return AristaEos.script(hostname);
    }

    /**
     * Returns a Juniper Junos router: a candidate with {@code set} and {@code delete}, {@code show | compare}, {@code commit},
     * {@code commit confirmed} and {@code rollback}. Commands run on an exec channel too.
     */
    public static DeviceScript juniperJunos(String hostname) {
        return JuniperJunos.script(hostname);
    }

    /** Returns FRRouting with vtysh as the login shell. Commands run on an exec channel too. */
    public static DeviceScript frrVtysh(String hostname) {
        return FrrVtysh.script(hostname);
    }

    /**
     * Returns a Linux host with a shell, {@code sudo -s} (password {@code admin}), exec channels and TCP forwarding: also a
     * jump host.
     */
    public static DeviceScript linux(String hostname) {
        return LinuxHost.script(hostname);
    }
}
