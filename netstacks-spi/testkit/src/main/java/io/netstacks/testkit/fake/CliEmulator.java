package io.netstacks.testkit.fake;

import io.netstacks.testkit.fake.FakeInput.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One CLI session of a simulated device: keys in, bytes out, no transport. Everything runs in its mailbox, so any thread
 * may call. Long because it is the one state machine of the package; what has a noun of its own (editor, pump, noise,
 * commands) lives elsewhere.
 */
final class CliEmulator {

    private enum State {
        /** Working through the steps of a reply. */
        BUSY,
        /** Until the pump has sent what is in it. */
        WAITING,
        LINE,
        QUESTION,
        KEY,
        PAGER,
        BODY,
        ENDED
    }

    private static final int LOGIN_ATTEMPTS = 3;
    private static final int INTERRUPT = 0x03;
    private static final int END_OF_INPUT = 0x04;
    private static final int BREAK = 0x1e;
    private static final int LITERAL_NEXT = 0x16;

    private final DeviceState device;
    private final DeviceScript script;
    private final CommandRunner commands;
    private final Wire wire;
    private final Mailbox mailbox = new Mailbox();
    private final OutputPump out;
    private final LineEditor editor;
    private final NoisePlan noise;
    private final int number;
    private final Map<String, String> variables = new HashMap<>();
    private final Deque<ReplyStep> pending = new ArrayDeque<>();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final List<String> body = new ArrayList<>();
    private byte[] typeAhead = {};
    private String mode;
    private State state = State.BUSY;
    private ReplyStep.Question question = new ReplyStep.Question("", ReplyStep.Typing.SHOWN, x -> FakeReply.none());
    private ReplyStep.Body bodyStep = new ReplyStep.Body(line -> true, lines -> FakeReply.none());
    private int pageLength;
    private int rowsShown;
    private boolean afterReturn;
    private boolean exec;
    private boolean refused;
    private boolean literalNext;

    CliEmulator(DeviceState device, Wire wire) {
        this.device = device;
        this.script = device.script();
        this.commands = new CommandRunner(device);
        this.wire = wire;
        this.out = new OutputPump(script.wire(), wire, mailbox, device.scheduler());
        this.editor = new LineEditor(script.echo());
        this.noise = new NoisePlan(script.noises());
        this.pageLength = script.pager().lines();
        this.mode = script.firstMode();
        this.number = device.nextSessionNumber();
    }

    /**
     * Begins an interactive session.
     *
     * @param user who the transport says it is; empty if it does not know
     * @param askLogin whether the session begins with questions for user name and password
     */
    void startShell(String user, boolean askLogin) {
        mailbox.run(() -> {
            device.sessionBegan(this);
            variables.put("user", script.login().named(user));
            push(script.greeting());
            if (!script.motd().isEmpty()) {
                pending.push(new ReplyStep.Raw(script.motd()));
            }
            if (askLogin) {
                push(login(1));
            }
            advance();
            out.run();
        });
    }

    /** Runs one command without echo, prompt and pager, then ends with its status. */
    void startExec(String user, String command) {
        mailbox.run(() -> {
            device.sessionBegan(this);
            variables.put("user", script.login().named(user));
            exec = true;
            pageLength = 0;
            record(Kind.LINE, command);
            push(commands.answer(mode, command.strip(), variables));
            advance();
            out.run();
        });
    }

    /** Takes what was typed. */
    void input(byte[] bytes, int offset, int length) {
        byte[] typed = Arrays.copyOfRange(bytes, offset, offset + length);
        mailbox.run(() -> {
            take(typed);
            consume();
            out.run();
        });
    }

    /** Prints a console message now, wherever the session is. */
    void say(String text) {
        mailbox.run(() -> {
            show("\n" + text + "\n");
            out.run();
        });
    }

    /** Hears and says nothing any more. */
    void freeze() {
        mailbox.run(() -> {
            state = State.WAITING;
            pending.clear();
            out.close();
        });
    }

    /** Learns that the other side is gone. */
    void peerGone() {
        mailbox.run(() -> {
            state = State.ENDED;
            out.close();
            pending.clear();
            device.sessionEnded(this);
        });
    }

    private void take(byte[] typed) {
        if (state == State.BUSY || state == State.WAITING) {
            for (int i = typed.length - 1; i >= 0; i--) {
                if (typed[i] == INTERRUPT || typed[i] == BREAK) {
                    typeAhead = Arrays.copyOfRange(typed, i + 1, typed.length);
                    interrupt();
                    return;
                }
            }
        }
        ByteArrayOutputStream both = new ByteArrayOutputStream(typeAhead.length + typed.length);
        both.writeBytes(typeAhead);
        both.writeBytes(typed);
        typeAhead = both.toByteArray();
    }

