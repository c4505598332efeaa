package io.netstacks.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.internal.store.InMemoryStores;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceQueryTest {

    private static final List<Device> DEVICES = List.of(
            Device.named("edge-1").site("ber").tag("core").platform("cisco_ios").build(),
            Device.named("edge-2").site("ber").platform("juniper_junos").build(),
            Device.named("Lab-1")
                    .site("muc")
                    .tag("core")
                    .tag("two words")
                    .platform("cisco_ios")
                    .build(),
            Device.named("off-1")
                    .site("ber")
                    .tag("core")
                    .platform("cisco_ios")
                    .enabled(false)
                    .build());

    private static List<String> names(DeviceSelector selector) {
        return DEVICES.stream().filter(selector::matches).map(Device::name).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "all                                                              | edge-1 edge-2 Lab-1",
                "site=ber and (tag=core or name~\"edge-*\") and not platform=juniper_junos | edge-1",
                "site=ber and tag=core                                            | edge-1",
                "tag=core and enabled=any                                         | edge-1 Lab-1 off-1",
                "enabled=false                                                    | off-1",
                "not tag=core                                                     | edge-2",
                "not not tag=core                                                 | edge-1 Lab-1",
                "platform!=cisco_ios or site = muc                                | edge-2 Lab-1",
                "site=muc or site=ber and tag=core                                | edge-1 Lab-1",
                "(site=muc or site=ber) and not tag=core                          | edge-2",
                "lab-*                                                            | Lab-1",
                "edge-1 or name=\"edge-2\"                                        | edge-1 edge-2",
                "tag=\"two words\"                                                | Lab-1",
                "not all                                                          | ''"
            })
    void a_query_means_these_devices(String query, String expected) {
        assertThat(String.join(" ", names(DeviceQuery.parse(query)))).isEqualTo(expected.replace("''", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``               | column 1 of the query: expected a condition such as site=ber, a name, \"not\" or \"(\" but the query ends",
                "site=            | column 6 of the query: expected a value but the query ends",
                "site=ber and     | column 13 of the query: expected a condition",
                "site=ber tag=x   | column 10 of the query: expected \"and\", \"or\" or the end but there is \"tag=x\"",
                "(site=ber        | column 10 of the query: expected \"and\", \"or\" or \")\" but the query ends",
                "site=ber)        | column 9 of the query: expected \"and\"",
                "sites=ber        | column 1 of the query: expected one of name, tag, site, platform, enabled (did you mean site?)",
                "a and site~b*    | column 7 of the query: expected \"name\" before \"~\"",
                "name=\"a         | column 6 of the query: a quote is opened and not closed",
                "enabled=maybe    | column 9 of the query: expected true, false or any but there is \"maybe\"",
                "or               | column 1 of the query: expected a condition",
                "a or and b       | column 6 of the query: expected a condition",
                "name=a=b         | column 7 of the query: expected \"and\""
            })
    void a_mistake_is_told_with_its_column(String query, String message) {
        assertThatThrownBy(() -> DeviceQuery.parse(query))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void depth_and_length_are_bounded() {
        assertThatThrownBy(() -> DeviceQuery.parse("(".repeat(5000))).hasMessageContaining("nested deeper");
        assertThatThrownBy(() -> DeviceQuery.parse("not ".repeat(4000) + "all")).hasMessageContaining("nested deeper");
        assertThatThrownBy(() -> DeviceQuery.parse("a".repeat(20_001))).hasMessageContaining("20001");
        assertThat(names(DeviceQuery.parse("edge-1" + " or edge-2".repeat(1500))))
                .hasSize(2);
    }

    private static DeviceSelector selector(Random random, int depth) {
        List<String> values =
                List.of("edge-1", "ber", "core", "two words", "cisco_ios", "*-1", "and", "a\"b\\", "", "ü=(x)");
        String value = values.get(random.nextInt(values.size()));
        return switch (random.nextInt(depth > 4 ? 7 : 11)) {
            case 0 -> DeviceSelector.all();
            case 1 ->
                new DeviceSelector.Names(
                        Set.of(List.of("edge-1", "x y", "or"), List.of("edge-2"), List.<String>of()).stream()
                                .skip(random.nextInt(3))
                                .findFirst()
                                .map(Set::copyOf)
                                .orElseThrow());
            case 2 -> DeviceSelector.glob(value);
            case 3 -> DeviceSelector.tag(value);
            case 4 -> DeviceSelector.site(value);
            case 5 -> DeviceSelector.platform(value);
            case 6 -> DeviceSelector.enabled(random.nextBoolean());
            case 7, 8 -> selector(random, depth + 1).and(selector(random, depth + 1));
            case 9 -> selector(random, depth + 1).or(selector(random, depth + 1));
            default -> selector(random, depth + 1).except(selector(random, depth + 1));
        };
    }

    @Test
    void what_is_printed_means_the_same_when_it_is_read() {
        for (int seed = 0; seed < 3000; seed++) {
            DeviceSelector selector = selector(new Random(seed), 0);
            String printed = DeviceQuery.print(selector);
            DeviceSelector read = DeviceQuery.parse(printed);
            assertThat(names(read)).as("seed %d: %s", seed, printed).isEqualTo(names(selector));
            assertThat(names(DeviceQuery.parse(DeviceQuery.print(read))))
                    .as("seed %d: %s", seed, printed)
                    .isEqualTo(names(selector));
        }
    }

    @Test
    void what_was_read_is_printed_without_needless_parentheses() {
        assertThat(DeviceQuery.print(
                        DeviceQuery.parse("site=ber and ((tag=core) or name~\"edge-*\") and (not platform=x)")))
                .isEqualTo("site=ber and (tag=core or name~edge-*) and not platform=x");
    }

    @Test
    void a_name_that_nobody_has_is_an_error_in_alternatives_too() {
        try (InMemoryStores stores = new InMemoryStores(Clock.systemUTC())) {
            Inventory inventory = new Inventory(stores, List.of(Inventories.of(DEVICES)));

            assertThat(inventory.select(DeviceQuery.parse("edge-1 or edge-2"))).hasSize(2);
            assertThatThrownBy(() -> inventory.select(DeviceQuery.parse("edge-1 or edge-3")))
                    .isInstanceOf(NotFoundException.class);
        }
    }
}
