package io.netstacks.testkit.fake;

import java.util.Random;

/** A connection to a device that does not speak its protocol: {@link FakeArrival}. */
final class RudeConnection implements SocketUser {

    private final DeviceState device;
    private final SocketLine line;
    private final FakeArrival arrival;
    private final Random random = new Random(7);

    RudeConnection(DeviceState device, SocketLine line, FakeArrival arrival) {
        this.device = device;
        this.line = line;
        this.arrival = arrival;
    }

    @Override
    public void begin() {
        device.connectionBegan();
        if (arrival == FakeArrival.CLOSE) {
            line.close();
        } else if (arrival == FakeArrival.GARBAGE) {
            garbage();
        }
    }

    @Override
    public void received(byte[] bytes, int length) {}

    @Override
    public void gone() {
        device.connectionEnded();
    }

    private void garbage() {
        byte[] noise = new byte[16 * 1024];
        random.nextBytes(noise);
        line.write(noise, this::garbage);
    }
}
