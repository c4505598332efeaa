package io.netstacks.testkit.fake;

import java.util.Set;

/** A Linux host with a shell, {@code sudo}, an exec channel and TCP forwarding: also the usual jump host. */
final class LinuxHost {

    private static final String USER = "user";
    private static final String ROOT = "root";

    private LinuxHost() {}

    static DeviceScript script(String hostname) {
        return DeviceScript.named(hostname)
                .platform("linux")
                .identification("OpenSSH_9.6p1 Ubuntu-3ubuntu13.5")
                .enableSecret("admin")
                .motd("Welcome to Ubuntu 24.04.1 LTS (GNU/Linux 6.8.0-45-generic x86_64)\n\n")
                .mode(USER, "\u001b[?2004h${user}@${hostname}:~$ ", LinuxHost::unknown)
                .mode(ROOT, "\u001b[?2004hroot@${hostname}:/home/${user}# ", LinuxHost::unknown)
                .execChannel(true)
                .forwarding(true)
                .command(
                        Set.of(USER),
                        "sudo -s",
                        call -> askPassword(call.enableSecret().orElse(""), 1))
                .command(Set.of(ROOT), "exit", call -> FakeReply.text("exit").then(FakeReply.enter(USER)))
                .command(Set.of(USER), "exit", call -> FakeReply.text("logout").then(FakeReply.logout()))
                .pattern("export .*", call -> FakeReply.none())
                .pattern("echo (.*)", call -> FakeReply.text(call.group(1)))
                .command("hostname", "${hostname}")
                .command(Set.of(USER), "whoami", call -> FakeReply.text("${user}"))
                .command(Set.of(ROOT), "whoami", call -> FakeReply.text("root"))
                .command("uname -a", "Linux ${hostname} 6.8.0-45-generic #45-Ubuntu SMP x86_64 GNU/Linux")
                .command("cat /etc/os-release", "NAME=\"Ubuntu\"\nVERSION_ID=\"24.04\"\nID=ubuntu\n")
                .build();
    }

    private static FakeReply askPassword(String right, int attempt) {
        return FakeReply.askHidden("[sudo] password for ${user}: ", typed -> {
            if (typed.equals(right)) {
                return FakeReply.enter(ROOT);
            }
            return attempt < 3
                    ? FakeReply.text("Sorry, try again.").then(askPassword(right, attempt + 1))
                    : FakeReply.refused("sudo: 3 incorrect password attempts");
        });
    }

    private static FakeReply unknown(FakeCall call) {
        return FakeReply.refused("-bash: " + call.line().split("\\s+", 2)[0] + ": command not found");
    }
}
