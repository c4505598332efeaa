package io.netstacks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.parse.TtpTemplate;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What docs/parsing-ttp.md shows is what runs here. */
class TtpGuideTest {

    @Test
    void the_example_runs() {
        String config = """
                interface Loopback0
                 description router id of this device
                 ip address 10.0.0.1 255.255.255.255
                """;
        // tag::guide[]
        TtpTemplate interfaces = TtpTemplate.compile("""
                <group name="interfaces*">
                interface {{ name }}
                 description {{ description | ORPHRASE }}
                 ip address {{ ip | IP }} {{ mask }}
                 shutdown {{ down | set(true) }}
                </group>
                """);
        Object tree = interfaces.parse(config).json(); // [[{interfaces=[{name=Loopback0, ip=10.0.0.1, …}, …]}]]
        String json = interfaces.parse(config).toJson(); // the same as JSON text
        // end::guide[]
        assertThat(String.valueOf(tree)).startsWith("[[{interfaces=[{").contains("name=Loopback0", "ip=10.0.0.1");
        assertThat(json).contains("\"router id of this device\"");
    }

    @Test
    void the_page_shows_it() throws IOException {
        GuidePage.of("docs/parsing-ttp.md").showsWhatRunsIn(TtpGuideTest.class);
    }
}
