package io.netstacks.core.internal.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.netstacks.core.NetStacks;
import io.netstacks.core.internal.plugin.BrokenParts.AlsoGood;
import io.netstacks.core.internal.plugin.BrokenParts.Good;
import io.netstacks.core.internal.plugin.BrokenParts.SameId;
import io.netstacks.core.memory.MemoryStorage;
import io.netstacks.core.plugin.Plugins;
import io.netstacks.core.plugin.Plugins.Plugin;
import io.netstacks.core.plugin.Plugins.State;
import io.netstacks.core.template.JinjaTemplateEngine;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.error.ProviderException;
import io.netstacks.spi.parse.OutputParser;
import io.netstacks.spi.platform.PlatformProvider;
import io.netstacks.spi.store.StorageProvider;
import io.netstacks.spi.template.TemplateFunctions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found on a class path folder, and that nothing that is broken there hides the rest. */
class ProviderTableTest {

    private static final String PARTS = BrokenParts.class.getName() + "$";

    @TempDir
    Path directory;

    private ServiceFolder folder;

    @BeforeEach
    void open() {
        folder = new ServiceFolder(directory);
    }

    @AfterEach
    void close() throws Exception {
        folder.close();
    }

    private static Map<String, OutputParser> parsers(ProviderTable table, OutputParser... given) {
        return table.keyed(OutputParser.class, List.of(given), List.of(), List.of());
    }

    @Test
    void what_a_host_gives_has_to_work_here() {
        ProviderTable table = new ProviderTable(new ProviderLoader(List.of()), false, Map.of());

        assertThatThrownBy(() -> parsers(table, new BrokenParts.Newer()))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("\"newer\"")
                .hasMessageContaining("this library offers " + SpiVersion.running());
        assertThatThrownBy(() -> table.single(
                        OutputParser.class, Optional.of(new BrokenParts.LacksDriver()), Optional.empty(), new Good()))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("\"lacking\"")
                .hasMessageContaining("the driver is not on the class path");
    }

    @Test
    void a_provider_is_found_and_says_where_it_comes_from() {
        ProviderTable table = folder.service(OutputParser.class, PARTS + "Good", "# " + PARTS + "AlsoGood")
                .table();

        assertThat(parsers(table)).containsOnlyKeys("good");
        assertThat(table.finish().report()).singleElement().satisfies(line -> {
            assertThat(line.state()).isEqualTo(State.ACTIVE);
            assertThat(line.port()).isEqualTo("OutputParser");
            assertThat(line.origin()).startsWith("file:").contains("test-classes");
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ThrowsInConstructor, IllegalStateException: no licence",
        "ThrowsInInitializer, IllegalArgumentException: static trouble",
        "ThrowsInId, AssertionError: id not known yet",
        "Blank, its id() is blank",
        "NoParser, not a subtype",
        "DoesNotExist, not found"
    })
    void a_broken_provider_hides_neither_the_one_before_nor_the_one_after(String broken, String reason) {
        ProviderTable table = folder.service(OutputParser.class, PARTS + "Good", PARTS + broken, PARTS + "AlsoGood")
                .table();

        assertThat(parsers(table)).containsOnlyKeys("good", "also-good");
        Plugin line = only(table.finish(), State.BROKEN);
        assertThat(line.id() + line.detail()).contains(PARTS + broken);
        assertThat(line.detail()).contains(reason);
        assertThat(line.origin()).startsWith("file:");
    }

    @Test
    void a_damaged_class_hides_nobody() {
        ProviderTable table = folder.file("acme/Damaged.class", "this is no class")
                .service(OutputParser.class, PARTS + "Good", "acme.Damaged", PARTS + "AlsoGood")
                .table();

        assertThat(parsers(table)).containsOnlyKeys("good", "also-good");
        Plugin line = only(table.finish(), State.BROKEN);
        assertThat(line.detail()).contains("ClassFormatError").contains("acme/Damaged");
    }

    @Test
    void a_service_file_that_is_no_service_file_is_named() {
        ProviderTable table =
                folder.service(OutputParser.class, "this is not a class name").table();

        assertThat(parsers(table, new Good())).containsOnlyKeys("good");
        Plugin line = only(table.finish(), State.BROKEN);
        assertThat(line.origin()).endsWith("META-INF/services/" + OutputParser.class.getName());
    }

    @Test
    void many_broken_ones_are_all_reported() {
        ProviderTable table = folder.service(
                        OutputParser.class,
                        "acme.One",
                        PARTS + "ThrowsInConstructor",
                        "acme.Two",
                        PARTS + "Newer",
                        PARTS + "LacksDriver",
                        PARTS + "Good")
                .table();

        assertThat(parsers(table)).containsOnlyKeys("good");
        assertThat(table.finish().report())
                .extracting(Plugin::state)
                .containsExactly(
                        State.BROKEN, State.BROKEN, State.BROKEN, State.INCOMPATIBLE, State.UNAVAILABLE, State.ACTIVE);
    }

    @Test
    void an_id_that_is_taken_is_reported_and_the_first_one_stays() {
        ProviderTable table = folder.service(OutputParser.class, PARTS + "Good", PARTS + "SameId", PARTS + "AlsoGood")
                .table();

        Map<String, OutputParser> parsers = parsers(table);

        assertThat(parsers).containsOnlyKeys("good", "also-good");
        assertThat(parsers.get("good")).isExactlyInstanceOf(Good.class);
        assertThat(only(table.finish(), State.DUPLICATE).detail())
                .contains(SameId.class.getName())
                .contains(Good.class.getName());
    }

    @Test
    void what_the_host_gave_wins_over_what_was_found() {
        ProviderTable table =
                folder.service(OutputParser.class, PARTS + "SameId").table();
        Good given = new Good();

        assertThat(parsers(table, given)).containsValue(given);
        assertThat(table.finish().report())
                .extracting(Plugin::state, Plugin::origin)
                .contains(tuple(State.ACTIVE, "given"))
                .extracting(line -> line.toList().get(0))
                .contains(State.DUPLICATE);
    }

    @Test
    void what_is_built_in_is_taken_over_on_purpose_only() {
        ProviderTable table =
                folder.service(OutputParser.class, PARTS + "SameId").table();
        Good builtIn = new Good();

        Map<String, OutputParser> chosen = table.keyed(OutputParser.class, List.of(), List.of(builtIn), List.of());

        assertThat(chosen).containsValue(builtIn);
        assertThat(only(table.finish(), State.DUPLICATE).id()).isEqualTo("good");
    }

    @Test
    void two_of_one_id_from_the_host_are_its_mistake() {
        ProviderTable table = folder.table();

        assertThatThrownBy(() -> parsers(table, new Good(), new SameId()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(Good.class.getName())
                .hasMessageContaining(SameId.class.getName());
    }

    @Test
    void one_that_fails_when_it_is_asked_brings_nothing_and_is_reported() {
        folder.service(PlatformProvider.class, PARTS + "BadPlatforms");

        try (NetStacks net = NetStacks.builder()
                .classLoader(folder.loader())
                .storage("memory")
                .build()) {
            assertThat(net.platforms().find("cisco_ios")).isPresent();
            assertThat(net.plugins().report())
                    .filteredOn(line -> line.id().equals("bad-platforms"))
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.state()).isEqualTo(State.BROKEN);
                        assertThat(line.detail()).contains("its file is missing");
                    });
        }
    }

