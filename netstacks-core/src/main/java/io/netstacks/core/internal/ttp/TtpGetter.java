package io.netstacks.core.internal.ttp;

import io.netstacks.core.internal.pyregex.PyMatcher;
import io.netstacks.core.internal.pyregex.PyRegex;
import io.netstacks.spi.Deadline;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds a variable's value in an input, its name, or the time. */
@FunctionalInterface
interface TtpGetter {

    /** Returns the value; empty if the input does not tell. */
    Optional<Object> get(TtpText input, Clock clock, Deadline deadline);

    /** The getters by the names that templates give as a variable's value. */
    Map<String, TtpGetter> ALL = Getters.all();

    /** Returns the host name that prompts in a text show. */
    static Optional<String> hostName(String text, Deadline deadline) {
        return Getters.hostName(text, deadline);
    }

    /** The getters that TTP knows. */
    final class Getters {

        // Prompts of SR OS, IOS XR, IOS privileged, Junos, Huawei, IOS user mode, FortiOS; the first that is found wins
        private static final List<PyRegex> PROMPTS = List.of(
                PyRegex.compile("\\n\\S{1,2}:(\\S+?)[>#].*(?=\\n)"),
                PyRegex.compile("\\n\\S+:(\\S+)#.*(?=\\n)"),
                PyRegex.compile("\\n(\\S+)#.*(?=\\n)"),
                PyRegex.compile("\\n\\S*@(\\S+)>.*(?=\\n)"),
                PyRegex.compile("\\n<(\\S+)>.*(?=\\n)"),
                PyRegex.compile("\\n(\\S+)>.*(?=\\n)"),
                PyRegex.compile("\\n(\\S+ \\(\\S+\\)) #.*(?=\\n)"));

        private Getters() {}

        static Map<String, TtpGetter> all() {
            Map<String, TtpGetter> all = new HashMap<>();
            all.put(
                    "gethostname",
                    (input, clock, deadline) -> hostName(input.text(), deadline).map(name -> name));
            all.put("getfilename", (input, clock, deadline) -> Optional.of(input.name()));
            all.put("get_time", time("HH:mm:ss"));
            all.put("get_date", time("yyyy-MM-dd"));
            all.put("get_timestamp", time("yyyy-MM-dd HH:mm:ss"));
            all.put("get_timestamp_ms", time("yyyy-MM-dd HH:mm:ss.SSS"));
            all.put("get_timestamp_iso", (input, clock, deadline) -> Optional.of(iso(clock)));
            all.put("get_time_ns", (input, clock, deadline) -> {
                Instant now = clock.instant();
                return Optional.of(now.getEpochSecond() * 1_000_000_000L + now.getNano());
            });
            return Map.copyOf(all);
        }

        private static TtpGetter time(String format) {
            DateTimeFormatter formatter = DateTimeFormatter.ofPattern(format);
            return (input, clock, deadline) -> Optional.of(formatter.format(ZonedDateTime.now(clock)));
        }

        private static String iso(Clock clock) {
            return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx")
                    .format(clock.instant().atOffset(ZoneOffset.UTC));
        }

        static Optional<String> hostName(String text, Deadline deadline) {
            for (PyRegex prompt : PROMPTS) {
                PyMatcher found = prompt.matcher(text, deadline);
                String name = found.find() ? found.group(1) : null;
                if (name != null) {
                    return Optional.of(name.replaceAll("^(\ufeff|ï»¿|þÿ|ÿþ)+", ""));
                }
            }
            return Optional.empty();
        }
    }
}
