package io.netstacks.core.internal.cli;

import io.netstacks.core.internal.login.LoginPrompt;
import io.netstacks.spi.Secret;
import io.netstacks.spi.command.Dialogue;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.platform.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Makes responses out of what platforms, dialogues and credentials say. Immutable. */
final class Responses {

    /** A dialogue that goes round in circles ends. */
    private static final int OFTEN = 200;

    private static final Pattern USERNAME =
            Pattern.compile("(?i)(?<!last )(?:user ?name|login(?: name)?|user|account)(?: as)?\\s*:\\s*$");

    /** No answer to a question about passwords, such as whether to change it now. */
    private static final Pattern PASSWORD = Pattern.compile("(?i)pass(?:word|phrase|code)[^\\n:?\\[]{0,60}:\\s*$");

    /** The same, and what may stand for each character that is typed; nothing comes after it. */
    private static final Pattern PASSWORD_LAST =
            Pattern.compile("(?i)pass(?:word|phrase|code)[^\\n:?\\[]{0,60}:[ \\t]*\\S*\\s*$");

    /** What a server that checks both may ask for before the enable secret, on any platform. */
    static final Pattern ENABLE_USERNAME = Pattern.compile("(?i)(?:user ?name|login)[ \\t]*:\\s*$");

    private final String device;
    private final Credentials credentials;
    private final Function<String, String> mask;

    Responses(String device, Credentials credentials, Function<String, String> mask) {
        this.device = device;
        this.credentials = credentials;
        this.mask = mask;
    }

    /** Returns what a platform expects; a failure among them is thrown. */
    List<Response> of(List<Expectation> expectations) {
        List<Response> responses = new ArrayList<>(expectations.size());
        for (Expectation expectation : expectations) {
            responses.add(of(expectation));
        }
        return responses;
    }

    /** Returns what a platform expects before its first prompt; a second question for the password means that it was wrong. */
    List<Response> ofLogin(List<Expectation> expectations) {
        List<Response> responses = new ArrayList<>(expectations.size());
        for (Expectation expectation : expectations) {
            responses.add(
                    expectation.send().contains("${password}") ? of(expectation, this::notAdmitted) : of(expectation));
        }
        return responses;
    }

    private Response of(Expectation expectation) {
        return of(expectation, seen -> refused("the device asks again and again", seen));
    }

    private Response of(Expectation expectation, Function<String, NetStacksException> onceTooOften) {
        if (expectation.failure().isPresent()) {
            String failure = expectation.failure().get();
            return new Response(expectation.match(), Secret.of(""), false, 0, seen -> refused(failure, seen));
        }
        boolean hidden =
                expectation.send().contains("${password}") || expectation.send().contains("${secret}");
        return new Response(
                expectation.match(), Secret.of(expand(expectation.send())), hidden, hidden ? 1 : OFTEN, onceTooOften);
    }

    /** Returns the answers of a command's dialogue. */
    List<Response> of(Dialogue dialogue) {
        if (dialogue.exchanges().isEmpty()) {
            return List.of(); // as most commands have it
        }
        return dialogue.exchanges().stream()
                .map(exchange -> new Response(
                        exchange.question(),
                        exchange.answer().use(answer -> Secret.of(new String(answer) + (exchange.enter() ? "\n" : ""))),
                        true,
                        OFTEN,
                        seen -> refused("the device asks again and again", seen)))
                .toList();
    }

    /** Returns what ends a login before anything else may answer it: the password is never changed from here. */
    Response newPassword() {
        return new Response(
                LoginPrompt.DEMAND_AT_END,
                Secret.of(""),
                false,
                0,
                seen -> new ConnectionFailedException(
                        ErrorCode.AUTHENTICATION_FAILED,
                        device + ": login of \"" + credentials.username() + "\" refused; "
                                + new LoginPrompt(mask.apply(seen)).newPasswordDemanded()));
    }

    /** Returns the questions of a login inside the shell; a second one for the password means that it was wrong. */
    List<Response> login() {
        List<Response> login = new ArrayList<>();
        if (!credentials.username().isEmpty()) {
            login.add(new Response(USERNAME, Secret.of(credentials.username() + "\n"), false, 1, this::notAdmitted));
        }
        credentials
                .password()
                .ifPresent(password -> login.add(new Response(PASSWORD, line(password), true, 1, this::notAdmitted)));
        return login;
    }

    /** Returns the question for the enable secret, and what it means if it comes twice. */
    Response secret(Pattern question, int atMost) {
        String failure = credentials.enableSecret().isPresent()
                ? "the enable secret was not taken"
                : "the device wants an enable secret and the credentials have none (the password of the login was not"
                        + " taken for it); give them one";
        return new Response(question, line(enableSecret()), true, atMost, seen -> refused(failure, seen));
    }

    Response username(Pattern question) {
        return new Response(
                question,
                Secret.of(credentials.enableUsername().orElse(credentials.username()) + "\n"),
                false,
                1,
                seen -> refused("the enable user name was not taken", seen));
    }

    private Secret enableSecret() {
        return credentials.enableSecret().or(credentials::password).orElseGet(() -> Secret.of(""));
    }

    private static Secret line(Secret secret) {
        return secret.use(characters -> Secret.of(new String(characters) + "\n"));
    }

    private String expand(String send) {
        return send.replace("${username}", credentials.username())
                .replace(
                        "${password}",
                        credentials.password().map(Responses::plain).orElse(""))
                .replace("${secret}", plain(enableSecret()));
    }

    private static String plain(Secret secret) {
        return secret.use(String::new);
    }

    private NetStacksException notAdmitted(String seen) {
        return new ConnectionFailedException(ErrorCode.AUTHENTICATION_FAILED, refusal(seen));
    }

    private String refusal(String seen) {
        return device + ": the device does not admit \"" + credentials.username()
                + "\" with the given password; it said: \""
                + mask.apply(seen.strip()) + "\". Check the credentials; they are not tried again";
    }

    /** Tells whether the last thing that was seen is the question for the password, which has been answered. */
    boolean isPasswordLast(String seen) {
        return credentials.password().isPresent() && PASSWORD_LAST.matcher(seen).find();
    }

    /** Some devices say nothing of a wrong password. */
    ConnectionFailedException hungUp(SessionFailedException closed) {
        return new ConnectionFailedException(
                ErrorCode.AUTHENTICATION_FAILED,
                device + ": the device hung up when it had the password of \"" + credentials.username()
                        + "\", without a word. Check the credentials; they are not tried again",
                closed);
    }

    SessionFailedException refused(String what, String seen) {
        return new SessionFailedException(
                ErrorCode.DEVICE_REFUSED,
                device + ": " + what + "; last output: \"" + mask.apply(seen.strip()) + "\"",
                mask.apply(seen));
    }

    ConnectionFailedException loginFailed(SessionFailedException closed) {
        return new ConnectionFailedException(ErrorCode.AUTHENTICATION_FAILED, refusal(closed.seen()), closed);
    }
}
