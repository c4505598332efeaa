package io.netstacks.testkit.fake;

/** A telnet session: option negotiation around {@link CliEmulator}, and the login inside. */
final class FakeTelnetConnection implements SocketUser, Wire {

    private final DeviceState device;
    private final SocketLine line;
    private final TelnetFilter filter = new TelnetFilter();
    private final CliEmulator emulator;

    FakeTelnetConnection(DeviceState device, SocketLine line) {
        this.device = device;
        this.line = line;
        this.emulator = new CliEmulator(device, this);
    }

    @Override
    public void begin() {
        if (!device.connectionBegan()) {
            line.close();
            return;
        }
        line.write(
                filter.opening(),
                () -> emulator.startShell("", device.script().login().password().isPresent()));
    }

    @Override
    public void received(byte[] bytes, int length) {
        byte[] typed = filter.typed(bytes, length);
        device.telnetAgreed(filter.agreed());
        emulator.input(typed, 0, typed.length);
        byte[] answer = filter.answers();
        if (answer.length > 0) {
            line.write(answer, () -> {});
        }
    }

    @Override
    public void gone() {
        emulator.peerGone();
        device.connectionEnded();
    }

    @Override
    public void write(byte[] bytes, Runnable sent) {
        line.write(TelnetFilter.escape(bytes), sent);
    }

    @Override
    public void close(boolean broken, int status) {
        line.close();
    }
}
