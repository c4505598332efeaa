package io.netstacks.testkit.fake;

import java.security.KeyPair;
import java.util.Optional;

/** The servers of one device: SSH, or one that only misbehaves, and telnet when it is asked for. */
final class Listeners implements AutoCloseable {

    private final DeviceState device;
    private final FakeRuntime runtime;
    private final FakeSshServer ssh;
    private final Optional<SocketListener> instead;
    private Optional<SocketListener> telnet = Optional.empty();

    Listeners(DeviceState device, FakeRuntime runtime) {
        this.device = device;
        this.runtime = runtime;
        DeviceScript script = device.script();
        KeyPair hostKey = runtime.hostKeys().generate(script.algorithms());
        ssh = new FakeSshServer(device, runtime, hostKey);
        if (script.arrival() == FakeArrival.NORMAL) {
            instead = Optional.empty();
            ssh.start();
        } else {
            instead = Optional.of(new SocketListener(
                    runtime.channels(), socket -> new RudeConnection(device, socket, script.arrival())));
        }
    }

    int sshPort() {
        return instead.map(SocketListener::port).orElseGet(ssh::port);
    }

    synchronized int telnetPort() {
        if (telnet.isEmpty()) {
            telnet = Optional.of(
                    new SocketListener(runtime.channels(), socket -> new FakeTelnetConnection(device, socket)));
        }
        return telnet.get().port();
    }

    KeyPair hostKey() {
        return ssh.hostKey();
    }

    void hostKey(KeyPair value) {
        ssh.hostKey(value);
    }

    synchronized void dropAll() {
        ssh.dropAll();
        instead.ifPresent(SocketListener::dropAll);
        telnet.ifPresent(SocketListener::dropAll);
    }

    synchronized void freeze() {
        ssh.freeze();
        telnet.ifPresent(SocketListener::freeze);
    }

    @Override
    public synchronized void close() {
        ssh.close();
        instead.ifPresent(SocketListener::close);
        telnet.ifPresent(SocketListener::close);
    }
}
