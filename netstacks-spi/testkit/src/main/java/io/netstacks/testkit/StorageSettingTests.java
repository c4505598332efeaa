package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.store.SettingStore;
import io.netstacks.spi.store.Stored;
import io.netstacks.spi.store.StoredSetting;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about settings. */
interface StorageSettingTests extends StorageSubject {

    private SettingStore settings() {
        return stores().settings();
    }

    private static StoredSetting text(String key, String value) {
        return new StoredSetting(key, StoredSetting.Type.TEXT, value, "user:kim");
    }

    @Test
    default void a_setting_comes_back_with_who_set_it_and_when() {
        var now = NOW.truncatedTo(ChronoUnit.MICROS);
        StoredSetting setting =
                new StoredSetting(ANY_UNICODE, StoredSetting.Type.TEXT, ANY_UNICODE, "user:" + ANY_UNICODE);

        assertThat(settings().save(setting)).isEqualTo(new Stored<>(setting, 1, now, now));
        assertThat(settings().find(ANY_UNICODE)).contains(new Stored<>(setting, 1, now, now));
        assertThat(settings().save(text(ANY_UNICODE, "")).version()).isEqualTo(2);
        assertThat(settings().find(ANY_UNICODE).map(Stored::value)).contains(text(ANY_UNICODE, ""));
        assertThat(settings().delete(ANY_UNICODE)).isTrue();
        assertThat(settings().delete(ANY_UNICODE)).isFalse();
        assertThat(settings().find(ANY_UNICODE)).isEmpty();
    }

    @Test
    default void one_of_many_updates_of_the_same_version_of_a_setting_wins() {
        settings().save(text("zone", "UTC"));

        List<Boolean> won = StorageRace.run(8, number -> {
            try {
                settings().update(text("zone", "z" + number), 1);
                return true;
            } catch (ConflictException lost) {
                return false;
            }
        });

        assertThat(won).containsOnlyOnce(true);
        assertThat(settings().find("zone").orElseThrow().value().value()).isEqualTo("z" + won.indexOf(true));
        assertThatThrownBy(() -> settings().update(text("gone", "x"), 1)).isInstanceOf(ConflictException.class);
    }

    @Test
    default void settings_are_listed_by_key_without_gaps() {
        List<String> keys = List.of("B", "a", "a.b", "b", "\u00e4");
        keys.forEach(key -> settings().save(text(key, key)));

        assertThat(StorageSubject.allPages(2, settings()::list, () -> {}))
                .extracting(row -> row.value().key())
                .containsExactlyElementsOf(keys.stream().sorted().toList());
    }

    @Test
    default void a_value_is_of_its_type() {
        Map<StoredSetting.Type, List<String>> good = Map.of(
                StoredSetting.Type.WHOLE, List.of("0", "-7", "123456789012345678901234567890"),
                StoredSetting.Type.NUMBER, List.of("0.1", "-1e3", "7"),
                StoredSetting.Type.BOOLEAN, List.of("true", "false"),
                StoredSetting.Type.DURATION, List.of("PT30S", "PT0.5S", "P2D"));
        good.forEach((type, values) -> values.forEach(value -> {
            settings().save(new StoredSetting("key", type, value, "user:kim"));
            assertThat(settings().find("key").orElseThrow().value())
                    .isEqualTo(new StoredSetting("key", type, value, "user:kim"));
        }));

        Map<StoredSetting.Type, List<String>> bad = Map.of(
                StoredSetting.Type.WHOLE, List.of("", "1.5", "one"),
                StoredSetting.Type.NUMBER, List.of("", "1,5", "NaN"),
                StoredSetting.Type.BOOLEAN, List.of("", "yes", "TRUE"),
                StoredSetting.Type.DURATION, List.of("", "30", "30s"));
        bad.forEach((type, values) ->
                values.forEach(value -> assertThatThrownBy(() -> new StoredSetting("key", type, value, "user:kim"))
                        .as(type + " " + value)
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining("setting key")));
    }

    @Test
    default void settings_that_are_out_of_bounds_are_refused() {
        List.<Runnable>of(() -> text(" ", "x"), () -> text("x".repeat(513), "x"), () -> text("k", "x".repeat(10_001)))
                .forEach(bad -> assertThatThrownBy(bad::run).isInstanceOf(InvalidInputException.class));
        assertThatThrownBy(() -> new StoredSetting("k", StoredSetting.Type.TEXT, "x", ""))
                .isInstanceOf(InvalidInputException.class);
    }
}
