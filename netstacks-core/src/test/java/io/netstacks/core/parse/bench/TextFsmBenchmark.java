package io.netstacks.core.parse.bench;

import io.netstacks.core.parse.NtcPack;
import io.netstacks.core.parse.TemplateLibrary;
import io.netstacks.spi.parse.ParseResult;
import java.util.List;
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

/** The TextFSM engine on the sample outputs of ntc-templates; one operation is the whole corpus. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class TextFsmBenchmark {

    private final ParseCorpus corpus = ParseCorpus.load();
    private final List<NtcPack.Fixture> usual = corpus.fixtures(false);
    private final TemplateLibrary library = TemplateLibrary.load(corpus.folder());

    /** Parses all outputs but the pathological ones, templates compiled before. */
    @Benchmark
    public int parse() {
        return corpus.parse(usual);
    }

    /** Compiles all templates. */
    @Benchmark
    public int compile() {
        return corpus.compile();
    }

    /** Finds the template and parses, for all outputs. */
    @Benchmark
    public int library() {
        int rows = 0;
        for (NtcPack.Fixture fixture : usual) {
            ParseResult result = library.parse(fixture.platform(), fixture.command(), fixture.raw());
            rows += result.parsedRows().map(List::size).orElse(0);
        }
        return rows;
    }
}
