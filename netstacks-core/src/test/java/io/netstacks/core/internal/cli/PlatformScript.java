package io.netstacks.core.internal.cli;

import io.netstacks.spi.platform.CommitModel;
import io.netstacks.spi.platform.CommitRules;
import io.netstacks.spi.platform.ConfigModeRules;
import io.netstacks.spi.platform.EnableRules;
import io.netstacks.spi.platform.Expectation;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.platform.SaveRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A device of any platform in memory: its commands are the platform's, what it says is its {@link PlatformDialect}. It
 * has pages, questions, a privileged level, a configuration with sub-modes, a candidate where the platform has one, and
 * complains about every line that begins with {@code bad}.
 */
final class PlatformScript implements ScriptedShell.Device {

    static final String SECRET = "s3cret";
    static final List<String> LONG_OUTPUT = IntStream.rangeClosed(1, 60)
            .mapToObj(i -> "Interface number " + i + " is up, line protocol is up")
            .toList();

    private static final int PAGE = 23;

    final List<String> running = new ArrayList<>();
    final List<String> candidate = new ArrayList<>();
    final List<String> wrongAnswers = new ArrayList<>();
    final Map<String, String> answers = new HashMap<>();
    boolean saved;
    boolean left;
    boolean refusesCommit;
    boolean ignoresPaging;
    String level;
    boolean inSubMode;

    private final Platform platform;
    private final PlatformDialect dialect;
    private boolean paging = true;
    private boolean stamps = true;
    private final List<String> waiting = new ArrayList<>();
    private Optional<Function<String, String>> asked = Optional.empty();

    PlatformScript(Platform platform) {
        this.platform = platform;
        dialect = PlatformDialect.of(platform.id());
        level = dialect.firstLevel();
    }

    /** Returns what the device prints before anything is typed, where the transport has logged in. */
    String greeting() {
        return lines("\nlast login: yesterday\n") + prompt();
    }

    /** Returns the first question of a login inside the shell. */
    String loginQuestion(ScriptedShell shell) {
        List<String> login = dialect.list("login");
        return lines(login.get(0)) + askLogin(shell, login, 1);
    }

    private String askLogin(ScriptedShell shell, List<String> questions, int at) {
        if (at == questions.size()) {
            shell.echo(true);
            return "\r\n" + prompt();
        }
        String question = questions.get(at);
        boolean hidden = question.toLowerCase(java.util.Locale.ROOT).contains("pass");
        shell.echo(!hidden);
        asked = Optional.of(answer -> {
            expect(answer, hidden ? "pa55word" : "kim");
            return (hidden ? "\r\n" : "") + askLogin(shell, questions, at + 1);
        });
        return question;
    }

    private void expect(String answer, String expected) {
        if (!answer.equals(expected)) {
            wrongAnswers.add(answer + " instead of " + expected);
        }
    }

    @Override
    public String apply(ScriptedShell shell, String typed) {
        shell.keysAtOnce(false);
        String answer = answer(shell, typed);
        int line = answer.lastIndexOf('\n');
        if (asked.isEmpty()) {
            shell.prompt = answer.substring(line + 1);
        }
        return answer;
    }

    private String answer(ScriptedShell shell, String typed) {
        if (asked.isPresent()) {
            Function<String, String> reader = asked.get();
            asked = Optional.empty();
            return reader.apply(typed);
        }
        String line = typed.strip();
        if (line.isEmpty()) {
            return prompt();
        }
        return lines(!stamps || dialect.text("stamp").isEmpty() ? "" : dialect.text("stamp") + "\n")
                + command(shell, line);
    }

    private String command(ScriptedShell shell, String line) {
        if (platform.session().init().contains(line) && inOwnCommandLine()) {
            stamps &= !line.endsWith("no-timestamp");
            paging &= !platform.paging().disable().contains(line) || ignoresPaging;
            return prompt();
        }
        if (answers.containsKey(line)) {
            return lines(answers.get(line)) + tailed();
        }
        if (line.equals("show everything")) {
            return startPages(shell);
        }
        Optional<String> special = enable(shell, line)
                .or(() -> configMode(line))
                .or(() -> transaction(line))
                .or(() -> save(shell, line));
        if (special.isPresent()) {
            return special.get();
        }
        if (platform.session().logoutCommand().filter(line::equals).isPresent() && !configuring()) {
            left = true;
            shell.end();
            return "";
        }
        if (line.startsWith("bad") || unknown(line)) {
            return refused();
        }
        return accept(line);
    }

