package io.netstacks.spi.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.agent.AgentSessionId;
import io.netstacks.spi.agent.ApprovalId;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.incident.AlertId;
import io.netstacks.spi.incident.IncidentId;
import io.netstacks.spi.mop.MopExecutionId;
import io.netstacks.spi.mop.MopId;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The ids of tasks and of what people and agents work on. */
class WorkIdsTest {

    private static final List<Function<String, Object>> KINDS = List.of(
            TaskId::new,
            MopId::new,
            MopExecutionId::new,
            AlertId::new,
            IncidentId::new,
            AgentSessionId::new,
            ApprovalId::new);

    @Test
    void an_id_is_shown_as_the_text_that_the_store_has() {
        assertThat(KINDS).allSatisfy(kind -> assertThat(kind.apply("7 ä")).hasToString("7 ä"));
    }

    @Test
    void ids_of_different_kinds_are_never_the_same() {
        assertThat(KINDS.stream().map(kind -> kind.apply("7")).distinct()).hasSameSizeAs(KINDS);
        assertThat(KINDS).allSatisfy(kind -> assertThat(kind.apply("7")).isEqualTo(kind.apply("7")));
    }

    @Test
    void what_cannot_be_an_id_is_refused() {
        String longest = "x".repeat(512);
        assertThat(KINDS).allSatisfy(kind -> {
            assertThat(kind.apply(longest)).hasToString(longest);
            for (String wrong : List.of("", " \t", longest + "x")) {
                assertThatThrownBy(() -> kind.apply(wrong))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining(wrong.isBlank() ? "must not be empty" : "512 characters");
            }
        });
    }
}
