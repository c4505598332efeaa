package io.netstacks.tasks.internal;

import io.netstacks.core.fleet.ConnectivityReport;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.command.CommandStatus;
import io.netstacks.spi.config.AssertionResult;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.LineResult;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.parse.ParseResult;
import io.netstacks.spi.transport.ConnectionReport;
import io.netstacks.spi.transport.HostKey;
import io.netstacks.tasks.device.CommandReport;
import io.netstacks.tasks.device.SetConfigReport;
import io.netstacks.tasks.device.ValidationReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How results about one device are carried to another process. */
final class DeviceResultCodecs {

    static final FieldsCodec<CommandReport> COMMANDS = new FieldsCodec<>(
            report -> Map.of(
                    "device", report.device(),
                    "results",
                            report.results().stream()
                                    .map(DeviceResultCodecs::command)
                                    .toList(),
                    "completed_at", report.completedAt().toString()),
            fields -> new CommandReport(
                    fields.text("device"),
                    fields.list("results", DeviceResultCodecs::command),
                    fields.time("completed_at")));

    static final FieldsCodec<SetConfigReport> CHANGE = new FieldsCodec<>(
            report -> Map.of(
                    "change", change(report.change()),
                    "checks", checks(report.checks()),
                    "completed_at", report.completedAt().toString()),
            fields -> new SetConfigReport(
                    change(fields.fields("change")),
                    fields.list("checks", DeviceResultCodecs::check),
                    fields.time("completed_at")));

    static final FieldsCodec<ValidationReport> VALIDATION = new FieldsCodec<>(
            report -> {
                Map<String, Object> values = new LinkedHashMap<>();
                values.put("source", report.source());
                values.put("results", checks(report.results()));
                report.age().ifPresent(age -> values.put("age", age.toString()));
                values.put("completed_at", report.completedAt().toString());
                return values;
            },
            fields -> new ValidationReport(
                    fields.text("source"),
                    fields.list("results", DeviceResultCodecs::check),
                    fields.optionalDuration("age"),
                    fields.time("completed_at")));

    static final FieldsCodec<ConnectivityReport> CONNECTIVITY = new FieldsCodec<>(
            DeviceResultCodecs::connectivity,
            fields -> new ConnectivityReport(
                    fields.text("device"),
                    fields.list("stages", DeviceResultCodecs::stage),
                    fields.optionalFields("connection").map(DeviceResultCodecs::connection),
                    fields.optionalText("platform"),
                    fields.optionalText("prompt")));

    private DeviceResultCodecs() {}

