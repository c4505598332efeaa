package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.device.DeviceOverride;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.Stored;
import io.netstacks.spi.store.Stores;
import io.netstacks.spi.template.VariableValues;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Overrides whose variables an older version wrote, which had another JSON for them. */
class OlderOverridesTest {

    private static final String URL = "jdbc:h2:mem:older-overrides";

    private final KeyProvider keys = KeyProviders.of(KeyProviders.generate());
    private final ProviderContext context = TestContexts.now();
    private Stores stores = open();

    private Stores open() {
        return JdbcStorage.at(URL).open(context, keys);
    }

    @BeforeEach
    void older() throws SQLException {
        plant(
                "r1",
                "{\"port\":2022,\"variables\":{\"vlans\":[10,4000000000],\"bgp\":{\"ratio\":0.5,\"on\":true},"
                        + "\"plain\":{\"$secret\":\"env:NO_SECRET\",\"$$\":1}},\"notes\":\"kept\"}");
        plant("r2", "{\"variables\":{\"\":\"nameless\"},\"notes\":\"\"}");
        plant("r3", "{\"notes\":\"none\"}");
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private static void plant(String device, String document) throws SQLException {
        try (Connection connection = DriverManager.getConnection(URL);
                PreparedStatement insert = connection.prepareStatement("INSERT INTO netstacks_device_override (device,"
                        + " disabled, document, version, created_at, updated_at) VALUES (?, FALSE, ?, 4,"
                        + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)")) {
            insert.setString(1, device);
            insert.setString(2, document);
            insert.executeUpdate();
        }
    }

    private DeviceOverride found(String device) {
        return stores.deviceOverrides().find(device).map(Stored::value).orElseThrow();
    }

    @Test
    void are_read_with_everything_and_nothing_in_them_becomes_a_secret() {
        DeviceOverride old = found("r1");

        assertThat(old.variables())
                .isEqualTo(VariableValues.of(Map.of(
                        "vlans",
                        List.of(10, 4_000_000_000L),
                        "bgp",
                        Map.of("ratio", 0.5, "on", true),
                        "plain",
                        Map.of("$secret", "env:NO_SECRET", "$$", 1))));
        assertThat(old.variables().secrets()).isEmpty();
        assertThat(old.connection().port()).contains(2022);
        assertThat(old.notes()).isEqualTo("kept");
        assertThat(found("r3").variables()).isEqualTo(VariableValues.none());
    }

    @Test
    void are_the_same_after_they_were_saved_again() {
        DeviceOverride old = found("r1");

        long version =
                stores.deviceOverrides().update(old.withNotes("touched"), 4).version();

        assertThat(version).isEqualTo(5);
        assertThat(found("r1")).isEqualTo(old.withNotes("touched"));
    }

    @Test
    void that_have_variables_which_are_refused_today_say_so_and_can_be_set_again() {
        assertThatThrownBy(() -> found("r2"))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageContaining("the override of r2")
                .hasMessageContaining("set it again, or clear it");

        stores.deviceOverrides().save(DeviceOverride.of("r2"));

        assertThat(stores.deviceOverrides().list(PageRequest.first()).items()).hasSize(3);
    }
}
