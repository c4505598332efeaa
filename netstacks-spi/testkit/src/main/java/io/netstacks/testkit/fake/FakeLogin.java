package io.netstacks.testkit.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who may log in to a simulated device, and how. Without any method nobody can. Immutable.
 *
 * <pre>{@code
 * FakeLogin.as("kim").withPassword("s3cret").withQuestions(FakeLogin.hidden("PASSCODE: ", "123456"))
 * }</pre>
 */
public final class FakeLogin {

    /**
     * A question of a keyboard-interactive dialogue. Immutable.
     *
     * @param prompt the question
     * @param shown whether the answer may be shown while it is typed
     * @param answer the only right answer
     */
    public record Question(String prompt, boolean shown, String answer) {}

    private final String user;
    private final Optional<String> password;
    private final boolean passwordMethod;
    private final List<Question> questions;
    private final List<String> publicKeys;
    private final boolean open;
    private final boolean insideShell;
    private final boolean consoleOptions;
    private final String userPrompt;
    private final String passwordPrompt;
    private final String refusal;

    private FakeLogin(Edit edit) {
        user = edit.user;
        password = edit.password;
        passwordMethod = edit.passwordMethod;
        questions = List.copyOf(edit.questions);
        publicKeys = List.copyOf(edit.publicKeys);
        open = edit.open;
        insideShell = edit.insideShell;
        consoleOptions = edit.consoleOptions;
        userPrompt = edit.userPrompt;
        passwordPrompt = edit.passwordPrompt;
        refusal = edit.refusal;
    }

    /** What a changed copy is made of. */
    private static final class Edit {
        private String user;
        private Optional<String> password = Optional.empty();
        private boolean passwordMethod;
        private List<Question> questions = new ArrayList<>();
        private List<String> publicKeys = new ArrayList<>();
        private boolean open;
        private boolean insideShell;
        private boolean consoleOptions;
        private String userPrompt = "Username: ";
        private String passwordPrompt = "Password: ";
        private String refusal = "% Login invalid\n";

        Edit(String user) {
            this.user = user;
        }

        Edit(FakeLogin from) {
            user = from.user;
            password = from.password;
            passwordMethod = from.passwordMethod;
            questions = new ArrayList<>(from.questions);
            publicKeys = new ArrayList<>(from.publicKeys);
            open = from.open;
            insideShell = from.insideShell;
            consoleOptions = from.consoleOptions;
            userPrompt = from.userPrompt;
            passwordPrompt = from.passwordPrompt;
            refusal = from.refusal;
        }
    }

    /** Starts with a user name and no method. */
    public static FakeLogin as(String user) {
        return new FakeLogin(new Edit(user));
    }

    /** Returns a question whose answer is not shown. */
    public static Question hidden(String prompt, String answer) {
        return new Question(prompt, false, answer);
    }

    /** Returns a question whose answer is shown. */
    public static Question shown(String prompt, String answer) {
        return new Question(prompt, true, answer);
    }

    /** Accepts the method {@code password}; telnet and in-channel logins ask for the same password. */
    public FakeLogin withPassword(String value) {
        Edit edit = new Edit(this);
        edit.password = Optional.of(value);
        edit.passwordMethod = true;
        return new FakeLogin(edit);
    }

    /** Accepts the method {@code keyboard-interactive} with these questions, each in a round of its own. */
    public FakeLogin withQuestions(Question... value) {
        Edit edit = new Edit(this);
        edit.questions = List.of(value);
        return new FakeLogin(edit);
    }

    /** Accepts the method {@code publickey} with this key, a line as in OpenSSH's {@code authorized_keys}. */
    public FakeLogin withPublicKey(String line) {
        Edit edit = new Edit(this);
        edit.publicKeys.add(line);
        return new FakeLogin(edit);
    }

    /** Accepts the method {@code none}: everybody is in. */
    public FakeLogin withNone() {
        Edit edit = new Edit(this);
        edit.open = true;
        return new FakeLogin(edit);
    }

    /** Accepts the method {@code none}, then asks for user name and password inside the shell, as on telnet. */
    public FakeLogin insideShell(String password) {
        Edit edit = new Edit(this);
        edit.password = Optional.of(password);
        edit.passwordMethod = false;
        edit.open = true;
        edit.insideShell = true;
        return new FakeLogin(edit);
    }

    /** Takes the user name with options of the console behind a plus sign, such as {@code admin+ct}, as RouterOS does. */
    public FakeLogin withConsoleOptions() {
        Edit edit = new Edit(this);
        edit.consoleOptions = true;
        return new FakeLogin(edit);
    }

    /** Sets what telnet and in-channel logins ask; an empty user prompt asks for the password alone. */
    public FakeLogin asking(String newUserPrompt, String newPasswordPrompt) {
        Edit edit = new Edit(this);
        edit.userPrompt = newUserPrompt;
        edit.passwordPrompt = newPasswordPrompt;
        return new FakeLogin(edit);
    }

    /** Sets what telnet and in-channel logins say to a wrong answer. */
    public FakeLogin refusing(String text) {
        Edit edit = new Edit(this);
        edit.refusal = text;
        return new FakeLogin(edit);
    }

    /** Returns the user name. */
    public String user() {
        return user;
    }

    /** Returns the password, if one is set. */
    public Optional<String> password() {
        return password;
    }

    boolean passwordMethod() {
        return passwordMethod;
    }

    List<Question> questions() {
        return questions;
    }

    List<String> publicKeys() {
        return publicKeys;
    }

    boolean open() {
        return open;
    }

    boolean insideShell() {
        return insideShell;
    }

    String userPrompt() {
        return userPrompt;
    }

    String passwordPrompt() {
        return passwordPrompt;
    }

    String refusal() {
        return refusal;
    }

    /** Returns whose name was typed, without what it says about the console. */
    String named(String typedUser) {
        int plus = typedUser.indexOf('+');
        return consoleOptions && plus >= 0 ? typedUser.substring(0, plus) : typedUser;
    }

    /** Tells whether these are the right answers of a telnet or in-channel login. */
    boolean admits(String typedUser, String typedPassword) {
        return named(typedUser).equals(user) && password.isPresent() && typedPassword.equals(password.get());
    }

    /** Returns the user name and the methods, no secret. */
    @Override
    public String toString() {
        return "FakeLogin[" + user + "]";
    }
}
