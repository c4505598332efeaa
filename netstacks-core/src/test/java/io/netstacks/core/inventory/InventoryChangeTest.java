package io.netstacks.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.internal.store.InMemoryStores;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InventoryChangeTest {

    private final InMemoryStores stores = new InMemoryStores(Clock.systemUTC());
    private final Inventory inventory = new Inventory(stores, List.of());

    private static Device device(String name, String host) {
        return Device.named(name).at(host).build();
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void it_is_compared_and_then_done() {
        inventory.save(device("same", "h"));
        inventory.save(device("other", "h"));
        inventory.save(device("gone", "h"));
        List<Device> wanted = List.of(device("same", "h"), device("other", "h2"), device("new", "h"));

        InventoryChange kept = inventory.compare(wanted, false);
        assertThat(kept.removed()).isEmpty();
        InventoryChange change = inventory.compare(wanted, true);
        assertThat(change.added()).extracting(Device::name).containsExactly("new");
        assertThat(change.changed())
                .singleElement()
                .satisfies(each ->
                        assertThat(each.fields()).containsOnlyKeys("host").containsEntry("host", List.of("h", "h2")));
        assertThat(change.removed()).extracting(Device::name).containsExactly("gone");
        assertThat(change.unchanged()).isEqualTo(1);

        inventory.apply(change);

        assertThat(inventory.all()).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(inventory.compare(wanted, true).isEmpty()).isTrue();
    }

    @Test
    void if_somebody_was_faster_nothing_of_it_is_done() {
        inventory.save(device("other", "h"));
        InventoryChange change = inventory.compare(List.of(device("new", "h"), device("other", "h2")), false);
        inventory.save(device("other", "h3"));

        assertThatThrownBy(() -> inventory.apply(change))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("other");
        assertThat(inventory.find("new")).isEmpty();
        assertThat(inventory.get("other").endpoint().host()).isEqualTo("h3");

        InventoryChange added = inventory.compare(List.of(device("new", "h")), true);
        inventory.save(device("new", "h4"));
        assertThatThrownBy(() -> inventory.apply(added)).isInstanceOf(ConflictException.class);
        assertThat(inventory.find("other")).isPresent();
    }

    @Test
    void the_same_name_twice_is_refused() {
        assertThatThrownBy(() -> inventory.compare(List.of(device("a", "h"), device("a", "i")), false))
                .isInstanceOf(InvalidInputException.class);
    }
}
