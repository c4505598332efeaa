package io.netstacks.spi.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netstacks.spi.SecretReference;
import io.netstacks.spi.error.InvalidInputException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VariableValuesTest {

    @Test
    void numbers_of_one_value_are_the_same_whatever_their_type() {
        assertThat(VariableValues.of(Map.of("a", 1, "b", (short) 2, "c", BigInteger.TEN, "d", 1.5f)))
                .isEqualTo(VariableValues.of(Map.of("a", 1L, "b", 2L, "c", 10, "d", 1.5)));
        assertThat(VariableValues.of(Map.of("big", BigInteger.ONE.shiftLeft(63)))
                        .asMap())
                .containsValue(BigInteger.ONE.shiftLeft(63));
    }

    @Test
    void later_changes_of_what_was_given_change_nothing() {
        List<Object> list = new ArrayList<>(List.of("a"));
        Map<String, Object> given = new HashMap<>(Map.of("list", list));
        VariableValues values = VariableValues.of(given);
        list.add("b");
        given.clear();

        assertThat(values.asMap()).isEqualTo(Map.of("list", List.of("a")));
        assertThatThrownBy(() -> values.asMap().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void every_value_of_another_type_is_named_by_its_path_and_not_quoted() {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("day", LocalDate.EPOCH);
        given.put("nested", List.of("x", Map.of("nan", Double.NaN)));
        given.put("none", null);
        given.put(" ", "blank name");

        List<String> problems = catchThrowableOfType(InvalidInputException.class, () -> VariableValues.of(given))
                .problems();

        assertThat(problems).hasSize(4);
        assertThat(problems.get(0)).startsWith("variable day must be").contains("a LocalDate");
        assertThat(problems.get(1)).startsWith("variable nested[1].nan must be");
        assertThat(problems.get(2)).startsWith("variable none must be").contains("nothing");
        assertThat(problems.get(3)).startsWith("the names of variables have 1 to 512");
        assertThat(problems).noneMatch(problem -> problem.contains("1970") || problem.contains("blank name"));
    }

    @Test
    void what_is_too_deep_or_too_much_is_refused() {
        Object deep = "x";
        for (int i = 0; i < 30; i++) {
            deep = List.of(deep);
        }
        Object bottom = deep;

        assertThatThrownBy(() -> VariableValues.of(Map.of("deep", bottom))).hasMessageContaining("20 levels");
        assertThatThrownBy(() -> VariableValues.of(Map.of("long", "x".repeat(1_000_000))))
                .hasMessageContaining("1000000 characters");
        assertThatThrownBy(() -> VariableValues.of(Map.of("many", Collections.nCopies(100_001, true))))
                .hasMessageContaining("100000 values");
    }

    @Test
    void secrets_are_found_by_their_paths_and_no_value_is_shown() {
        VariableValues values = VariableValues.of(Map.of(
                "plain",
                "Canary-1",
                "snmp",
                Map.of("communities", List.of(new SecretReference("env:RO"), new SecretReference("env:RW")))));

        assertThat(values.secrets())
                .isEqualTo(Map.of(
                        "snmp.communities[0]", new SecretReference("env:RO"),
                        "snmp.communities[1]", new SecretReference("env:RW")));
        assertThat(values.toString()).contains("plain", "snmp").doesNotContain("Canary");
    }

    @Test
    void the_default_of_a_secret_is_a_reference() {
        assertThatThrownBy(() -> new VariableDeclaration("key", "", false, Optional.of("Canary-1"), true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("key")
                .hasMessageNotContaining("Canary");
        assertThatThrownBy(() -> VariableDeclaration.optional("day", LocalDate.EPOCH))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> TemplateDetails.of(TemplateKind.DEPLOY)
                        .declaring(List.of(VariableDeclaration.required("a"), VariableDeclaration.required("a"))))
                .hasMessage("variable a is declared twice");
    }

    @Test
    void a_template_suits_platforms_by_the_beginning_of_their_ids() {
        TemplateDetails details = TemplateDetails.of(TemplateKind.DEPLOY);

        assertThat(details.suits("cisco_ios")).isTrue();
        assertThat(details.forPlatforms(Set.of("cisco")).suits("cisco_ios")).isTrue();
        assertThat(details.forPlatforms(Set.of("cisco_ios")).suits("cisco")).isFalse();
    }

    @Test
    void texts_of_templates_are_not_shown() {
        TemplateDraft draft = new TemplateDraft("t", TemplateDetails.of(TemplateKind.DEPLOY), "Canary-1", "user:kim");
        TemplateText text = new TemplateText(TemplateVersion.of(1, "Canary-1", "user:kim", Instant.EPOCH), "Canary-1");

        assertThat(draft.toString() + text + new Template("t", draft.details(), text))
                .doesNotContain("Canary");
    }
}
