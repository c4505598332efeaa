package io.netstacks.testkit.fake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.sshd.common.io.IoInputStream;
import org.apache.sshd.common.io.IoOutputStream;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelDataReceiver;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.AsyncCommandStreamsAware;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/**
 * One shell or exec channel: hands what arrives to the emulator and writes what comes out, on the network's threads and
 * without one of its own. The next piece is written when the last one has left, so the client's window slows the device.
 */
final class SshTerminal implements Command, AsyncCommandStreamsAware, ChannelDataReceiver, Wire {

    private final DeviceState device;
    private final ChannelSession channel;
    private final Optional<String> command;
    private final CliEmulator emulator;
    private @Nullable IoOutputStream output;
    private @Nullable ExitCallback exit;

    private SshTerminal(DeviceState device, ChannelSession channel, Optional<String> command) {
        this.device = device;
        this.channel = channel;
        this.command = command;
        this.emulator = new CliEmulator(device, this);
        channel.setDataReceiver(this);
    }

    static SshTerminal shell(DeviceState device, ChannelSession channel) {
        return new SshTerminal(device, channel, Optional.empty());
    }

    static SshTerminal exec(DeviceState device, ChannelSession channel, String command) {
        return new SshTerminal(device, channel, Optional.of(command));
    }

    @Override
    public void start(ChannelSession started, Environment environment) {
        String user = channel.getSession().getUsername();
        if (command.isPresent()) {
            emulator.startExec(user, command.get());
        } else {
            emulator.startShell(user, device.script().login().insideShell());
        }
    }

    @Override
    public void destroy(ChannelSession destroyed) {
        emulator.peerGone();
    }

    @Override
    public int data(ChannelSession from, byte[] bytes, int start, int length) {
        emulator.input(bytes, start, length);
        return length;
    }

    /** The client types no more; what it typed is still answered. */
    @Override
    public void close() {}

    @Override
    public void write(byte[] bytes, Runnable sent) {
        IoOutputStream target = output;
        if (target == null || target.isClosing()) {
            return;
        }
        try {
            target.writeBuffer(new ByteArrayBuffer(bytes)).addListener(future -> {
                if (future.isWritten()) {
                    sent.run();
                }
            });
        } catch (IOException e) {
            emulator.peerGone();
        }
    }

    @Override
    public void close(boolean broken, int status) {
        ExitCallback callback = exit;
        if (broken || callback == null) {
            channel.getSession().close(true);
        } else {
            callback.onExit(status);
        }
    }

    @Override
    public void setIoOutputStream(IoOutputStream value) {
        output = value;
    }

    @Override
    public void setExitCallback(ExitCallback value) {
        exit = value;
    }

    @Override
    public void setIoInputStream(IoInputStream value) {}

    @Override
    public void setIoErrorStream(IoOutputStream value) {}

    @Override
    public void setInputStream(InputStream value) {}

    @Override
    public void setOutputStream(OutputStream value) {}

    @Override
    public void setErrorStream(OutputStream value) {}
}