    @Test
    void a_broken_package_of_template_functions_leaves_the_others_alone() {
        folder.service(
                TemplateFunctions.class,
                "acme.Gone",
                TemplateParts.class.getName() + "$Half",
                TemplateParts.class.getName() + "$Shout");

        JinjaTemplateEngine engine =
                JinjaTemplateEngine.builder().discover(folder.loader()).build();

        assertThat(engine.filters()).contains("shout").doesNotContain("half");
    }

    @Test
    void an_unknown_id_is_told_with_what_is_near() {
        ProviderTable table = folder.table();

        assertThatThrownBy(() -> table.single(
                        StorageProvider.class, Optional.empty(), Optional.of("memroy"), new MemoryStorage()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no StorageProvider named \"memroy\"")
                .hasMessageContaining("did you mean memory?");
    }

    @Test
    void a_wanted_one_that_did_not_come_up_is_told_with_its_reason() {
        ProviderTable table =
                folder.service(StorageProvider.class, "acme.Database").table();

        assertThatThrownBy(() -> table.single(
                        StorageProvider.class, Optional.empty(), Optional.of("database"), new MemoryStorage()))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("\"database\"")
                .hasMessageContaining("acme.Database not found")
                .hasMessageContaining("META-INF/services/");
    }

    @Test
    void what_is_built_in_does_not_stand_in_for_a_broken_one_unasked() {
        ProviderTable table =
                folder.service(StorageProvider.class, "acme.Database").table();

        assertThatThrownBy(() ->
                        table.single(StorageProvider.class, Optional.empty(), Optional.empty(), new MemoryStorage()))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("acme.Database")
                .hasMessageContaining("choose \"memory\"");
        MemoryStorage asked = new MemoryStorage();
        assertThat(folder.table().single(StorageProvider.class, Optional.empty(), Optional.of("memory"), asked))
                .isSameAs(asked);
    }

    @Test
    void settings_for_one_that_did_not_come_up_say_why_it_did_not() {
        folder.service(OutputParser.class, PARTS + "ThrowsInConstructor");
        ProviderTable table = new ProviderTable(
                new ProviderLoader(List.of(folder.loader())), true, Map.of("acme", Map.of("url", "x")));
        parsers(table);
        table.checkSettingIds(List.of());

        assertThatThrownBy(table::finish)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"acme\"")
                .hasMessageContaining("no licence");
    }

    @Test
    void nothing_is_looked_for_when_the_host_does_not_want_it() {
        folder.service(OutputParser.class, PARTS + "AlsoGood", "acme.Gone");
        ProviderTable table = new ProviderTable(new ProviderLoader(List.of(folder.loader())), false, Map.of());

        assertThat(parsers(table)).isEmpty();
        assertThat(table.finish().report()).isEmpty();
    }

    @Test
    void the_context_class_loader_is_as_it_was() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        folder.service(OutputParser.class, PARTS + "ThrowsInInitializer", AlsoGood.class.getName());

        parsers(folder.table());

        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    private static Plugin only(Plugins plugins, State state) {
        return assertThat(plugins.report())
                .filteredOn(line -> line.state() == state)
                .singleElement()
                .actual();
    }
}
