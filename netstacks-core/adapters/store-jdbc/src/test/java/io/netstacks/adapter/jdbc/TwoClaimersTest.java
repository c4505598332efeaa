package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.Actor;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.mop.Mop;
import io.netstacks.spi.mop.MopDetails;
import io.netstacks.spi.mop.MopExecution;
import io.netstacks.spi.mop.MopExecutionId;
import io.netstacks.spi.mop.MopExecutionState;
import io.netstacks.spi.mop.MopId;
import io.netstacks.spi.mop.MopRevision;
import io.netstacks.spi.mop.MopStart;
import io.netstacks.spi.mop.MopStepOutcome;
import io.netstacks.spi.mop.MopStepRun;
import io.netstacks.spi.mop.MopText;
import io.netstacks.spi.mop.MopTrigger;
import io.netstacks.spi.mop.MopVariables;
import io.netstacks.spi.mop.NewMopExecution;
import io.netstacks.spi.store.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two JVMs go on with the executions of one PostgreSQL. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TwoClaimersTest {

    private static final int EXECUTIONS = 60;

    private static final Duration NEVER_LATE = Duration.ofMinutes(5);
    private static final Duration SOON_FREE = Duration.ofSeconds(2);

    @TempDir
    private Path directory;

    private TestNodes nodes;

    @BeforeEach
    void open() {
        nodes = new TestNodes(directory.resolve("keys"));
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    @Test
    void each_claim_of_two_processes_goes_on_with_an_execution_exactly_once() throws Exception {
        try (Stores stores = nodes.stores()) {
            begin(stores);
            NodeProcess one = start("one", NEVER_LATE);
            NodeProcess two = start("two", NEVER_LATE);
            List<String> all = TestNodes.together(one, two).stream()
                    .filter(line -> line.startsWith("claimed ") || line.startsWith("lost "))
                    .toList();

            assertThat(all).noneMatch(line -> line.startsWith("lost"));
            assertThat(all).doesNotHaveDuplicates().hasSize(EXECUTIONS * MopClaimerMain.STEPS);
            for (int i = 0; i < EXECUTIONS; i++) {
                MopExecution execution =
                        stores.mopExecutions().find(new MopExecutionId("x" + i)).orElseThrow();
                assertThat(execution.state()).isEqualTo(MopExecutionState.COMPLETED);
                assertThat(execution.fence()).isEqualTo(MopClaimerMain.STEPS);
                assertOneStepAClaim(runs(stores, "x" + i));
            }
            assertThat(IntStream.range(0, EXECUTIONS)
                            .boxed()
                            .flatMap(i -> runs(stores, "x" + i).stream())
                            .map(run -> summary(run).substring(0, 3))
                            .distinct())
                    .as("both took part")
                    .containsExactlyInAnyOrder("one", "two");
        }
    }

    private static void assertOneStepAClaim(List<Sequenced<MopStepRun>> runs) {
        assertThat(runs)
                .extracting(Sequenced::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, MopClaimerMain.STEPS).boxed().toList());
        assertThat(runs).allSatisfy(run -> {
            assertThat(run.value().step()).isEqualTo("s" + run.sequence());
            assertThat(summary(run)).endsWith(" " + run.sequence());
        });
    }

    @Test
    void what_a_killed_process_had_is_finished_by_the_other_one() throws Exception {
        try (Stores stores = nodes.stores()) {
            begin(stores);
            NodeProcess victim = start("one", SOON_FREE);
            NodeProcess other = start("two", SOON_FREE);
            victim.awaitReady();
            other.awaitReady();
            victim.go();
            int[] claims = {0};
            victim.read(line -> line.startsWith("claimed") && ++claims[0] == 20);
            victim.close();
            other.go();
            other.readAll();

            assertThat(other.end()).isZero();
            assertThat(stores.mopExecutions().countByState())
                    .isEqualTo(Map.of(MopExecutionState.COMPLETED, (long) EXECUTIONS));
            for (int i = 0; i < EXECUTIONS; i++) {
                List<Sequenced<MopStepRun>> runs = runs(stores, "x" + i);
                assertThat(runs)
                        .extracting(Sequenced::sequence)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, runs.size()).boxed().toList());
                assertThat(runs.stream()
                                .filter(run -> outcome(run) == MopStepOutcome.SUCCEEDED)
                                .map(run -> run.value().step()))
                        .as("x" + i)
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, MopClaimerMain.STEPS)
                                .mapToObj(step -> "s" + step)
                                .toList());
            }
        }
    }

    private static void begin(Stores stores) {
        Mop mop = stores.mops()
                .create(new MopId("m1"), MopDetails.of("MOP", ""), new MopRevision(MopText.of("steps: []"), "user:kim"))
                .value();
        for (int i = 0; i < EXECUTIONS; i++) {
            MopStart start = new MopStart(
                    new MopExecutionId("x" + i),
                    new MopId("m1"),
                    1,
                    mop.latestHash(),
                    Actor.user("kim"),
                    "c",
                    MopTrigger.MANUAL,
                    Optional.empty(),
                    Instant.now());
            stores.mopExecutions().start(new NewMopExecution(start, List.of(), MopVariables.NONE));
        }
    }

    private NodeProcess start(String name, Duration lease) throws IOException {
        return nodes.start(MopClaimerMain.class, name, lease.toString());
    }

    private static List<Sequenced<MopStepRun>> runs(Stores stores, String id) {
        return stores.mopExecutions()
                .runs(new MopExecutionId(id), PageRequest.first())
                .items();
    }

    private static String summary(Sequenced<MopStepRun> run) {
        return run.value().result().orElseThrow().summary();
    }

    private static MopStepOutcome outcome(Sequenced<MopStepRun> run) {
        return run.value().result().orElseThrow().outcome();
    }
}
