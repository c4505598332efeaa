package io.netstacks.core.internal.ttp;

import io.netstacks.core.internal.ttp.MatchFunction.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Functions of match variables on IP addresses. */
final class MatchAddress {

    private MatchAddress() {}

    static void addTo(Map<String, MatchFunction> all) {
        all.put("to_ip", (v, c, s) -> Outcome.of(need(read(v, c), v, "an IP address")));
        all.put("is_ip", (v, c, s) -> Outcome.check(v, read(v, c).isPresent()));
        all.put("to_net", (v, c, s) -> Outcome.of(need(network(v, c), v, "an IP network")));
        all.put("to_cidr", (v, c, s) -> Outcome.of(prefixLength(v)));
        all.put(
                "ip_info",
                (v, c, s) -> Outcome.of(read(v, c).<Object>map(TtpAddress::info).orElse(v)));
        all.put("cidr_match", MatchAddress::matchesNetwork);
    }

    private static Optional<TtpAddress> read(@Nullable Object value, TtpCall call) {
        return value instanceof TtpAddress address
                ? Optional.of(address)
                : TtpAddress.read(TtpValues.text(value), version(call));
    }

    private static Optional<TtpAddress> network(@Nullable Object value, TtpCall call) {
        return TtpAddress.readNetwork(TtpValues.text(value), version(call));
    }

    private static int version(TtpCall call) {
        return call.values().contains("ipv4") ? 4 : call.values().contains("ipv6") ? 6 : 0;
    }

    private static TtpAddress need(Optional<TtpAddress> found, @Nullable Object value, String what) {
        return found.orElseThrow(() -> TtpRunException.of("\"" + TtpValues.text(value) + "\" is not " + what));
    }

    private static @Nullable Object prefixLength(@Nullable Object value) {
        long bits = 0;
        for (String part : TtpValues.text(value).split("\\.", -1)) {
            if (!part.matches("\\d{1,9}")) {
                return value;
            }
            bits += Integer.bitCount(Integer.parseInt(part));
        }
        return bits;
    }

    private static Outcome matchesNetwork(@Nullable Object value, TtpCall call, TtpState state) {
        Optional<TtpAddress> address = read(value, new TtpCall(call.name(), List.of(), Map.of()));
        String prefix = TtpValues.text(state.resolve(call.required(0, "prefix")));
        TtpAddress network = need(TtpAddress.readNetwork(prefix, 0), prefix, "an IP network");
        return address.map(found -> Outcome.check(value, found.overlaps(network)))
                .orElseGet(() -> Outcome.of(value));
    }
}