    /** Works through typed keys for as long as the device listens. */
    private void consume() {
        int at = 0;
        while (at < typeAhead.length && listens()) {
            key(typeAhead[at++]);
        }
        typeAhead = Arrays.copyOfRange(typeAhead, Math.min(at, typeAhead.length), typeAhead.length);
        flushEcho();
    }

    private boolean listens() {
        return state != State.BUSY && state != State.WAITING && state != State.ENDED;
    }

    private void key(byte key) {
        boolean secondOfPair = afterReturn && (key == '\n' || key == 0);
        afterReturn = key == '\r';
        if (secondOfPair || key == 0) {
            return;
        }
        if (state == State.KEY) {
            oneKey(key);
        } else if (state == State.PAGER) {
            pagerKey(key);
        } else {
            lineKey(key);
        }
    }

    private void lineKey(byte key) {
        boolean printable = key < 0 || (key >= ' ' && key != 0x7f);
        boolean literal = literalNext;
        literalNext = !literal && key == LITERAL_NEXT && state == State.LINE;
        if (literal) {
            editor.type(key, screen);
        } else if (key == '?' && state == State.LINE && script.helpKey()) {
            help();
        } else if (printable) {
            editor.type(key, screen);
        } else if (key == '\r' || key == '\n') {
            enter();
        } else if (key == '\b' || key == 0x7f) {
            editor.erase(screen);
        } else if (key == 0x15) {
            editor.eraseAll(screen);
        } else if (key == INTERRUPT && !editor.startsWith("banner ")) {
            interrupt();
        } else if (key == INTERRUPT) {
            editor.type(key, screen);
        } else if (key == END_OF_INPUT && state == State.BODY) {
            editor.type(key, screen);
            enter();
        } else if (key == END_OF_INPUT && editor.isEmpty()) {
            run(FakeReply.logout());
        } else if (state == State.LINE) {
            script.lineForKey(key).ifPresent(line -> {
                flushEcho();
                show("\n");
                execute(line);
            });
        }
    }

    private void help() {
        screen.write('?');
        flushEcho();
        show("\n  LINE    what may follow\n  <cr>\n\n");
        editor.repeat(screen);
    }

    private void enter() {
        flushEcho();
        show("\n");
        String text = editor.take();
        if (state == State.LINE) {
            execute(text);
        } else if (state == State.QUESTION) {
            record(question.typing() == ReplyStep.Typing.HIDDEN ? Kind.HIDDEN : Kind.ANSWER, text);
            Function<String, FakeReply> handler = question.onAnswer();
            run(CommandRunner.guarded(() -> handler.apply(text)));
        } else {
            bodyLine(text);
        }
    }

    private void execute(String text) {
        rowsShown = 0;
        String line = text.strip();
        out.delay(script.wire().answerDelay());
        if (line.isEmpty()) {
            run(FakeReply.none());
            return;
        }
        record(Kind.LINE, line);
        run(commands.answer(mode, line, variables));
    }

    private void bodyLine(String text) {
        record(Kind.BODY, text);
        body.add(text);
        if (bodyStep.last().test(text)) {
            List<String> lines = List.copyOf(body);
            run(CommandRunner.guarded(() -> bodyStep.onBody().apply(lines)));
        } else {
            editor.begin("", false);
        }
    }

    private void oneKey(byte key) {
        boolean isEnter = key == '\r' || key == '\n';
        String text = isEnter ? "" : String.valueOf((char) key);
        record(Kind.KEY, text);
        show(text + "\n");
        Function<String, FakeReply> handler = question.onAnswer();
        run(CommandRunner.guarded(() -> handler.apply(text)));
    }

    private void pagerKey(byte key) {
        boolean isEnter = key == '\r' || key == '\n';
        if (!isEnter && key != ' ' && key != 'q' && key != INTERRUPT) {
            return;
        }
        record(Kind.KEY, isEnter ? "" : String.valueOf((char) key));
        show(script.pager().erase());
        rowsShown = isEnter ? pageLength - 1 : 0;
        if (key == 'q' || key == INTERRUPT) {
            pending.clear();
        }
        state = State.BUSY;
        advance();
    }

    private void interrupt() {
        pending.clear();
        out.clear();
        screen.reset();
        editor.take();
        show("^C\n");
        state = State.BUSY;
        advance();
    }

    private void run(FakeReply reply) {
        push(reply);
        state = State.BUSY;
        advance();
    }

