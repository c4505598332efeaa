package io.netstacks.core.internal.ssh;

import io.netstacks.core.internal.login.LoginPrompt;
import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.transport.LoginQuestion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.schmizz.sshj.userauth.method.ChallengeResponseProvider;
import net.schmizz.sshj.userauth.password.Resource;

/**
 * Answers a keyboard-interactive dialogue: the credential's own answers first, then the platform's questions, then a
 * hidden question for a password and an open one for the user name, once each. Where the question is empty, what introduces it is
 * the question. One that nobody knows ends the login.
 * Confined to one connection.
 */
final class QuestionTable implements ChallengeResponseProvider {

    private static final Pattern PASSWORD = Pattern.compile("(?i)password");
    private static final Pattern USERNAME = Pattern.compile("(?i)^\\s*(?:user ?name|user|login)\\s*:?\\s*$");
    private static final String PASSWORD_HERE = "${password}";

    private final Credentials credentials;
    private final List<LoginQuestion> questions;
    private volatile boolean passwordGiven;
    private volatile boolean usernameGiven;
    private volatile String introduction = "";
    private volatile Optional<LoginPrompt> unanswered = Optional.empty();

    QuestionTable(Credentials credentials, List<LoginQuestion> questions) {
        this.credentials = credentials;
        this.questions = List.copyOf(questions);
    }

    /** Thrown through the library below, so that it stops asking. */
    static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoAnswer(String message) {
            super(message);
        }
    }

    @Override
    public List<String> getSubmethods() {
        return List.of();
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public void init(Resource resource, String name, String instruction) {
        introduction =
                instruction.isBlank() ? name : instruction; // for people; some servers send it without any question
    }

    @Override
    public char[] getResponse(String prompt, boolean echo) {
        String question = prompt.isBlank() && !introduction.isBlank() ? introduction : prompt;
        Optional<char[]> answer = answer(prompt, echo);
        if (answer.isEmpty() && !question.equals(prompt)) {
            answer = answer(question, echo);
        }
        if (answer.isEmpty()) {
            unanswered = Optional.of(new LoginPrompt(question));
            throw new NoAnswer("no answer for a question");
        }
        return answer.get();
    }

    private Optional<char[]> answer(String prompt, boolean echo) {
        for (Credentials.Answer own : credentials.answers()) {
            if (own.question().matcher(prompt).find()) {
                return Optional.of(characters(own.answer()));
            }
        }
        for (LoginQuestion known : questions) {
            if (known.question().matcher(prompt).find()) {
                return fill(known.answer());
            }
        }
        if (echo && USERNAME.matcher(prompt).matches()) {
            return username();
        }
        return !echo && PASSWORD.matcher(prompt).find() && !new LoginPrompt(prompt).demandsNewPassword()
                ? password()
                : Optional.empty();
    }

    /** Some servers ask for the name that they have been told already. */
    private Optional<char[]> username() {
        if (usernameGiven) {
            return Optional.empty();
        }
        usernameGiven = true;
        return Optional.of(credentials.username().toCharArray());
    }

    private Optional<char[]> fill(String answer) {
        String named = answer.replace("${username}", credentials.username());
        return named.contains(PASSWORD_HERE)
                ? password()
                        .map(password -> named.replace(PASSWORD_HERE, new String(password))
                                .toCharArray())
                : Optional.of(named.toCharArray());
    }

    /** A password that was refused must not be sent again, or the account gets locked. */
    private Optional<char[]> password() {
        if (passwordGiven || credentials.password().isEmpty()) {
            return Optional.empty();
        }
        passwordGiven = true;
        return credentials.password().map(QuestionTable::characters);
    }

    private static char[] characters(Secret secret) {
        return secret.use(char[]::clone);
    }

    @Override
    public boolean shouldRetry() {
        return false;
    }

    /** Returns the question that nobody had an answer for. */
    Optional<LoginPrompt> unanswered() {
        return unanswered;
    }

    boolean passwordGiven() {
        return passwordGiven;
    }
}
