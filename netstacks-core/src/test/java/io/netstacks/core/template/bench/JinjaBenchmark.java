package io.netstacks.core.template.bench;

import io.netstacks.core.template.JinjaTemplateEngine;
import io.netstacks.core.text.Json;
import io.netstacks.spi.template.RenderOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The template engine on a configuration of some 200 lines. The template and its variables are our own, or those of the
 * files that the system properties {@code netstacks.bench.template} and {@code netstacks.bench.variables} (JSON) name.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class JinjaBenchmark {

    private static final String TEMPLATE = """
            hostname {{ hostname }}
            {% for server in ntp %}
            ntp server {{ server }}{{ ' prefer' if loop.first }}
            {% endfor %}
            {% macro address(ip) %}ip address {{ ip }} 255.255.255.0{% endmacro %}
            {% for port in ports %}
            interface {{ port.name }}
             description {{ port.description | upper }}
            {% if port.ip %}
             {{ address(port.ip) }}
            {% else %}
             no ip address
            {% endif %}
            {% if port.vlans | length > 1 %}
             switchport trunk allowed vlan {{ port.vlans | join(',') }}
            {% endif %}
             mtu {{ port.mtu | default(1500) }}
            {% endfor %}
            """;

    private final RenderOptions options = RenderOptions.defaults().withKeepTrailingNewline(true);
    private final JinjaTemplateEngine engine = new JinjaTemplateEngine();
    private final AtomicLong fresh = new AtomicLong();
    private final String template;
    private final Map<String, Object> variables;

    /** Reads the template. */
    public JinjaBenchmark() {
        String file = System.getProperty("netstacks.bench.template");
        String data = System.getProperty("netstacks.bench.variables");
        template = file == null ? TEMPLATE : read(file);
        variables = data == null ? variables() : Json.readObject(read(data));
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> variables() {
        List<Map<String, Object>> ports = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Map<String, Object> port = new LinkedHashMap<>();
            port.put("name", "GigabitEthernet0/" + i);
            port.put("description", "customer " + i);
            port.put("ip", i % 3 == 0 ? "" : "10.0." + i + ".1");
            port.put("vlans", List.of(1, 10 + i));
            ports.add(port);
        }
        return Map.of("hostname", "core-1", "ntp", List.of("10.0.0.1", "10.0.0.2"), "ports", ports);
    }

    /** Renders with the template compiled before. */
    @Benchmark
    public String render() {
        return engine.render(template, variables, options);
    }

    /** The same on two threads at once. */
    @Benchmark
    @Threads(2)
    public String renderOnTwoThreads() {
        return engine.render(template, variables, options);
    }

    /** Compiles a template that was not seen before, and renders it once. */
    @Benchmark
    public String compileAndRender() {
        return engine.render(template + "! " + fresh.incrementAndGet() + "\n", variables, options);
    }
}
