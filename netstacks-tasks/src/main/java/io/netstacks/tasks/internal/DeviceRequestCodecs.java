package io.netstacks.tasks.internal;

import io.netstacks.spi.command.Command;
import io.netstacks.spi.config.Assertion;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.ConfigLine;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.parse.OutputTemplate;
import io.netstacks.tasks.device.GetConfig;
import io.netstacks.tasks.device.RunCommands;
import io.netstacks.tasks.device.SetConfig;
import io.netstacks.tasks.device.TestConnectivity;
import io.netstacks.tasks.device.ValidateConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How requests about one device are stored. */
final class DeviceRequestCodecs {

    static final FieldsCodec<GetConfig> GET_CONFIG = new FieldsCodec<>(
            request -> on(request.device(), request.context(), Map.of("commands", commands(request.commands()))),
            fields -> new GetConfig(
                    fields.text("device"),
                    fields.list("commands", DeviceRequestCodecs::command),
                    fields.optionalText("context")));

    static final FieldsCodec<RunCommands> RUN_COMMANDS = new FieldsCodec<>(
            request -> on(request.device(), request.context(), Map.of("commands", commands(request.commands()))),
            fields -> new RunCommands(
                    fields.text("device"),
                    fields.list("commands", DeviceRequestCodecs::command),
                    fields.optionalText("context")));

    static final FieldsCodec<SetConfig> SET_CONFIG = new FieldsCodec<>(
            request -> on(
                    request.device(),
                    request.context(),
                    Map.of(
                            "change", change(request.change()),
                            "backup_before", request.backupBefore(),
                            "validate_after", assertions(request.validateAfter()))),
            fields -> new SetConfig(
                    fields.text("device"),
                    change(fields.fields("change")),
                    fields.flag("backup_before"),
                    fields.list("validate_after", DeviceRequestCodecs::assertion),
                    fields.optionalText("context")));

    static final FieldsCodec<ValidateConfig> VALIDATE_CONFIG = new FieldsCodec<>(
            request -> on(request.device(), request.context(), Map.of("assertions", assertions(request.assertions()))),
            fields -> new ValidateConfig(
                    fields.text("device"),
                    fields.list("assertions", DeviceRequestCodecs::assertion),
                    fields.optionalText("context")));

    static final FieldsCodec<TestConnectivity> TEST_CONNECTIVITY = new FieldsCodec<>(
            request -> Map.of("device", request.device()), fields -> new TestConnectivity(fields.text("device")));

    private DeviceRequestCodecs() {}

    /** Earlier versions wrote no context. */
    private static Map<String, Object> on(String device, Optional<String> context, Map<String, Object> what) {
        Map<String, Object> fields = new LinkedHashMap<>(what);
        fields.put("device", device);
        context.ifPresent(name -> fields.put("context", name));
        return fields;
    }

    private static List<Map<String, Object>> commands(List<Command> commands) {
        return commands.stream().map(DeviceRequestCodecs::command).toList();
    }

    private static Map<String, Object> command(Command command) {
        if (!command.dialogue().exchanges().isEmpty()) {
            throw InvalidInputException.of("\"" + command.text()
                    + "\" answers questions, and answers may be secret, so it is not stored; run it in this process");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", command.text());
        fields.put("kind", command.kind().name());
        fields.put("parsed", command.wantsRows());
        fields.put("max_output", command.maxOutput());
        fields.put("truncating", command.truncating());
        command.timeout().ifPresent(time -> fields.put("timeout", time.toString()));
        command.level().ifPresent(level -> fields.put("level", level));
        command.template()
                .ifPresent(template -> fields.put(
                        "template",
                        Map.of(
                                "language", template.language().name(),
                                "name", template.name(),
                                "text", template.text())));
        return fields;
    }

    private static Command command(StoredFields fields) {
        String text = fields.text("text");
        Command command = switch (fields.oneOf("kind", Command.Kind.class)) {
            case SHOW -> Command.show(text);
            case EXEC -> Command.exec(text);
        };
        int most = fields.number("max_output");
        command = fields.flag("truncating") ? command.truncateAbove(most) : command.failAbove(most);
        command = fields.flag("parsed") ? command.parsed() : command;
        Optional<Duration> time = fields.optionalDuration("timeout");
        command = time.isPresent() ? command.within(time.get()) : command;
        Optional<String> level = fields.optionalText("level");
        command = level.isPresent() ? command.at(level.get()) : command;
        Optional<OutputTemplate> template = fields.optionalFields("template")
                .map(its -> new OutputTemplate(
                        its.oneOf("language", OutputTemplate.Language.class), its.text("name"), its.text("text")));
        return template.isPresent() ? command.parsedWith(template.get()) : command;
    }

    private static Map<String, Object> change(ConfigChange change) {
        if (!change.dialogue().exchanges().isEmpty()) {
            throw InvalidInputException.of(
                    "a change of " + change.lines().size()
                            + " lines answers questions, and answers may be secret, so it is not stored; make it in this process");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(
                "lines",
                change.lines().stream()
                        .map(line -> Map.of("text", line.text(), "body", line.body()))
                        .toList());
        fields.put("save", change.save());
        fields.put("dry_run", change.dryRun());
        fields.put("pipelined", change.pipelined());
        fields.put("exclusive", change.exclusive());
        fields.put("dangerous_allowed", change.dangerousAllowed());
        change.comment().ifPresent(comment -> fields.put("comment", comment));
        return fields;
    }

    private static ConfigChange change(StoredFields fields) {
        ConfigChange.Builder change = ConfigChange.builder()
                .save(fields.flag("save"))
                .dryRun(fields.flag("dry_run"))
                .pipelined(fields.flag("pipelined"))
                .exclusive(fields.flag("exclusive"))
                .dangerousAllowed(fields.flag("dangerous_allowed"));
        fields.list("lines", line -> new ConfigLine(line.text("text"), line.texts("body")))
                .forEach(change::line);
        fields.optionalText("comment").ifPresent(change::comment);
        return change.build();
    }

    static List<Map<String, Object>> assertions(List<Assertion> assertions) {
        return assertions.stream().map(DeviceRequestCodecs::assertion).toList();
    }

    static Map<String, Object> assertion(Assertion assertion) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", assertion.kind().name());
        fields.put("text", assertion.text());
        fields.put("must_match", assertion.mustMatch());
        fields.put("description", assertion.description());
        assertion.parent().ifPresent(parent -> fields.put("parent", parent));
        return fields;
    }

    static Assertion assertion(StoredFields fields) {
        return new Assertion(
                fields.oneOf("kind", Assertion.Kind.class),
                fields.text("text"),
                fields.optionalText("parent"),
                fields.flag("must_match"),
                fields.text("description"));
    }
}
