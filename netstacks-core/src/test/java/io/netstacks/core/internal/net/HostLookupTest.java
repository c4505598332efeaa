package io.netstacks.core.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.device.ProxySpec;
import io.netstacks.spi.transport.ResolvedProxy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HostLookupTest {

    private static final Endpoint BORDER = new Endpoint("border.example", 22);

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress("border.example", new byte[] {(byte) 192, 0, 2, (byte) last});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** A resolver that does not answer before the test is over, and notices no interrupt. */
    private static HostLookup silent(CountDownLatch asked, CountDownLatch over) {
        return new HostLookup(host -> {
            asked.countDown();
            boolean waiting = true;
            while (waiting) {
                try {
                    over.await();
                    waiting = false;
                } catch (InterruptedException e) {
                    waiting = over.getCount() > 0;
                }
            }
            return new InetAddress[] {address(1)};
        });
    }

    @Test
    void a_resolver_that_does_not_answer_has_the_time_of_the_caller() {
        CountDownLatch over = new CountDownLatch(1);
        HostLookup lookup = silent(new CountDownLatch(1), over);

        assertThatThrownBy(() -> lookup.reach(BORDER, Deadline.after(Duration.ofMillis(100)), (address, millis) -> {
                    throw new AssertionError("nothing to connect to");
                }))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("border.example");
        over.countDown();
    }

    @Test
    void an_interrupt_ends_the_wait_for_an_address() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        HostLookup lookup = silent(asked, over);
        AtomicReference<Throwable> seen = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        Thread connecting = new Thread(() -> {
            seen.set(catchThrowable(() -> lookup.reach(BORDER, soon(), (address, millis) -> address)));
            flag.set(Thread.currentThread().isInterrupted());
        });
        connecting.start();
        asked.await();
        connecting.interrupt();
        connecting.join();
        over.countDown();

        assertThat(seen.get()).isInstanceOf(InterruptedIOException.class);
        assertThat(flag).isTrue();
    }

    @Test
    void every_address_is_tried_with_its_share_of_the_time() throws IOException {
        HostLookup lookup = new HostLookup(host -> new InetAddress[] {address(1), address(2), address(3)});
        List<InetSocketAddress> tried = new ArrayList<>();
        List<Integer> times = new ArrayList<>();

        lookup.reach(BORDER, soon(), (address, millis) -> {
            tried.add(address);
            times.add(millis);
            if (tried.size() < 2) {
                throw new ConnectException("refused");
            }
            return address;
        });

        assertThat(tried).containsExactly(new InetSocketAddress(address(1), 22), new InetSocketAddress(address(2), 22));
        assertThat(times.get(0)).isBetween(6000, 6667);
        assertThat(times.get(1)).isBetween(9000, 10_000);
    }

    @Test
    void the_first_failure_is_told_and_keeps_the_others() {
        HostLookup lookup = new HostLookup(host -> new InetAddress[] {address(1), address(2)});
        List<InetSocketAddress> tried = new ArrayList<>();

        assertThatThrownBy(() -> lookup.reach(BORDER, soon(), (address, millis) -> {
                    tried.add(address);
                    throw new ConnectException("refused " + tried.size());
                }))
                .hasMessage("refused 1")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .satisfies(other -> assertThat(other).hasMessage("refused 2")));
    }

    @Test
    void a_login_that_a_proxy_refuses_is_not_tried_at_its_other_addresses() {
        HostLookup lookup = new HostLookup(host -> new InetAddress[] {address(1), address(2)});
        ResolvedProxy proxy = new ResolvedProxy(ProxySpec.Kind.HTTP, BORDER, Optional.empty());
        ProxyFailure refused = ProxyFailure.ofLogin(proxy, "refuses the login of \"kim\"");
        ProxyFailure away = ProxyFailure.because(proxy, "cannot be reached");
        List<InetSocketAddress> tried = new ArrayList<>();

        assertThatThrownBy(() -> lookup.reach(BORDER, soon(), (address, millis) -> {
                    tried.add(address);
                    throw refused;
                }))
                .isSameAs(refused);
        assertThat(tried).hasSize(1);
        assertThatThrownBy(() -> lookup.reach(BORDER, soon(), (address, millis) -> {
                    tried.add(address);
                    throw tried.size() == 2 ? away : refused;
                }))
                .isSameAs(refused);
        assertThat(tried).hasSize(3);
    }

    @Test
    void nobody_is_asked_for_a_literal_address() throws IOException {
        HostLookup lookup = new HostLookup(host -> {
            throw new UnknownHostException("asked for " + host);
        });
        List<InetSocketAddress> tried = new ArrayList<>();

        for (String literal : List.of("192.0.2.7", "2001:db8::7", "::1")) {
            lookup.reach(new Endpoint(literal, 830), soon(), (address, millis) -> tried.add(address));
        }

        assertThat(tried)
                .extracting(address -> address.getAddress().getHostAddress() + " " + address.getPort())
                .containsExactly("192.0.2.7 830", "2001:db8:0:0:0:0:0:7 830", "0:0:0:0:0:0:0:1 830");
        assertThatThrownBy(() -> lookup.reach(BORDER, soon(), (address, millis) -> tried.add(address)))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void a_resolver_that_breaks_is_a_failure_to_connect() {
        HostLookup lookup = new HostLookup(host -> {
            throw new IllegalStateException("no resolver");
        });

        assertThatThrownBy(() -> lookup.reach(BORDER, soon(), (address, millis) -> address))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no resolver");
    }

    @Test
    void numbers_that_are_no_address_are_told_as_that_and_not_as_a_name() {
        HostLookup lookup = new HostLookup(host -> {
            throw new AssertionError("nobody is asked for " + host);
        });
        for (String host : new String[] {"2001:db8:::1", "fe80::1%no-such-card"}) {
            assertThatThrownBy(() -> lookup.reach(new Endpoint(host, 22), soon(), (address, millis) -> address))
                    .isInstanceOf(IOException.class)
                    .hasNoCause()
                    .hasMessageContaining("\"" + host + "\" is no address here");
        }
    }
}
