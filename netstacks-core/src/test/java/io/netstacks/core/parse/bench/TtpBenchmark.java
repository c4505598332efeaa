package io.netstacks.core.parse.bench;

import io.netstacks.core.parse.TtpResult;
import io.netstacks.core.parse.TtpTemplate;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The TTP engine on the configuration of many interfaces; one operation is the whole of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class TtpBenchmark {

    static final String TEMPLATE = """
            <group name="interfaces*">
            interface {{ interface }}
             description {{ description | ORPHRASE }}
             ip address {{ ip | IP }} {{ mask }}
             vrf forwarding {{ vrf }}
            !{{ _end_ }}
            </group>
            """;

    private final TtpTemplate template = TtpTemplate.compile(TEMPLATE);
    private final String config = config(120_000);

    /** Returns a configuration of that many lines, five an interface. */
    static String config(int lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines / 5; i++) {
            text.append("interface GigabitEthernet").append(i / 48).append('/').append(i % 48);
            text.append("\n description Link to customer number ").append(i);
            text.append("\n ip address 10.").append(i / 65536 % 256).append('.').append(i / 256 % 256);
            text.append('.')
                    .append(i % 256)
                    .append(" 255.255.255.0\n vrf forwarding CUST-")
                    .append(i)
                    .append("\n!\n");
        }
        return text.toString();
    }

    /** Parses 120,000 lines. */
    @Benchmark
    public TtpResult parse() {
        return template.parse(config);
    }

    /** Compiles the template. */
    @Benchmark
    public TtpTemplate compile() {
        return TtpTemplate.compile(TEMPLATE);
    }
}