    /** Before the command line of the platform itself is there, its commands are unknown. */
    private boolean inOwnCommandLine() {
        return platform.enable()
                .flatMap(EnableRules::from)
                .filter(level::equals)
                .isEmpty();
    }

    /** Version commands of other platforms, as a detection types them. */
    private boolean unknown(String line) {
        return !configuring()
                && line.matches("(?:/?(?:show|display|get|uname|software|admin) ).*|uname.*")
                && !line.equals("show nothing");
    }

    private String refused() {
        return lines(dialect.text("no") + "\n") + tailed();
    }

    private String accept(String line) {
        if (line.equals("show nothing")) {
            return tailed();
        }
        if (line.startsWith("interface") || line.equals(dialect.text("opens"))) {
            inSubMode = dialect.has("sub") && !line.equals(dialect.text("opens"));
            if (line.equals(dialect.text("opens"))) {
                level = "config";
            }
        } else if (line.equals("end") && dialect.has("opens")) {
            inSubMode = false;
            level = dialect.firstLevel();
            return prompt();
        } else if (line.equals("abort") && dialect.has("opens")) {
            inSubMode = false;
            running.clear();
            level = dialect.firstLevel();
            return prompt();
        }
        (staged() ? candidate : running).add(line);
        return lines(dialect.text("before")) + prompt();
    }

    private boolean staged() {
        return platform.commit().needsCommit() && platform.commit().model() != CommitModel.PENDING;
    }

    private String startPages(ScriptedShell shell) {
        if (!paging) {
            return lines(String.join("\n", LONG_OUTPUT) + "\n") + tailed();
        }
        waiting.clear();
        waiting.addAll(LONG_OUTPUT);
        return nextPage(shell);
    }

    private String nextPage(ScriptedShell shell) {
        int count = Math.min(PAGE, waiting.size());
        String page = lines(String.join("\n", waiting.subList(0, count)) + "\n");
        waiting.subList(0, count).clear();
        if (waiting.isEmpty()) {
            return page + tailed();
        }
        String pager = dialect.text("pager");
        shell.keysAtOnce(true);
        shell.echo(false);
        asked = Optional.of(key -> {
            shell.echo(true);
            String erased = "\r" + " ".repeat(pager.length()) + "\r";
            if (key.equals("a")) {
                String rest = lines(String.join("\n", waiting) + "\n");
                waiting.clear();
                return erased + rest + tailed();
            }
            expect(key, " ");
            return erased + nextPage(shell);
        });
        return page + pager;
    }

    private Optional<String> enable(ScriptedShell shell, String line) {
        Optional<EnableRules> rules = platform.enable();
        List<String> levels = dialect.levels();
        if (rules.isEmpty() || configuring()) {
            return Optional.empty();
        }
        if (rules.get().then().filter(line::equals).isPresent()) {
            String last = levels.contains("root") ? "root" : "privileged";
            return Optional.of(askSecrets(shell, List.of("Password: "), 0, last));
        }
        if (rules.get().command().equals(line) && levels.size() > 1) {
            List<String> questions = dialect.list("enable");
            if (questions.isEmpty()
                    && rules.get().from().isEmpty()
                    && rules.get().then().isEmpty()) {
                questions = List.of("Password: ");
            }
            return Optional.of(askSecrets(shell, questions, 0, levels.get(1)));
        }
        return Optional.empty();
    }

    private String askSecrets(ScriptedShell shell, List<String> questions, int at, String next) {
        if (at == questions.size()) {
            shell.echo(true);
            level = next;
            return prompt();
        }
        boolean hidden = questions.get(at).toLowerCase(java.util.Locale.ROOT).contains("pass");
        shell.echo(!hidden);
        asked = Optional.of(answer -> {
            expect(answer, hidden ? SECRET : "root");
            return (hidden ? "\r\n" : "") + askSecrets(shell, questions, at + 1, next);
        });
        return questions.get(at);
    }