    private static Map<String, Object> command(CommandResult result) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("device", result.device());
        values.put("command", result.command());
        values.put("status", result.status().name());
        values.put("output", result.output());
        result.errorLine().ifPresent(line -> values.put("error_line", line));
        result.errorCode().ifPresent(code -> values.put("error_code", code.name()));
        values.put("truncated", result.truncated());
        values.put("elapsed", result.elapsed().toString());
        result.parse().ifPresent(parse -> values.put("parse", parse(parse)));
        values.put("resynchronised", result.resynchronised());
        return values;
    }

    private static CommandResult command(StoredFields fields) {
        return new CommandResult(
                fields.text("device"),
                fields.text("command"),
                fields.oneOf("status", CommandStatus.class),
                fields.text("output"),
                fields.optionalText("error_line"),
                fields.optionalOneOf("error_code", ErrorCode.class),
                fields.flag("truncated"),
                fields.duration("elapsed"),
                fields.optionalFields("parse").map(DeviceResultCodecs::parse),
                fields.number("resynchronised"));
    }

    private static Map<String, Object> parse(ParseResult parse) {
        return parse.fold(
                parsed -> Map.of("rows", parsed.rows()),
                none -> Map.of("platform", none.platform(), "command", none.command()),
                failed -> Map.of("message", failed.message(), "line", failed.line()));
    }

    private static ParseResult parse(StoredFields fields) {
        if (fields.has("rows")) {
            return new ParseResult.Parsed(fields.list("rows", StoredFields::values));
        }
        return fields.has("message")
                ? new ParseResult.Failed(fields.text("message"), fields.number("line"))
                : new ParseResult.NoTemplate(fields.text("platform"), fields.text("command"));
    }

    private static Map<String, Object> change(ChangeResult change) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("device", change.device());
        values.put("status", change.status().name());
        values.put(
                "lines", change.lines().stream().map(DeviceResultCodecs::line).toList());
        values.put("committed", change.committed());
        values.put("saved", change.saved());
        change.diff().ifPresent(diff -> values.put("diff", diff));
        change.backupId().ifPresent(id -> values.put("backup_id", id.value()));
        values.put("message", change.message());
        change.errorCode().ifPresent(code -> values.put("error_code", code.name()));
        values.put("elapsed", change.elapsed().toString());
        return values;
    }

    private static ChangeResult change(StoredFields fields) {
        return new ChangeResult(
                fields.text("device"),
                fields.oneOf("status", ChangeStatus.class),
                fields.list("lines", DeviceResultCodecs::line),
                fields.flag("committed"),
                fields.flag("saved"),
                fields.optionalText("diff"),
                fields.optionalText("backup_id").map(BackupId::new),
                fields.text("message"),
                fields.optionalOneOf("error_code", ErrorCode.class),
                fields.duration("elapsed"));
    }

    private static Map<String, Object> line(LineResult line) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("index", line.index());
        values.put("line", line.line());
        values.put("status", line.status().name());
        line.answer().ifPresent(answer -> values.put("answer", answer));
        return values;
    }

    private static LineResult line(StoredFields fields) {
        return new LineResult(
                fields.number("index"),
                fields.text("line"),
                fields.oneOf("status", LineResult.Status.class),
                fields.optionalText("answer"));
    }

    private static List<Map<String, Object>> checks(List<AssertionResult> checks) {
        return checks.stream().map(DeviceResultCodecs::check).toList();
    }

    private static Map<String, Object> check(AssertionResult check) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("assertion", DeviceRequestCodecs.assertion(check.assertion()));
        values.put("status", check.status().name());
        values.put("line", check.lineNumber());
        check.excerpt().ifPresent(excerpt -> values.put("excerpt", excerpt));
        check.problem().ifPresent(problem -> values.put("problem", problem));
        return values;
    }

    private static AssertionResult check(StoredFields fields) {
        return new AssertionResult(
                DeviceRequestCodecs.assertion(fields.fields("assertion")),
                fields.oneOf("status", AssertionResult.Status.class),
                fields.number("line"),
                fields.optionalText("excerpt"),
                fields.optionalText("problem"));
    }

    private static Map<String, Object> connectivity(ConnectivityReport report) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("device", report.device());
        values.put(
                "stages",
                report.stages().stream().map(DeviceResultCodecs::stage).toList());
        report.connection().ifPresent(connection -> values.put("connection", connection(connection)));
        report.platform().ifPresent(platform -> values.put("platform", platform));
        report.prompt().ifPresent(prompt -> values.put("prompt", prompt));
        return values;
    }

    private static Map<String, Object> stage(ConnectivityReport.Stage stage) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("step", stage.step().name());
        values.put("status", stage.status().name());
        values.put("elapsed", stage.elapsed().toString());
        stage.code().ifPresent(code -> values.put("code", code.name()));
        stage.message().ifPresent(message -> values.put("message", message));
        return values;
    }

    private static ConnectivityReport.Stage stage(StoredFields fields) {
        return new ConnectivityReport.Stage(
                fields.oneOf("step", ConnectivityReport.Step.class),
                fields.oneOf("status", ConnectivityReport.Status.class),
                fields.duration("elapsed"),
                fields.optionalOneOf("code", ErrorCode.class),
                fields.optionalText("message"));
    }

    private static Map<String, Object> connection(ConnectionReport connection) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("transport", connection.transport());
        values.put("endpoint", endpoint(connection.endpoint()));
        values.put(
                "via",
                connection.via().stream().map(DeviceResultCodecs::endpoint).toList());
        values.put("peer", connection.peerIdentification());
        values.put("banner", connection.banner());
        values.put("algorithms", connection.algorithms());
        connection.authentication().ifPresent(method -> values.put("authentication", method));
        connection
                .hostKey()
                .ifPresent(key -> values.put("host_key", Map.of("type", key.type(), "base64", key.base64())));
        values.put("host_key_first_seen", connection.hostKeyFirstSeen());
        Map<String, String> phases = new LinkedHashMap<>();
        connection.phases().forEach((name, time) -> phases.put(name, time.toString()));
        values.put("phases", phases);
        return values;
    }

    private static ConnectionReport connection(StoredFields fields) {
        StoredFields phases = fields.fields("phases");
        Map<String, Duration> times = new LinkedHashMap<>();
        phases.values().keySet().forEach(name -> times.put(name, phases.duration(name)));
        Optional<HostKey> key =
                fields.optionalFields("host_key").map(its -> new HostKey(its.text("type"), its.text("base64")));
        return new ConnectionReport(
                fields.text("transport"),
                endpoint(fields.fields("endpoint")),
                fields.list("via", DeviceResultCodecs::endpoint),
                fields.text("peer"),
                fields.text("banner"),
                fields.textMap("algorithms"),
                fields.optionalText("authentication"),
                key,
                fields.flag("host_key_first_seen"),
                times);
    }

    private static Map<String, Object> endpoint(Endpoint endpoint) {
        return Map.of("host", endpoint.host(), "port", endpoint.port());
    }

    private static Endpoint endpoint(StoredFields fields) {
        return new Endpoint(fields.text("host"), fields.number("port"));
    }
}
