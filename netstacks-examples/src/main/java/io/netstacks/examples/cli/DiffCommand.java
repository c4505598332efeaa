package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.diff.ConfigComparison;
import io.netstacks.core.diff.DiffFormat;
import io.netstacks.core.diff.DiffLayout;
import io.netstacks.core.diff.DiffRow;
import io.netstacks.core.diff.DiffStyle;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description =
                "Compares a device's two latest backups, two given ones, its latest backup with what it runs now, "
                        + "or what it runs now with what it should run.")
final class DiffCommand extends DeviceCommand {

    @Parameters(paramLabel = "DEVICE", description = "The device.")
    private String device = "";

    @Option(names = "--running", description = "Compare the latest backup with what the device runs now.")
    private boolean running;

    @Option(
            names = "--intended",
            paramLabel = "FILE",
            description = "Compare what the device runs now with the configuration in this file.")
    private Optional<Path> intended = Optional.empty();

    @Option(
            names = "--older",
            paramLabel = "ID",
            description = "The older backup, instead of the one before the newer.")
    private Optional<String> older = Optional.empty();

    @Option(names = "--newer", paramLabel = "ID", description = "The newer backup, instead of the latest.")
    private Optional<String> newer = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "unified (the default), side-by-side, or blocks: by section, as the platform orders them.",
            converter = Format.class)
    private DiffFormat format = DiffFormat.UNIFIED;

    @Option(
            names = "--style",
            paramLabel = "STYLE",
            description = "plain (the default), ansi (colours for a terminal), or html.",
            converter = Style.class)
    private DiffStyle style = DiffStyle.PLAIN;

    @Option(names = "--context", paramLabel = "LINES", description = "Equal lines around a change; 3 when not given.")
    private int context = DiffLayout.DEFAULT.context();

    @Option(names = "--volatile", description = "Also compare what changes by itself, such as times of day.")
    private boolean withVolatileLines;

    @Option(names = "--width", paramLabel = "CHARACTERS", description = "Of rows with two texts; 160 when not given.")
    private int width = DiffLayout.DEFAULT.width();

    @Override
    boolean run(NetStacks net) {
        ConfigComparison diff = withVolatileLines ? compared(net).withVolatileLines() : compared(net);
        if (common().json()) {
            printJson(JsonTree.of(
                    "device", device,
                    "added", diff.added(),
                    "removed", diff.removed(),
                    "changes",
                            diff.rows().stream()
                                    .filter(row -> row.kind() != DiffRow.Kind.SAME)
                                    .map(DiffCommand::tree)
                                    .toList()));
        } else {
            out().print(
                            diff.isEmpty()
                                    ? device + ": no difference\n"
                                    : diff.render(format, style, new DiffLayout(context, width)));
        }
        return true;
    }

    private static Map<String, Object> tree(DiffRow row) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", row.kind().name());
        row.older().ifPresent(line -> tree.put("older", JsonTree.of("number", line.number(), "text", line.text())));
        row.newer().ifPresent(line -> tree.put("newer", JsonTree.of("number", line.number(), "text", line.text())));
        return tree;
    }

    private ConfigComparison compared(NetStacks net) {
        if ((running ? 1 : 0) + (intended.isPresent() ? 1 : 0) + (older.isPresent() || newer.isPresent() ? 1 : 0) > 1) {
            throw InvalidInputException.of("--running, --intended and --older/--newer exclude each other");
        }
        if (running) {
            return net.backups().compareWithRunning(device, common().context());
        }
        if (intended.isPresent()) {
            String text = TextFiles.read(intended.get());
            return net.backups().compareWithIntended(device, ConfigText.of(text, text), common().context());
        }
        return stored(net);
    }

    private ConfigComparison stored(NetStacks net) {
        BackupFilter.requireKnown(net, device);
        Optional<Backup> to =
                newer.map(id -> backup(net, id)).or(() -> net.backups().latest(device));
        Optional<BackupId> from = older.map(BackupId::new).or(() -> to.flatMap(backup -> before(net, backup)));
        if (to.isEmpty() || from.isEmpty()) {
            throw InvalidInputException.of(device + " has "
                    + net.backups().count(BackupQuery.of(device)).backups() + " different backup(s)"
                    + newer.map(id -> ", none before " + id).orElse("")
                    + "; two are needed, or --running to compare with the device");
        }
        return net.backups().compare(from.get(), to.get().id());
    }

    private static Backup backup(NetStacks net, String id) {
        return net.backups().find(new BackupId(id)).orElseThrow(() -> NotFoundException.of("backup", id, List.of()));
    }

    /** What a clock dated alike stands in its order, so the backup itself is looked for, and what comes behind it. */
    private static Optional<BackupId> before(NetStacks net, Backup backup) {
        BackupQuery upToIt =
                BackupQuery.of(backup.device()).takenBefore(backup.takenAt().plus(1, ChronoUnit.MICROS));
        return net.backups().list(upToIt, PageRequest.first(1_000)).items().stream()
                .map(Backup::id)
                .dropWhile(id -> !id.equals(backup.id()))
                .skip(1)
                .findFirst();
    }

    private static <E extends Enum<E>> E oneOf(E[] known, String value) {
        return Arrays.stream(known)
                .filter(each -> said(each).equals(value.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + value + "' is none of "
                        + Arrays.stream(known).map(DiffCommand::said).collect(Collectors.joining(", "))));
    }

    /** {@code side-by-side} for {@code SIDE_BY_SIDE}. */
    private static String said(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code side-by-side} for {@code SIDE_BY_SIDE}. */
    private static final class Format implements ITypeConverter<DiffFormat> {
        @Override
        public DiffFormat convert(String value) {
            return oneOf(DiffFormat.values(), value);
        }
    }

    /** {@code html} for {@code HTML}. */
    private static final class Style implements ITypeConverter<DiffStyle> {
        @Override
        public DiffStyle convert(String value) {
            return oneOf(DiffStyle.values(), value);
        }
    }
}
