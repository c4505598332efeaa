package io.netstacks.core.parse.bench;

import com.sun.management.ThreadMXBean;
import io.netstacks.core.internal.clitable.CliIndex;
import io.netstacks.core.parse.NtcPack;
import io.netstacks.core.parse.TemplateLibrary;
import io.netstacks.core.parse.TextFsmTemplate;
import io.netstacks.core.parse.TtpTemplate;
import io.netstacks.spi.Deadline;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Measures this engine and the reference engine in one run, on one core's worth of CPU time each, and prints one JSON object a
 * line: the corpus parsed, its templates compiled, its commands looked up, and outputs of 1, 2 and 4 MB. Arguments: the Python
 * interpreter, the script {@code textfsm_reference.py} and the folder that holds the Python package {@code textfsm}; without
 * them only this engine is measured.
 */
public final class ParseBenchmarkDriver {

    private static final int ROUNDS = 40;
    private static final int KEPT = 10;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private final ParseCorpus corpus = ParseCorpus.load();

    private ParseBenchmarkDriver() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ParseBenchmarkDriver driver = new ParseBenchmarkDriver();
        driver.corpus();
        driver.lookups();
        driver.sizes();
        driver.ttp();
        if (arguments.length == 3) {
            List<String> command = new ArrayList<>(List.of(arguments));
            command.add(driver.corpus.folder().toString());
            new ProcessBuilder(command).inheritIO().start().waitFor();
        }
    }

    private void corpus() {
        for (boolean pathological : new boolean[] {false, true}) {
            List<NtcPack.Fixture> outputs = corpus.fixtures(pathological);
            long lines = ParseCorpus.lines(outputs);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            int rows = corpus.parse(outputs);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            double cold = milliseconds(() -> corpus.parse(outputs));
            double median = median(() -> corpus.parse(outputs));
            print(
                    "{\"engine\": \"netstacks\", \"case\": \"parse %s\", \"lines\": %d, \"rows\": %d, \"second_ms\": %.2f,"
                            + " \"cpu_ms\": %.2f, \"lines_per_s\": %.0f, \"first_run_bytes_per_line\": %d, \"bytes_per_line\": %d}",
                    pathological ? "pathological" : "corpus",
                    lines,
                    rows,
                    cold,
                    median,
                    lines / median * 1000,
                    allocated / lines,
                    allocatedPerLine(outputs, lines));
        }
        print(
                "{\"engine\": \"netstacks\", \"case\": \"compile\", \"templates\": %d, \"cpu_ms\": %.2f}",
                corpus.sources().size(), median(corpus::compile));
        print(
                "{\"engine\": \"netstacks\", \"case\": \"compile and parse\", \"cpu_ms\": %.2f}",
                median(() -> corpus.compileAndParse(corpus.fixtures(false))));
    }

    private long allocatedPerLine(List<NtcPack.Fixture> outputs, long lines) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        corpus.parse(outputs);
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / lines;
    }

    private void lookups() throws IOException {
        CliIndex index = CliIndex.read(Files.readString(corpus.folder().resolve("templates/index")));
        Deadline ample = Deadline.after(Duration.ofHours(1));
        double uncached = median(() -> {
            int found = 0;
            for (NtcPack.Fixture f : corpus.fixtures()) {
                found += index.find(Map.of("Platform", f.platform(), "Command", f.command()), ample)
                        .orElseThrow()
                        .number();
            }
            return found;
        });
        TemplateLibrary library = TemplateLibrary.load(corpus.folder());
        double cached = median(() -> {
            int rows = 0;
            for (NtcPack.Fixture f : corpus.fixtures()) {
                rows += library.parse(f.platform(), f.command(), "").hashCode();
            }
            return rows;
        });
        print(
                "{\"engine\": \"netstacks\", \"case\": \"lookup\", \"lookups\": %d, \"cpu_ms\": %.2f,"
                        + " \"library_with_empty_output_cpu_ms\": %.2f}",
                corpus.fixtures().size(), uncached, cached);
    }

    private void sizes() throws IOException {
        for (String name :
                List.of("cisco_ios_show_ip_route", "cisco_ios_show_ip_arp", "arista_eos_show_mac_address_table")) {
            TextFsmTemplate template = TextFsmTemplate.compile(name, resource("templates/" + name + ".textfsm"));
            String sample = resource("samples/" + name + ".txt");
            for (int megabytes : new int[] {1, 2, 4}) {
                String text = sample.repeat(megabytes * 1_000_000 / sample.length());
                long before = THREADS.getCurrentThreadAllocatedBytes();
                int rows = template.parse(text).rows().size();
                long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
                double median = median(() -> template.parse(text).rows().size());
                long lines = text.lines().count();
                print(
                        "{\"engine\": \"netstacks\", \"case\": \"%s %d MB\", \"lines\": %d, \"rows\": %d, \"cpu_ms\": %.1f,"
                                + " \"mb_per_s\": %.1f, \"bytes_per_line\": %d}",
                        name, megabytes, lines, rows, median, text.length() / median / 1000, allocated / lines);
            }
        }
    }

    private void ttp() {
        TtpTemplate template = TtpTemplate.compile(TtpBenchmark.TEMPLATE);
        for (int lines : new int[] {30_000, 60_000, 120_000}) {
            String config = TtpBenchmark.config(lines);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            int first = template.parse(config).toString().length();
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            double median = median(() -> template.parse(config).hashCode());
            print(
                    "{\"engine\": \"netstacks\", \"case\": \"ttp %d lines\", \"characters\": %d, \"cpu_ms\": %.1f,"
                            + " \"lines_per_s\": %.0f, \"first_run_bytes_per_line\": %d}",
                    lines, first, median, lines / median * 1000, allocated / lines);
        }
        print(
                "{\"engine\": \"netstacks\", \"case\": \"ttp compile\", \"cpu_ms\": %.3f}",
                median(() -> TtpTemplate.compile(TtpBenchmark.TEMPLATE).hashCode()));
    }

    private static String resource(String name) throws IOException {
        try (var in = TextFsmTemplate.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static double milliseconds(Supplier<Integer> work) {
        long start = THREADS.getCurrentThreadCpuTime();
        int result = work.get();
        long end = THREADS.getCurrentThreadCpuTime();
        return result == Integer.MIN_VALUE ? 0 : (end - start) / 1e6;
    }

    /** Returns the median of the last rounds, when the code is warm. */
    private static double median(Supplier<Integer> work) {
        double[] times =
                IntStream.range(0, ROUNDS).mapToDouble(i -> milliseconds(work)).toArray();
        double[] kept = Arrays.copyOfRange(times, ROUNDS - KEPT, ROUNDS);
        Arrays.sort(kept);
        return kept[KEPT / 2];
    }

    private void print(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