    boolean asks() {
        return asked.isPresent();
    }

    boolean configuring() {
        return level.equals("config") || level.equals("config_session");
    }

    private Optional<String> configMode(String line) {
        Optional<ConfigModeRules> mode = platform.configMode();
        if (mode.isEmpty()) {
            return Optional.empty();
        }
        if (!configuring() && line.equals(mode.get().enter())) {
            level = "config";
            return Optional.of(prompt());
        }
        if (configuring() && line.equals("exit discard")) {
            candidate.clear();
            return Optional.of(leave());
        }
        if (!configuring() || !mode.get().exitCommands().contains(line)) {
            return Optional.empty();
        }
        if (inSubMode) {
            inSubMode = false;
            if (line.equals("exit")) {
                return Optional.of(prompt());
            }
        }
        return Optional.of(line.equals("exit all") && mode.get().exitCommands().size() > 1 ? prompt() : tryToLeave());
    }

    private String tryToLeave() {
        List<String> question = dialect.list("leave");
        if (level.equals("config_session") || candidate.isEmpty() || question.isEmpty()) {
            return leave();
        }
        if (question.size() == 1) {
            return lines(question.get(0)) + tailed();
        }
        asked = Optional.of(answer -> {
            expect(answer, question.get(1));
            candidate.clear();
            return leave();
        });
        return lines(question.get(0));
    }

    private String leave() {
        inSubMode = false;
        level = LevelGraph.of(platform).operational();
        if (!level.equals("config_session")
                && platform.commit().model() != CommitModel.SESSION
                && !platform.commit().inExecMode()) {
            candidate.clear();
        }
        return prompt();
    }

    private Optional<String> transaction(String line) {
        CommitRules rules = platform.commit();
        if (!rules.needsCommit()) {
            return Optional.empty();
        }
        if (is(rules.commit(), line)) {
            if (refusesCommit) {
                return Optional.of(lines(dialect.text("failure", "% Error: commit failed") + "\n") + tailed());
            }
            running.addAll(candidate);
            candidate.clear();
            return Optional.of(lines(dialect.text("said") + (dialect.has("said") ? "\n" : "")) + tailed());
        }
        if (is(rules.discard(), line)) {
            candidate.clear();
            return Optional.of(tailed());
        }
        if (is(rules.diff(), line)) {
            return Optional.of(
                    lines(candidate.isEmpty() ? "" : "+  " + String.join("\n+  ", candidate) + "\n") + tailed());
        }
        if (is(rules.validate(), line)) {
            return Optional.of(tailed());
        }
        if (rules.model() == CommitModel.SESSION && is(rules.start(), line)) {
            level = "config_session";
            return Optional.of(prompt());
        }
        return Optional.empty();
    }

    private static boolean is(Optional<String> command, String line) {
        return command.filter(
                        text -> line.matches(java.util.regex.Pattern.quote(text).replace("${name}", "\\E\\S+\\Q")))
                .isPresent();
    }

    private Optional<String> save(ScriptedShell shell, String line) {
        Optional<SaveRules> rules = platform.save();
        if (rules.isEmpty()
                || !rules.get().command().equals(line)
                || rules.get().inConfigMode() != configuring()) {
            return Optional.empty();
        }
        List<String> question = dialect.list("save");
        if (question.isEmpty()) {
            saved = true;
            return Optional.of(lines(dialect.text("saved", "") + "\n") + tailed());
        }
        shell.keysAtOnce(rules.get().dialogue().stream().map(Expectation::send).noneMatch(send -> send.endsWith("\n")));
        asked = Optional.of(answer -> {
            expect(answer, question.get(1));
            saved = true;
            return lines("\n" + dialect.text("saved") + "\n") + tailed();
        });
        return Optional.of(lines(question.get(0)));
    }

    private String tailed() {
        return lines(configuring() ? dialect.text("tail") : "") + prompt();
    }

    String prompt() {
        if (configuring() && inSubMode) {
            return lines(dialect.text("sub"));
        }
        if (configuring() && !candidate.isEmpty() && dialect.has("dirty")) {
            return lines(dialect.text("dirty"));
        }
        return lines(dialect.prompt(level));
    }

    static String lines(String text) {
        return text.replace("\n", "\r\n");
    }
}