    private void push(FakeReply reply) {
        List<ReplyStep> steps = reply.steps();
        for (int i = steps.size() - 1; i >= 0; i--) {
            pending.push(steps.get(i));
        }
    }

    private void advance() {
        while (state == State.BUSY && !pending.isEmpty()) {
            perform(pending.pop());
        }
        if (state == State.BUSY) {
            ready();
        }
    }

    private void perform(ReplyStep step) {
        if (step instanceof ReplyStep.Text text) {
            refused |= text.refused();
            show(text);
        } else if (step instanceof ReplyStep.Raw raw) {
            show(fill(raw.text()));
        } else if (step instanceof ReplyStep.Question asked) {
            question = asked;
            String text = fill(asked.text());
            show(text);
            editor.begin(text, asked.typing() == ReplyStep.Typing.HIDDEN);
            listen(asked.typing() == ReplyStep.Typing.ONE_KEY ? State.KEY : State.QUESTION);
        } else if (step instanceof ReplyStep.Body wanted) {
            bodyStep = wanted;
            body.clear();
            editor.begin("", false);
            listen(State.BODY);
        } else if (step instanceof ReplyStep.Enter entered) {
            mode = script.mode(entered.mode()).name();
        } else if (step instanceof ReplyStep.Assign assigned) {
            variables.put(assigned.variable(), assigned.value());
        } else if (step instanceof ReplyStep.PageLength length) {
            pageLength = exec ? 0 : length.lines();
        } else if (step instanceof ReplyStep.Pause pause) {
            out.delay(pause.time());
            listen(State.BUSY);
        } else if (step instanceof ReplyStep.Stream stream) {
            out.stream(stream.length(), stream.byteAt());
            listen(State.BUSY);
        } else if (step instanceof ReplyStep.HangUp hangUp) {
            state = State.WAITING;
            out.then(() -> end(hangUp.broken()));
        } else {
            state = State.WAITING;
        }
    }

    /** Goes on in another state when everything so far was sent. */
    private void listen(State next) {
        state = State.WAITING;
        out.then(() -> {
            state = next;
            if (next == State.BUSY) {
                advance();
            } else {
                consume();
            }
        });
    }

    private void ready() {
        if (exec) {
            state = State.WAITING;
            out.then(() -> end(false));
            return;
        }
        String prompt =
                PromptText.fill(script.mode(mode).prompt(), name -> value(name).orElse(""));
        show(noise.prompt(prompt));
        editor.begin(prompt, false);
        listen(State.LINE);
    }

    private void show(ReplyStep.Text step) {
        String text = fill(noise.output(step.text()));
        if (pageLength <= 0) {
            show(text);
            return;
        }
        int end = 0;
        while (rowsShown < pageLength && end < text.length()) {
            end = text.indexOf('\n', end) + 1;
            rowsShown++;
        }
        show(text.substring(0, end));
        if (end < text.length()) {
            pending.push(new ReplyStep.Text(text.substring(end), step.refused()));
            show(script.pager().text());
            listen(State.PAGER);
        }
    }

    private void show(String text) {
        out.bytes(text.replace("\n", script.newline()).getBytes(StandardCharsets.UTF_8));
    }

    private void flushEcho() {
        out.bytes(screen.toByteArray());
        screen.reset();
    }

    private void end(boolean broken) {
        if (state != State.ENDED) {
            state = State.ENDED;
            out.close();
            device.sessionEnded(this);
            wire.close(broken, refused ? 1 : 0);
        }
    }

    private void record(Kind kind, String text) {
        device.typed(new FakeInput(number, mode, kind, text));
    }

    private String fill(String text) {
        return PromptText.fill(text, name -> value(name).orElse("${" + name + "}"));
    }

    private Optional<String> value(String name) {
        return name.equals("hostname") ? Optional.of(device.hostname()) : Optional.ofNullable(variables.get(name));
    }

    private FakeReply login(int attempt) {
        FakeLogin login = script.login();
        if (login.userPrompt().isEmpty()) {
            return passwordFor(login.user(), attempt);
        }
        return FakeReply.ask(login.userPrompt(), user -> passwordFor(user, attempt));
    }

    private FakeReply passwordFor(String user, int attempt) {
        FakeLogin login = script.login();
        return FakeReply.askHidden(login.passwordPrompt(), password -> {
            device.loginTried();
            if (login.admits(user, password)) {
                return FakeReply.assign("user", login.named(user));
            }
            FakeReply no = FakeReply.text(login.refusal());
            return no.then(attempt < LOGIN_ATTEMPTS ? login(attempt + 1) : FakeReply.logout());
        });
    }
}
