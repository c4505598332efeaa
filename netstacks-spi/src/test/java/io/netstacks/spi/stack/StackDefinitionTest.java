package io.netstacks.spi.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.template.VariableValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StackDefinitionTest {

    private static ServiceDefinition service(String name, String... after) {
        return ServiceDefinition.on(List.of("r1"), ServiceOutline.of(name, "t").after(after));
    }

    private static List<String> problems(ServiceDefinition... services) {
        return catchThrowableOfType(InvalidInputException.class, () -> StackDefinition.of("Campus", List.of(services)))
                .problems();
    }

    @Test
    void every_problem_is_listed_at_once() {
        ServiceDefinition nowhere = ServiceDefinition.on(List.of(), ServiceOutline.of("nowhere", "t"));
        ServiceDefinition twice = ServiceDefinition.on(List.of("r1", "r2", "r1"), ServiceOutline.of("twice", "t"))
                .withPerDevice(Map.of("r2", VariableValues.none(), "r9", VariableValues.none()));

        assertThat(problems(
                        service("a", "b"),
                        service("b", "a", "ghost"),
                        service("self", "self"),
                        service("double"),
                        service("double"),
                        nowhere,
                        twice))
                .containsExactly(
                        "there are two services named double",
                        "service b depends on ghost, which is not in the stack",
                        "services depend on each other in a circle: a -> b -> a",
                        "services depend on each other in a circle: self -> self",
                        "service nowhere has no device",
                        "service twice names devices twice: r1",
                        "service twice has values for devices that it is not for: r9");
    }

    @Test
    void a_circle_is_found_behind_services_that_are_in_none() {
        assertThat(problems(service("start", "x"), service("x", "y"), service("y", "z"), service("z", "x")))
                .containsExactly("services depend on each other in a circle: x -> y -> z -> x");
    }

    @Test
    void a_diamond_is_no_circle() {
        StackDefinition diamond = StackDefinition.of(
                "Campus",
                List.of(
                        service("top", "left", "right"),
                        service("left", "base"),
                        service("right", "base"),
                        service("base")));

        assertThat(diamond.services()).hasSize(4);
    }

    @Test
    void a_chain_as_long_as_a_stack_may_be_is_checked_without_a_deep_call_stack() {
        List<ServiceDefinition> chain = new ArrayList<>();
        for (int i = 0; i < 999; i++) {
            chain.add(service("s" + i, "s" + (i + 1)));
        }
        chain.add(service("s999"));

        assertThat(StackDefinition.of("Campus", chain).services()).hasSize(1000);
        chain.set(999, service("s999", "s0"));
        assertThatThrownBy(() -> StackDefinition.of("Campus", chain)).hasMessageContaining("circle: s0 -> s1");
        chain.add(service("one too many"));
        assertThatThrownBy(() -> StackDefinition.of("Campus", chain)).hasMessageContaining("at most 1000");
    }

    @Test
    void what_is_too_much_for_one_stack_is_refused() {
        List<String> devices = IntStream.range(0, 10_000).mapToObj(i -> "r" + i).toList();
        VariableValues large = VariableValues.of(Map.of("text", "x".repeat(999_000)));
        List<ServiceDefinition> services = IntStream.range(0, 11)
                .mapToObj(i -> ServiceDefinition.on(devices, ServiceOutline.of("s" + i, "t"))
                        .with(large))
                .toList();

        assertThat(problems(services.toArray(ServiceDefinition[]::new)))
                .containsExactly(
                        "the services of a stack are for at most 100000 devices together but for 110000",
                        "the variables of a stack have at most 10000000 characters together but have 10989044");
    }

    @Test
    void a_blueprint_is_checked_alike() {
        assertThatThrownBy(() -> StackTemplate.of(
                        new StackTemplateId("b"),
                        "B",
                        List.of(ServiceOutline.of("a", "t").after("ghost")),
                        "user:kim"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("ghost");
    }

    @Test
    void templates_are_named_without_their_ending() {
        assertThat(ServiceOutline.of("a", "vlan.j2").template()).isEqualTo("vlan");
        assertThat(ServiceOutline.of("a", "vlan.j2.j2").template()).isEqualTo("vlan");
        assertThat(ServiceOutline.of("a", "vlan.j2x").template()).isEqualTo("vlan.j2x");
        assertThat(StackQuery.all().using("vlan.j2").template()).contains("vlan");
    }
}
