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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

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
 * with {@code ask} they happen after the right answer.
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
    private static final Set<String> COMMAND_KEYS = Set.of(
            "run",
            "match",
            "in",
            "answer",
            "refused",
            "pause_ms",
            "page_length",
            "enter",
            "flood_bytes",
            "logout",
            "drop",
            "silence",
            "ask",
            "hidden",
            "key",
            "accept",
            "refuse");

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
            JsonNode root = new YAMLMapper().readTree(yaml);
            refuseUnknown(root, KEYS, source);
            return script(root, source);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    source + ": " + e.getOriginalMessage() + " at line "
                            + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()),
                    e);
        }
    }

    private static DeviceScript script(JsonNode root, String source) {
        String hostname = root.path("hostname").asText("device");
        DeviceScript.Builder script = root.has("base")
                ? base(root.get("base").asText(), hostname, source).toBuilder()
                : DeviceScript.named(hostname);
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
        if (root.has("login")) {
            script.login(login(root.get("login")));
        }
        if (root.has("echo")) {
            script.echo(echo(root.get("echo"), source));
        }
        if (root.has("pager")) {
            JsonNode pager = root.get("pager");
            script.pager(FakePager.ansi(
                    pager.path("lines").asInt(24), pager.path("text").asText("--More--")));
        }
        if (root.has("wire")) {
            script.wire(wire(root.get("wire")));
        }
        root.path("noise").forEach(noise -> script.noise(noise(noise)));
        fields(
                root.path("modes"),
                (name, mode) -> script.mode(
                        name,
                        mode.path("prompt").asText(name + ">"),
                        mode.path("unknown").asText("% Unknown command: ${line}")));
        root.path("commands").forEach(command -> addCommand(command, script, source));
        return script.build();
    }

    private static DeviceScript base(String platform, String hostname, String source) {
        return switch (platform) {
            case "cisco_ios" -> FakeDevices.ciscoIos(hostname);
            case "arista_eos" -> FakeDevices.aristaEos(hostname);
            case "juniper_junos" -> FakeDevices.juniperJunos(hostname);
            case "frr_vtysh" -> FakeDevices.frrVtysh(hostname);
            case "linux" -> FakeDevices.linux(hostname);
            default -> throw new IllegalArgumentException(source + ": no ready-made device named " + platform);
        };
    }

    private static FakeLogin login(JsonNode node) {
        FakeLogin login = FakeLogin.as(node.path("user").asText("admin"));
        String password = node.path("password").asText("admin");
        return node.path("inside_shell").asBoolean() ? login.insideShell(password) : login.withPassword(password);
    }

    private static FakeEcho echo(JsonNode node, String source) {
        if (node.isObject()) {
            return FakeEcho.wrappedAt(node.path("wrap").asInt(80));
        }
        return switch (node.asText()) {
            case "normal" -> FakeEcho.normal();
            case "none" -> FakeEcho.none();
            case "repaint" -> FakeEcho.repaint();
            default -> throw new IllegalArgumentException(source + ": echo is normal, none, repaint or {wrap: width}");
        };
    }

    private static FakeWire wire(JsonNode node) {
        FakeWire wire = FakeWire.instant()
                .withAnswerDelay(Duration.ofMillis(node.path("answer_delay_ms").asLong()))
                .withByteDelay(Duration.ofMillis(node.path("byte_delay_ms").asLong()));
        if (node.has("chunk")) {
            int chunk = node.get("chunk").asInt();
            wire = node.has("seed")
                    ? wire.inRandomChunks(chunk, node.get("seed").asLong())
                    : wire.inChunksOf(chunk);
        }
        return node.has("drop_after_bytes")
                ? wire.droppingAfter(node.get("drop_after_bytes").asLong())
                : wire;
    }

    private static FakeNoise noise(JsonNode node) {
        FakeNoise.Place place = FakeNoise.Place.valueOf(
                node.path("place").asText("before_prompt").toUpperCase(Locale.ROOT));
        return new FakeNoise(
                place, node.path("text").asText(), node.path("every").asInt(1));
    }

    private static void addCommand(JsonNode node, DeviceScript.Builder script, String source) {
        refuseUnknown(
                node,
                COMMAND_KEYS,
                source + ", command "
                        + node.path("run").asText(node.path("match").asText()));
        List<String> modes = new ArrayList<>();
        node.path("in").forEach(mode -> modes.add(mode.asText()));
        FakeAnswer answer = call -> answer(node, call);
        if (node.has("run")) {
            script.command(Set.copyOf(modes), node.get("run").asText(), answer);
        } else if (node.has("match")) {
            script.pattern(Set.copyOf(modes), node.get("match").asText(), answer);
        } else {
            throw new IllegalArgumentException(source + ": a command needs run or match");
        }
    }

    private static FakeReply answer(JsonNode node, FakeCall call) {
        FakeReply effect = effect(node, call);
        if (!node.has("ask")) {
            return effect;
        }
        String question = node.get("ask").asText();
        Function<String, FakeReply> onAnswer =
                typed -> node.has("accept") && !node.get("accept").asText().equals(typed)
                        ? FakeReply.refused(node.path("refuse").asText("% Refused"))
                        : effect;
        if (node.path("key").asBoolean()) {
            return FakeReply.confirm(question, onAnswer);
        }
        return node.path("hidden").asBoolean()
                ? FakeReply.askHidden(question, onAnswer)
                : FakeReply.ask(question, onAnswer);
    }

    private static FakeReply effect(JsonNode node, FakeCall call) {
        FakeReply reply = FakeReply.text(groups(node.path("answer").asText(), call));
        if (node.has("refused")) {
            reply = reply.then(FakeReply.refused(groups(node.get("refused").asText(), call)));
        }
        if (node.has("pause_ms")) {
            reply = reply.then(
                    FakeReply.pause(Duration.ofMillis(node.get("pause_ms").asLong())));
        }
        if (node.has("page_length")) {
            reply = reply.then(FakeReply.pageLength(node.get("page_length").asInt()));
        }
        if (node.has("enter")) {
            reply = reply.then(FakeReply.enter(node.get("enter").asText()));
        }
        if (node.has("flood_bytes")) {
            reply = reply.then(FakeReply.flood(node.get("flood_bytes").asLong()));
        }
        if (node.path("logout").asBoolean()) {
            reply = reply.then(FakeReply.logout());
        }
        if (node.path("drop").asBoolean()) {
            reply = reply.then(FakeReply.drop());
        }
        return node.path("silence").asBoolean() ? reply.then(FakeReply.silence()) : reply;
    }

    /** Fills in what the groups of the command's pattern matched. */
    private static String groups(String text, FakeCall call) {
        return PromptText.fill(
                text, name -> name.matches("\\d+") ? call.group(Integer.parseInt(name)) : "${" + name + "}");
    }

    private static void text(JsonNode root, String key, Consumer<String> setting) {
        if (root.has(key)) {
            setting.accept(root.get(key).asText());
        }
    }

    private static void flag(JsonNode root, String key, Consumer<Boolean> setting) {
        if (root.has(key)) {
            setting.accept(root.get(key).asBoolean());
        }
    }

    private static void fields(JsonNode node, BiConsumer<String, JsonNode> each) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            each.accept(entry.getKey(), entry.getValue());
        }
    }

    private static void refuseUnknown(JsonNode node, Set<String> known, String where) {
        if (!node.isObject()) {
            throw new IllegalArgumentException(where + ": a mapping is expected");
        }
        fields(node, (key, value) -> {
            if (!known.contains(key)) {
                throw new IllegalArgumentException(
                        where + ": unknown key \"" + key + "\"; there are " + new TreeSet<>(known));
            }
        });
    }
}
