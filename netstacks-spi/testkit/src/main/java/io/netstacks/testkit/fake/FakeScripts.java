package io.netstacks.testkit.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads {@link DeviceScript}s from YAML. Stateless.
 *
 * <pre>{@code
 * hostname: edge1
 * base: cisco_ios            # or nothing: then platform and modes are needed
 * login: {user: kim, password: s3cret}
 * enable_secret: s3cret
 * echo: repaint              # normal, none, repaint, or {wrap: 80}
 * help_key: true             # a question mark prints help at once, unless Ctrl-V comes before it
 * pager: {lines: 24, text: "--More--"}
 * wire: {chunk: 7, seed: 42, answer_delay_ms: 20, byte_delay_ms: 0, drop_after_bytes: 5000}
 * noise: [{place: before_prompt, text: "%SYS-5-CONFIG_I: Configured", every: 3}]
 * modes:
 *   exec: {prompt: "${hostname}>", unknown: "% Unknown command: ${line}"}
 * commands:
 *   - {run: "show clock", answer: "12:00:00"}
 *   - {run: "enable", in: [exec], ask: "Password: ", hidden: true, accept: "s3cret", enter: privileged, refuse: "% Bad secrets"}
 *   - {run: "reload", ask: "Proceed? [confirm]", key: true, drop: true}
 *   - {match: "ping (\\S+)", answer: "${1} is alive"}
 * }</pre>
 *
 * <p>A command may have {@code answer}, {@code refused} (an answer that says no), {@code pause_ms}, {@code page_length},
 * {@code enter} (a mode), {@code flood_bytes}, {@code logout}, {@code drop} and {@code silence}, which happen in this order;
 * with {@code ask} they happen after the right answer. A login may have {@code inside_shell: true}, where user name and
 * password are asked at the terminal, and {@code console_options: true}, as {@link FakeLogin#withConsoleOptions} says.
 */
public final class FakeScripts {

    private static final Set<String> KEYS = Set.of(
            "hostname",
            "base",
            "platform",
            "login",
            "enable_secret",
            "echo",
            "pager",
            "wire",
            "noise",
            "modes",
            "commands",
            "banner",
            "motd",
            "identification",
            "newline",
            "abbreviations",
            "pipes",
            "help_key",
            "exec_channel",
            "start_in");

    private FakeScripts() {}

    /**
     * Reads a script from a file.
     *
     * @throws UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException if it is no script; the message names the file and what is wrong
     */
    public static DeviceScript read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("no script of a simulated device in " + file, e);
        }
    }

    /**
     * Reads a script that comes with the testkit, for example {@code huawei_vrp}.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static DeviceScript shipped(String platform, String hostname) {
        String resource = platform + ".yaml";
        try (InputStream in = FakeScripts.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("the testkit has no script named " + platform);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return parse(text, resource).with(script -> script.hostname(hostname));
        } catch (IOException e) {
            throw new UncheckedIOException("no script in " + resource, e);
        }
    }

    /**
     * Reads a script from a text.
     *
     * @param source where the text is from, for messages
     * @throws IllegalArgumentException if it is no script; the message says where and what is wrong
     */
    public static DeviceScript parse(String yaml, String source) {
        try {
            JsonNode node = new YAMLMapper().readTree(yaml);
            ScriptNode root = new ScriptNode(node, source);
            if (node.isMissingNode()) {
                throw root.wrong("a mapping is expected");
            }
            return script(root.mapping(KEYS));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    source + ": " + e.getOriginalMessage() + " at line "
                            + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()),
                    e);
        } catch (IllegalArgumentException e) { // what the parts of a script refuse by themselves does not name the file
            throw String.valueOf(e.getMessage()).startsWith(source)
                    ? e
                    : new IllegalArgumentException(source + ": " + e.getMessage(), e);
        }
    }

    private static DeviceScript script(ScriptNode root) {
        String hostname = root.at("hostname").text("device");
        Optional<DeviceScript> base =
                root.has("base") ? Optional.of(base(root.at("base").text(""), hostname)) : Optional.empty();
        DeviceScript.Builder script = base.map(DeviceScript::toBuilder).orElseGet(() -> DeviceScript.named(hostname));
        text(root, "platform", script::platform);
        text(root, "enable_secret", script::enableSecret);
        text(root, "banner", script::banner);
        text(root, "motd", script::motd);
        text(root, "identification", script::identification);
        text(root, "newline", script::newline);
        text(root, "start_in", script::startIn);
        flag(root, "abbreviations", script::abbreviations);
        flag(root, "pipes", script::pipes);
        flag(root, "help_key", script::helpKey);
        flag(root, "exec_channel", script::execChannel);
        part(root, "login", node -> script.login(login(node)));
        part(root, "echo", node -> script.echo(echo(node)));
        part(root, "pager", node -> script.pager(pager(node)));
        part(root, "wire", node -> script.wire(wire(node)));
        root.at("noise").items().forEach(noise -> script.noise(noise(noise)));
        Set<String> modes =
                new LinkedHashSet<>(base.map(DeviceScript::modeNames).orElse(Set.of()));
        root.at("modes").entries().forEach((name, written) -> {
            ScriptNode mode = written.called(root.where() + ": mode " + name).mapping(Set.of("prompt", "unknown"));
            modes.add(name);
            script.mode(
                    name, mode.at("prompt").text(name + ">"), mode.at("unknown").text("% Unknown command: ${line}"));
        });
        root.at("commands").items().forEach(command -> new ScriptCommand(command, root.where(), modes).addTo(script));
        return script.build();
    }

    private static DeviceScript base(String platform, String hostname) {
        return switch (platform) {
            case "cisco_ios" -> FakeDevices.ciscoIos(hostname);
            case "arista_eos" -> FakeDevices.aristaEos(hostname);
            case "juniper_junos" -> FakeDevices.juniperJunos(hostname);
            case "frr_vtysh" -> FakeDevices.frrVtysh(hostname);
            case "linux" -> FakeDevices.linux(hostname);
            default -> throw new IllegalArgumentException("no ready-made device named " + platform);
        };
    }

    private static FakeLogin login(ScriptNode written) {
        ScriptNode node = written.mapping(Set.of("user", "password", "inside_shell", "console_options"));
        FakeLogin login = FakeLogin.as(node.at("user").text("admin"));
        if (node.at("console_options").flag()) {
            login = login.withConsoleOptions();
        }
        String password = node.at("password").text("admin");
        return node.at("inside_shell").flag() ? login.insideShell(password) : login.withPassword(password);
    }

    private static FakeEcho echo(ScriptNode node) {
        if (node.node().isObject()) {
            return FakeEcho.wrappedAt(
                    (int) node.mapping(Set.of("wrap")).at("wrap").whole(80));
        }
        return switch (node.text("")) {
            case "normal" -> FakeEcho.normal();
            case "none" -> FakeEcho.none();
            case "repaint" -> FakeEcho.repaint();
            default -> throw node.wrong("normal, none, repaint or {wrap: width} is expected");
        };
    }

    private static FakePager pager(ScriptNode written) {
        ScriptNode node = written.mapping(Set.of("lines", "text"));
        return FakePager.ansi((int) node.at("lines").whole(24), node.at("text").text("--More--"));
    }

    private static FakeWire wire(ScriptNode written) {
        ScriptNode node =
                written.mapping(Set.of("chunk", "seed", "answer_delay_ms", "byte_delay_ms", "drop_after_bytes"));
        FakeWire wire = FakeWire.instant()
                .withAnswerDelay(Duration.ofMillis(node.at("answer_delay_ms").whole(0)))
                .withByteDelay(Duration.ofMillis(node.at("byte_delay_ms").whole(0)));
        if (node.has("chunk")) {
            int chunk = (int) node.at("chunk").whole(0);
            wire = node.has("seed") ? wire.inRandomChunks(chunk, node.at("seed").whole(0)) : wire.inChunksOf(chunk);
        }
        return node.has("drop_after_bytes")
                ? wire.droppingAfter(node.at("drop_after_bytes").whole(0))
                : wire;
    }

    private static FakeNoise noise(ScriptNode written) {
        ScriptNode node = written.mapping(Set.of("place", "text", "every"));
        String name = node.at("place").text("before_prompt");
        FakeNoise.Place place = Arrays.stream(FakeNoise.Place.values())
                .filter(known -> known.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> node.wrong("no place \"" + name + "\"; there are "
                        + Arrays.toString(FakeNoise.Place.values()).toLowerCase(Locale.ROOT)));
        return new FakeNoise(
                place, node.at("text").text(""), (int) node.at("every").whole(1));
    }

    private static void text(ScriptNode root, String key, Consumer<String> setting) {
        part(root, key, node -> setting.accept(node.text("")));
    }

    private static void flag(ScriptNode root, String key, Consumer<Boolean> setting) {
        part(root, key, node -> setting.accept(node.flag()));
    }

    private static void part(ScriptNode root, String key, Consumer<ScriptNode> setting) {
        if (root.has(key)) {
            setting.accept(root.at(key));
        }
    }
}
